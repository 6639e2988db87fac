// Commands of one block of a MONITOR capture: one allocation a block.

/// Redis commands in the order of their lines.
///
/// Ranges point into ``bytes``, where arguments stand escaped as Redis prints them; the escaping is
/// canonical, so hashes of escaped bytes identify values.
package struct RedisCommandBatch: Sendable {
    /// The text of the block.
    package var bytes: [UInt8] = []
    package var rows: [RedisCommandRow] = []
    /// Lines that could not be read, with the rule each breaks.
    package var unreadable: [UnreadableLine] = []
    /// Lines whose last argument was cut; what stood before the cut is in the rows.
    package var truncatedLines = 0

    /// The number of commands.
    package var count: Int { rows.count }

    /// Makes an empty batch.
    package init() {}
}

/// One command.
///
/// A row holds no reference, so that a block of them is one allocation. Whoever sees a row reads most of it: in one
/// piece it is one line of the processor's cache, as columns it would be ten.
package struct RedisCommandRow: Sendable, Equatable {
    /// Microseconds since the epoch, as the server stamped the line.
    package var time: Int64 = 0
    /// The line, from 1 over the source, or its mark.
    package var line = 0
    /// A hash of the client address.
    package var clientHash: UInt64 = 0
    /// A hash of database and key; 0 where there is no key.
    package var keyHash: UInt64 = 0
    /// The client address, `lua` or `unix:path`, without brackets.
    package var client = Span32(0, 0)
    /// The command word as the client wrote it, for those that ``RedisCommand`` does not know.
    package var name = Span32(0, 0)
    /// The first key, without quotes; empty where the command takes none.
    package var key = Span32(0, 0)
    /// Everything after the first key (after the command word where there is no key), quotes included.
    package var arguments = Span32(0, 0)
    /// Words on the line, the command included.
    package var words: UInt32 = 0
    package var database: UInt16 = 0
    package var command = RedisCommand.unknown

    /// Makes an empty row.
    package init() {}
}

/// A range of bytes in a block, small enough for a column.
///
/// Blocks are under 4 GiB.
package struct Span32: Sendable, Equatable {
    package var start: UInt32
    package var end: UInt32

    /// Makes a range.
    package init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    /// The range that a slice takes of its text.
    init(_ slice: ArraySlice<UInt8>) { self.init(slice.startIndex, slice.endIndex) }

    /// The range as array indices.
    package var range: Range<Int> { Int(start)..<Int(end) }
    /// The same range of a text that begins so many bytes earlier.
    func shifted(by shift: Int) -> Span32 { Span32(Int(start) + shift, Int(end) + shift) }
    /// The number of bytes.
    package var count: Int { Int(end) - Int(start) }
    /// Whether it holds nothing.
    package var isEmpty: Bool { start == end }
}

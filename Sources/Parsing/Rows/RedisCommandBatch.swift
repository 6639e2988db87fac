// Commands of one block of a MONITOR capture, as columns.

/// Redis commands in the order of their lines.
///
/// All columns have the same count. Ranges point into ``bytes``, where arguments stand escaped as Redis
/// prints them; the escaping is canonical, so hashes of escaped bytes identify values.
package struct RedisCommandBatch: Sendable {
    /// The text of the block.
    package var bytes: [UInt8] = []
    /// Microseconds since the epoch, as the server stamped the line.
    package var times: [Int64] = []
    /// The line of each command, from 1 over the source.
    package var lines: [Int] = []
    /// The client address, `lua` or `unix:path`, without brackets.
    package var clients: [Span32] = []
    /// A hash of the client address.
    package var clientHashes: [UInt64] = []
    package var databases: [UInt16] = []
    package var commands: [RedisCommand] = []
    /// The command word as the client wrote it, for those that ``RedisCommand`` does not know.
    package var commandNames: [Span32] = []
    /// The first key, without quotes; empty where the command takes none.
    package var keys: [Span32] = []
    /// A hash of database and key; 0 where there is no key.
    package var keyHashes: [UInt64] = []
    /// Everything after the first key (after the command word where there is no key), quotes included.
    package var arguments: [Span32] = []
    /// A hash of those bytes where the command overwrites a value; 0 for all others.
    package var argumentHashes: [UInt64] = []
    /// Words on the line, the command included.
    package var argumentCounts: [UInt32] = []
    /// Lines that could not be read, with the rule each breaks.
    package var unreadable: [UnreadableLine] = []
    /// Lines whose last argument was cut; what stood before the cut is in the columns.
    package var truncatedLines = 0

    /// The number of commands.
    package var count: Int { times.count }

    /// Makes an empty batch.
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

    /// The range as array indices.
    package var range: Range<Int> { Int(start)..<Int(end) }
    /// The number of bytes.
    package var count: Int { Int(end) - Int(start) }
    /// Whether it holds nothing.
    package var isEmpty: Bool { start == end }
}

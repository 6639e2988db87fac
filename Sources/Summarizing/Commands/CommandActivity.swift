// Who sent which command to which kind of key, second by second.

import Parsing

/// What a row of the activity is about.
package struct CommandKind: Hashable, Sendable, Codable {
    package let command: RedisCommand
    /// The command word, for commands the table does not know.
    package let shape: ArgumentShape
    /// Numbers in ``RedisActivity/patterns`` and ``RedisActivity/hosts``.
    package let pattern: Int32
    package let host: Int32

    /// The four numbers in one word whose bits are well mixed; equal for equal kinds only.
    ///
    /// Names are limited to 2^15 and 2^14. Every step can be undone (Stafford's mix 13).
    var mixed: UInt64 {
        var word = UInt64(command.rawValue) << 48 | UInt64(shape.rawValue) << 40
        word |=
            UInt64(UInt32(truncatingIfNeeded: pattern)) << 20
            ^ UInt64(UInt32(truncatingIfNeeded: host))
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

/// How index arguments bound the work of a range command.
package enum ArgumentShape: UInt8, Sendable, Hashable, Codable {
    /// No index arguments that matter.
    case plain
    /// `0 -1`: everything.
    case whole
    /// `-1 -1`: the last element.
    case last
    /// A bounded number of elements from the beginning.
    case page
    /// Anything else.
    case span
    /// A bounded number of elements from the end.
    case tail
}

/// Counts of one kind of command in one bin.
package struct CommandCell: Addable, Equatable {
    package var bytes: UInt64 = 0
    /// Microseconds between the previous line and this one, and between this one and the next: upper bounds of
    /// the server's time for it, by whether the server stamps at the end (6.2.4 on) or at the start.
    package var gapBefore: UInt64 = 0
    package var gapAfter: UInt64 = 0
    package var calls: UInt32 = 0
    /// Writes by what became of them; the rest of the writes are unknown.
    package var sameValue: UInt32 = 0
    package var overwrittenUnread: UInt32 = 0
    package var deletedUnread: UInt32 = 0
    package var expiryChurn: UInt32 = 0
    package var useful: UInt32 = 0

    /// Makes an empty cell.
    package init() {}

    /// Adds another cell's counts.
    package mutating func add(_ other: CommandCell) {
        calls &+= other.calls
        bytes &+= other.bytes
        gapBefore &+= other.gapBefore
        gapAfter &+= other.gapAfter
        sameValue &+= other.sameValue
        overwrittenUnread &+= other.overwrittenUnread
        deletedUnread &+= other.deletedUnread
        expiryChurn &+= other.expiryChurn
        useful &+= other.useful
    }

    /// Writes that changed nothing anybody saw.
    package var wasted: Int {
        Int(sameValue) + Int(overwrittenUnread) + Int(deletedUnread) + Int(expiryChurn)
    }
}

/// One kind of command over time.
package struct CommandSeries: Sendable, Codable {
    package let kind: CommandKind
    package var bins = Bins<CommandCell>()
    /// The marks of its first and last line.
    package var firstMark: Int
    package var lastMark: Int
    package var calls = 0
    /// The largest gap before and after a line, in microseconds.
    package var gapBeforeMax: UInt64 = 0
    package var gapAfterMax: UInt64 = 0

    /// Adds a line; returns the number of cells that were added, or `nil` for a stray stamp.
    mutating func add(bytes: UInt64, gapBefore gap: UInt64, _ bin: Int, _ mark: Int) -> Int? {
        let added = bins.update(bin) { cell in
            cell.calls &+= 1
            cell.bytes &+= bytes
            cell.gapBefore &+= gap
        }
        guard added != nil else { return nil }
        calls += 1
        lastMark = mark
        gapBeforeMax = max(gapBeforeMax, gap)
        return added
    }

    /// Adds the gap that followed a line of this kind.
    mutating func add(gapAfter gap: UInt64, _ bin: Int) {
        gapAfterMax = max(gapAfterMax, gap)
        bins.update(bin) { $0.gapAfter &+= gap }
    }
}

/// A stretch in which the server stamped no line.
package struct Stall: Sendable, Equatable, Codable {
    /// Microseconds without a line.
    package var gap: Int64
    /// The stamp, mark and kind of the line that ended it, and of the one before it.
    package var time: Int64
    package var mark: Int
    package var kindBefore: Int32
    package var kindAfter: Int32
    package var markBefore: Int
}

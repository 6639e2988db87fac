// Who sent which command to which kind of key.

import Parsing

/// What a row of the activity is about.
package struct CommandKind: Hashable, Sendable, Codable {
    package let command: RedisCommand
    /// The command word, for commands the table does not know.
    package let shape: ArgumentShape
    /// A number in ``RedisActivity/patterns``.
    package let pattern: Int32
    /// A number in ``RedisActivity/hosts``; ``anyHost`` where commands of all hosts are counted together.
    package let host: Int32

    /// The number of no host.
    package static let anyHost: Int32 = -1

    /// Whether hosts are told apart second by second.
    ///
    /// What becomes of a write is told for each host. Of all other commands the hosts matter only by their calls, which
    /// ``SenderTable`` counts: a fifth of the cells then do.
    var isToldByHost: Bool { command.effect == .overwrite || command.effect == .expire }

    /// The same kind, sent by a host.
    func sent(by host: Int32) -> CommandKind {
        CommandKind(command: command, shape: shape, pattern: pattern, host: host)
    }

    /// The four numbers in one word whose bits are well mixed; equal for equal kinds only.
    ///
    /// Names are limited to 2^15 and 2^14. Every step can be undone (Stafford's mix 13).
    var mixed: UInt64 {
        var word = UInt64(command.rawValue) << 48 | UInt64(shape.rawValue) << 40
        word |=
            UInt64(UInt32(truncatingIfNeeded: pattern)) << 20
            ^ UInt64(UInt32(truncatingIfNeeded: host) & 0xF_FFFF)
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

/// One kind of command over the whole capture; its counts by bin are in ``RedisActivity/cells``.
package struct CommandSeries: Sendable, Codable {
    package let kind: CommandKind
    /// Its number in ``RedisActivity/series``.
    package let number: Int32
    /// The marks of its first and last line.
    package var firstMark: Int
    package var lastMark: Int
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

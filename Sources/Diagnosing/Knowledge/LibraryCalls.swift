// The calls of all job libraries, and how a command in MONITOR is recognised as one of them.

import Summarizing

/// The table of calls.
package enum LibraryCalls {
    /// Every row, library by library.
    package static let all: [LibraryCall] =
        SidekiqCalls.jobs + SidekiqCalls.inspection + ResqueCalls.all + BullMQCalls.all
        + CeleryCalls.all + RQCalls.all

    /// The call that a command to a kind of key belongs to, or `nil` when no library is known to make it.
    ///
    /// Of several calls that send the command, the one whose key is named most exactly counts, then the first.
    static func call(
        sending command: RedisCommand,
        _ shape: ArgumentShape,
        to pattern: String
    ) -> LibraryCall? {
        var best: (call: LibraryCall, length: Int)?
        for call in all {
            for mark in call.marks where mark.fits(command, shape, pattern) {
                let length = mark.key.utf8.count + (mark.shape == nil ? 0 : 1)
                if length > best?.length ?? -1 { best = (call, length) }
            }
        }
        return best?.call
    }
}

extension LibraryCall.Mark {
    /// Whether a command is the one that is meant; a key ends in `*` where more may follow.
    fileprivate func fits(
        _ command: RedisCommand,
        _ shape: ArgumentShape,
        _ pattern: String
    ) -> Bool {
        guard command == self.command, self.shape == nil || shape == self.shape else {
            return false
        }
        guard let star = key.firstIndex(of: "*") else { return pattern == key }
        return pattern.hasPrefix(key[..<star])
            && pattern.hasSuffix(key[key.index(after: star)...])
            && pattern.utf8.count >= key.utf8.count - 1
    }
}

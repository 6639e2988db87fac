// What an entry of the slow log called: its words read as the lines of MONITOR are.

import Summarizing

/// The command, the shape of its index arguments and the key pattern of an entry of the slow log.
struct LoggedCommand {
    let command: RedisCommand
    let shape: ArgumentShape
    /// Empty for a command without keys.
    let pattern: String

    /// `nil` for an entry without words.
    init?(_ entry: SlowlogEntry) {
        guard let word = entry.arguments.first else { return nil }
        command = RedisCommand.named(Array(word.utf8))
        let keyIndex = command.firstKeyIndex
        let hasKey = keyIndex > 0 && keyIndex < entry.arguments.count
        pattern = KeyPatterns.pattern(of: hasKey ? entry.arguments[keyIndex] : "")
        shape = command.shape(ofWords: Array(entry.arguments.dropFirst(keyIndex + 1)))
    }

    /// What the cost of such commands is filed under.
    var key: String { LoggedCost.key(command, shape, pattern) }
}

// The slow log by what was called: how long the calls took that were slow enough to be logged.

import Summarizing

/// What the slow log says of one command and key pattern.
struct LoggedCost {
    var durations: [Double] = []
    var entries: [SlowlogEntry] = []

    /// What a group of commands is filed under.
    static func key(_ command: RedisCommand, _ shape: ArgumentShape, _ pattern: String) -> String {
        "\(command.name) \(shape.rawValue) \(pattern)"
    }

    /// By command, shape of its index arguments and key pattern.
    static func all(in scene: Scene) -> [String: LoggedCost] {
        var costs: [String: LoggedCost] = [:]
        for entry in scene.timeline.slowlog {
            guard let call = LoggedCommand(entry) else { continue }
            costs[call.key, default: LoggedCost()].add(entry)
        }
        return costs
    }

    /// The entries, from the first to the last of one dump; `nil` for none.
    func evidence(from start: Timestamp, _ scene: Scene) -> Evidence? {
        guard let first = entries.map(\.firstLine).min(), let longest = durations.max(),
            let last = entries.filter({
                scene.timeline.place(of: $0.firstLine).path == scene.timeline.place(of: first).path
            }).map(\.lastLine).max()
        else { return nil }
        return scene.evidence(
            from: first,
            to: last,
            at: start.microseconds,
            "\(entries.count, .plain) entries of the slow log, \(longest / 1e6, .seconds) the longest"
        )
    }

    /// Whether the slow log holds most calls of the stretch it covers, so that its durations stand for
    /// the others.
    ///
    /// The log keeps only calls above its threshold and only the last of them: a few slow calls among
    /// thousands of quick ones say nothing of the quick ones.
    func isTypical(of group: CommandGroup, _ scene: Scene) -> Bool {
        guard entries.count >= SlowCommands.entriesMin else { return false }
        let bins = entries.compactMap { scene.grid.index($0.end.microseconds) }
        guard let low = bins.min(), let high = bins.max() else { return false }
        let calls = group.calls[low..<(high + 1)].reduce(0, +)
        return Double(entries.count) >= Self.typicalShareMin * calls
    }

    private static let typicalShareMin = 0.3

    mutating func add(_ entry: SlowlogEntry) {
        entries.append(entry)
        durations.append(Double(entry.durationMicroseconds))
    }
}

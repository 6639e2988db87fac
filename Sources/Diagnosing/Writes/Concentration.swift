// How few keys take how much: a pattern of a million keys may be one counter.
// Shares of traffic are skewed on healthy caches too (Yang, Yue, Vinayak, OSDI 2020), so this explains and never accuses.

import Summarizing

/// The busiest keys of a pattern.
enum Concentration {
    /// Keys that are counted together.
    private static let keysMax = 3
    /// Less than this of a pattern's commands is no concentration worth a line.
    private static let shareMin = 0.2

    /// The keys of a pattern that most commands named, the busiest first.
    static func busyKeys(of pattern: String, _ scene: Scene) -> [BusyKey] {
        let redis = scene.timeline.redis
        return redis.busyKeys.filter { redis.patterns.name($0.pattern) == pattern }
    }

    /// The commands to all keys of a pattern over the whole capture.
    static func calls(to pattern: String, _ scene: Scene) -> Int {
        scene.commandGroups.reduce(0) { $0 + ($1.pattern == pattern ? $1.total : 0) }
    }

    /// A line of the busiest key, with its share of the commands to its kind; empty where no key stands out.
    static func evidence(for pattern: String, _ scene: Scene) -> [Evidence] {
        let busiest = busyKeys(of: pattern, scene).prefix(keysMax)
        let calls = calls(to: pattern, scene)
        guard let first = busiest.first, calls > 0,
            Double(first.calls) >= shareMin * Double(calls)
        else { return [] }
        let sum = busiest.reduce(0) { $0 + $1.calls }
        let share = min(1, Double(first.calls) / Double(calls))
        let together = min(1, Double(sum) / Double(calls))
        let exactness: Sentence = first.isExact ? "exactly counted" : "at least"
        let rest: Sentence =
            busiest.count > 1
            ? "; the \(busiest.count, .plain) busiest take \(together, .share)" : ""
        return [
            scene.evidence(
                from: first.mark,
                to: first.mark,
                at: first.time,
                "the key on this line takes \(share, .share) of the commands to its kind, \(exactness)\(rest)"
            )
        ]
    }
}

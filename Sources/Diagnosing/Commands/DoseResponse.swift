// How often calls were slow, by the size of what they touched: the table that a cause of slowness must fill.
// A line through the slow log alone is bent: it holds the slow calls only. MONITOR has the others.
// Source: Cochran 1954, Armitage 1955 for the trend.

import Statistics
import Summarizing

/// Slow calls among all calls, by rising size.
struct DoseResponse: Equatable {
    /// Groups with nearly the same number of elements.
    let groups: [CochranArmitage.Group]

    /// The upper bounds of the groups, as shares of the calls: finer where the large sizes are.
    private static let shares = [0.5, 0.7, 0.8, 0.9, 0.95, 1]
    /// Fewer slow calls show no trend.
    private static let hitsMin = 10
    /// The largest sizes must be slow this much more often than the smallest.
    private static let riseMin = 3.0

    /// Groups calls by size; `calls` holds the size, the calls and the slow ones of a stretch.
    init?(_ calls: [(size: Double, calls: Int, slow: Int)]) {
        let sorted = calls.filter { $0.calls > 0 }.sorted { $0.size < $1.size }
        let total = sorted.reduce(0) { $0 + $1.calls }
        guard total > 0, sorted.reduce(0, { $0 + $1.slow }) >= Self.hitsMin else { return nil }
        var groups: [CochranArmitage.Group] = []
        var open = (sizes: 0.0, calls: 0, slow: 0)
        var seen = 0
        var bounds = Self.shares[...]
        for (number, stretch) in sorted.enumerated() {
            open.sizes += stretch.size * Double(stretch.calls)
            open.calls += stretch.calls
            open.slow += min(stretch.slow, stretch.calls)
            seen += stretch.calls
            let share = Double(seen) / Double(total)
            guard let bound = bounds.first, share >= bound || number == sorted.count - 1 else {
                continue
            }
            groups.append(
                CochranArmitage.Group(
                    dose: open.sizes / Double(open.calls),
                    hits: open.slow,
                    trials: open.calls
                )
            )
            open = (0, 0, 0)
            bounds = bounds.drop { $0 <= share }
        }
        guard groups.count >= 2 else { return nil }
        self.groups = groups
    }

    /// The calls of a group on one queue, by the queue's depth, where the slow log holds some of them.
    init?(_ group: CommandGroup, _ cost: LoggedCost, _ scene: Scene) {
        guard let flow = scene.timeline.queues.first(where: { $0.key == group.pattern }) else {
            return nil
        }
        let bins = cost.entries.compactMap { scene.grid.index($0.end.microseconds) }
        guard let first = bins.min() else { return nil }
        var slow: [Int: Int] = [:]
        for bin in bins { slow[bin, default: 0] += 1 }
        // The log keeps the last entries only: what came before the first of them may have been slow as well.
        self.init(
            (first..<group.calls.count).compactMap { bin in
                flow.depth[bin].map { ($0, Int(group.calls[bin]), slow[bin] ?? 0) }
            }
        )
    }

    /// The trend in standard errors.
    var z: Double { CochranArmitage.z(groups) }

    /// Whether calls are slow the more often the more they touch.
    var isRising: Bool {
        guard let least = groups.first, let most = groups.last else { return false }
        return z >= CochranArmitage.zMin && Self.share(most) >= Self.riseMin * Self.share(least)
    }

    /// The table in words: `2 of 300 at 40 elements, ... 28 of 30 at 2,100 elements (trend z 18)`.
    var sentence: Sentence {
        let parts = groups.map { group -> Sentence in
            "\(group.hits, .plain) of \(group.trials, .plain) at \(group.dose.rounded(), .elements)"
        }
        return "slow calls: \(Sentence.joined(parts, by: ", ")) (trend z \(z, .plain))"
    }

    private static func share(_ group: CochranArmitage.Group) -> Double {
        Double(group.hits) / Double(max(1, group.trials))
    }
}

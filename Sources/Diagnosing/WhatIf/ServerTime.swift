// How long commands held the one thread that runs them: at least and at most.

import Summarizing

/// Server time of some groups of commands over a whole capture.
struct ServerTime {
    /// Seconds, at least and at most.
    let seconds: ClosedRange<Double>
    /// Why nothing can be said; `nil` where something can.
    let unknown: Sentence?

    /// Adds up the table of costs at the depths that were seen, and takes no more than the silences allow.
    init(of groups: [CommandGroup], in scene: Scene) {
        var low = 0.0
        var high = 0.0
        var unknown: Sentence?
        for group in groups {
            switch Self.seconds(of: group, in: scene) {
            case .success(let own):
                low += own.lowerBound
                high += own.upperBound
            case .failure(let refusal): unknown = unknown ?? refusal.because
            }
        }
        seconds = low...max(low, high)
        self.unknown = unknown
    }

    private struct Unknown: Error {
        let because: Sentence
    }

    private static func seconds(of group: CommandGroup, in scene: Scene)
        -> Result<ClosedRange<Double>, Unknown>
    {
        let version = scene.timeline.redisVersion
        switch CommandCosts.cost(group.command, group.shape, version) {
        case .notInTable:
            return .failure(Unknown(because: "the cost of \(group.name) is not in the table"))
        case .dependsOnVersion:
            return .failure(
                Unknown(
                    because:
                        "the cost of \(group.name) depends on the server's version, which no file says; give it with `--redis-version`"
                )
            )
        case .known(let cost):
            let flow = scene.timeline.queues.first { $0.key == group.pattern }
            let isGrowing = cost.work.unit != nil
            if isGrowing, flow == nil {
                return .failure(
                    Unknown(
                        because:
                            "\(group.name) \(cost.work.words), and how many there were was not observed"
                    )
                )
            }
            var low = 0.0
            var high = 0.0
            for (bin, calls) in group.calls.enumerated() where calls > 0 {
                guard let each = cost.work.microseconds(size: flow?.depth[bin] ?? 0) else {
                    return .failure(
                        Unknown(
                            because: "\(group.name) \(cost.work.words), which nothing here predicts"
                        )
                    )
                }
                let isAtMost = cost.bound == .atMost
                low += calls * (isAtMost ? CommandWork.microsecondsOfACall : each.lowerBound) / 1e6
                high += calls * each.upperBound / 1e6
            }
            if let version {
                let gaps = group.gap(0..<scene.grid.count, stampsAtEnd: version.stampsAtEnd) / 1e6
                high = min(high, gaps)
            }
            return .success(min(low, high)...high)
        }
    }
}

// Jobs that came back from the retry set, as MONITOR alone shows them: the same id is pushed again.
// Source: sidekiq 5.2 to 8.1 lib/sidekiq/{job_retry,scheduled}.rb: a failed job is put into the sorted set `retry`
// under the time of its next try, and the poller of that set pushes it once more with its old id.

import Summarizing

/// What went into the retry set, and what was pushed for the first time and again.
struct RetrySet {
    /// Jobs put into the set, and pushes, a bin.
    let entries: [Double]
    let firstPushes: [Double]
    let pushesAgain: [Double]
    /// The pushes of jobs that had been pushed before.
    let again: [QueueTrace.PushedJob]
    /// The commands that filled the set.
    private let group: CommandGroup

    /// `nil` where nothing went into such a set.
    ///
    /// - Complexity: O(p) for p pushes.
    init?(_ scene: Scene) {
        guard
            let group = scene.commandGroups.first(where: {
                $0.command == .zadd && Self.isRetrySet($0.pattern)
            })
        else { return nil }
        self.group = group
        entries = group.calls
        var seen: Set<UInt64> = []
        var first = [Double](repeating: 0, count: scene.grid.count)
        var repeated = first
        var again: [QueueTrace.PushedJob] = []
        for push in scene.timeline.redis.queues.jobs {
            let isNew = seen.insert(push.id).inserted
            if !isNew { again.append(push) }
            guard let bin = scene.grid.index(push.time) else { continue }
            if isNew { first[bin] += 1 } else { repeated[bin] += 1 }
        }
        firstPushes = first
        pushesAgain = repeated
        self.again = again
    }

    /// `retry`, or `shop:retry` under a namespace.
    private static func isRetrySet(_ pattern: String) -> Bool {
        pattern == "retry" || pattern.hasSuffix(":retry")
    }

    /// The lines that filled the set.
    func evidence(_ scene: Scene) -> Evidence {
        group.evidence(
            "\(group.total, .jobs) put into \(LogText.keyPattern(group.pattern)), of the whole capture",
            scene
        )
    }

    /// How many jobs went into the set, and pushes of either kind, over some bins.
    func counts(_ bins: Range<Int>) -> (entries: Double, first: Double, again: Double) {
        let bins = bins.clamped(to: 0..<entries.count)
        return (
            entries[bins].reduce(0, +), firstPushes[bins].reduce(0, +),
            pushesAgain[bins].reduce(0, +)
        )
    }
}

// Jobs that came due: a poller takes them out of a sorted set of times and pushes them.
// Source: sidekiq 5.2 to 8.1 lib/sidekiq/scheduled.rb (ZREM schedule job, or a script that sends it, then a push);
// rq 1.0 to 2.12 rq/scheduler.py and registry.py (a push, then ZREM rq:scheduled:QUEUE id).

import Summarizing

/// What was taken out of the sets of scheduled jobs.
struct ScheduledSet {
    /// The commands that empty such sets, the most calls first.
    private let groups: [CommandGroup]

    /// Half of what more came must have been scheduled before it explains the rise.
    private static let shareMin = 0.5

    /// `nil` where nothing was taken out of such a set.
    init?(_ scene: Scene) {
        groups = scene.commandGroups.filter {
            $0.command == .zrem && Self.isScheduledSet($0.pattern)
        }.sorted { ($1.total, $0.pattern) < ($0.total, $1.pattern) }
        if groups.isEmpty { return nil }
    }

    /// `schedule`, or `shop:schedule` under a namespace; RQ has one for each queue.
    private static func isScheduledSet(_ pattern: String) -> Bool {
        pattern == "schedule" || pattern.hasSuffix(":schedule")
            || pattern.hasPrefix("rq:scheduled:")
    }

    /// Jobs that came due in some bins, and the lines that say so; `nil` unless they are the greater part of the jobs a
    /// second that arrived more than before.
    func cameDue(
        more: Double,
        in bins: Range<Int>,
        insteadOf baseline: Range<Int>,
        _ scene: Scene
    ) -> (jobs: Double, set: String, evidence: Evidence)? {
        guard let group = groups.first, more > 0 else { return nil }
        let rates = { (bins: Range<Int>) in
            groups.reduce(0) { $0 + scene.rate($1.calls, over: bins) }
        }
        guard rates(bins) - rates(baseline) >= Self.shareMin * more else { return nil }
        let jobs = rates(bins) * scene.seconds(bins)
        let evidence = group.evidence(
            "\(group.total, .jobs) taken out of \(LogText.keyPattern(group.pattern)) when they were due, of the whole capture",
            scene
        )
        return (jobs, group.pattern, evidence)
    }
}

// The time of the one thread that runs commands: measured where it was, else bounded by the table of costs.
// Source: redis server.c `call` adds each command's time to commandstats; info.md, "used_cpu_user_main_thread".

import Statistics
import Summarizing

/// How much of its one thread the server used.
enum ThreadBudget {
    /// A core used up to this share has room: beyond it queueing more than triples a wait (M/M/1).
    static let busyShareMax = 0.7
    /// Calls whose cost nothing bounds may be this share of all before a bound says nothing.
    private static let unknownShareMax = 0.05

    private static let resource: Sentence = "Redis processor time"

    static func check(_ scene: Scene) -> ResourceCheck {
        commandTime(scene) ?? processorTime(scene) ?? bounds(scene)
            ?? ResourceCheck(
                resource: resource,
                result: .notChecked,
                because: "neither a processor metric nor commands in the folder",
                evidence: []
            )
    }

    /// From INFO commandstats: what the commands took from one dump to the next.
    private static func commandTime(_ scene: Scene) -> ResourceCheck? {
        let series = scene.timeline.metrics.filter { $0.name.hasPrefix("command_time{") }
        var sums: [Int64: Double] = [:]
        for one in series {
            for (time, value) in zip(one.times, one.values) { sums[time, default: 0] += value }
        }
        let most = series.max { ($0.values.max() ?? 0) < ($1.values.max() ?? 0) }
        guard let top = sums.values.max(), let most, let own = most.values.max() else { return nil }
        let name = most.name.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
        return ResourceCheck(
            resource: resource,
            result: top <= busyShareMax ? .ruledOut : .involved,
            because:
                "commands took at most \(top, .share) of its one thread by INFO commandstats, \(LogText.command(name.uppercased())) the most of it (\(own, .share))",
            evidence: ResourceChecks.evidence(most, scene)
        )
    }

    /// From a metric of the server's own process or engine; a processor of the host is not Redis's.
    private static func processorTime(_ scene: Scene) -> ResourceCheck? {
        let series = scene.timeline.metrics.filter { series in
            isOfRedis(series.name) && series.unit == .ratio
                && series.values.allSatisfy { $0 >= 0 }
        }
        guard let most = series.max(by: { ($0.values.max() ?? 0) < ($1.values.max() ?? 0) }),
            let top = most.values.max()
        else { return nil }
        return ResourceCheck(
            resource: resource,
            result: top <= busyShareMax ? .ruledOut : .involved,
            because: "at most \(top, .share) of one core by \(LogText.metric(most.name))",
            evidence: ResourceChecks.evidence(most, scene)
        )
    }

    /// `redis_cpu_pct`, ElastiCache's `EngineCPUUtilization`, and `used_cpu_user/s` of INFO.
    static func isOfRedis(_ metric: String) -> Bool {
        let name = metric.lowercased()
        return name.contains("enginecpu") || name.hasPrefix("used_cpu_")
            || (name.contains("cpu") && (name.contains("redis") || name.contains("valkey")))
    }

    /// From MONITOR alone: every call at the worst that its command costs on this version.
    private static func bounds(_ scene: Scene) -> ResourceCheck? {
        let calls = scene.commandGroups.reduce(0) { $0 + $1.total }
        guard calls > 0 else { return nil }
        var known: [CommandGroup] = []
        var seconds = 0.0
        for group in scene.commandGroups where !group.command.mayBlock {
            let time = ServerTime(of: [group], in: scene)
            guard time.unknown == nil else { continue }
            known.append(group)
            seconds += time.seconds.upperBound
        }
        let span = scene.seconds(0..<scene.grid.count)
        let judged = known.reduce(0) { $0 + $1.total }
        let waiting = scene.commandGroups.reduce(0) { $0 + ($1.command.mayBlock ? $1.total : 0) }
        let unknown = Double(calls - waiting - judged) / Double(calls)
        let evidence = scene.commandGroups.map(\.firstMark).min().flatMap { first in
            scene.commandGroups.map(\.lastMark).max().map { last in
                scene.evidence(
                    from: first,
                    to: last,
                    at: scene.timeline.start.microseconds,
                    "\(calls, .commands)"
                )
            }
        }
        let share = seconds / span
        return ResourceCheck(
            resource: resource,
            result: unknown <= unknownShareMax && share <= busyShareMax ? .unlikely : .open,
            because:
                "not measured; by the table of costs \(judged, .calls) took at most \(share, .share) of its one thread, and of \(unknown, .share) of the calls the cost is not known",
            evidence: evidence.map { [$0] } ?? []
        )
    }
}

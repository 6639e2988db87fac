// What watching costs: commands that only look at the server and its queues.
// Source: dd-agent#2066 and sidekiq#5910, two monitors that were the load they measured.

import Summarizing

/// The share of the traffic that monitoring itself causes.
enum ObserverBill {
    /// Below this share nobody would notice that it is gone.
    private static let smallShareMax = 0.05

    private static let resource: Sentence = "Load of the monitoring itself"

    static func check(_ scene: Scene, _ findings: [Finding]) -> ResourceCheck {
        let groups = groups(in: scene)
        let all = scene.timeline.redis.commands
        guard all > 0 else {
            return ResourceCheck(
                resource: resource,
                result: .notChecked,
                because: "no MONITOR capture in the folder",
                evidence: []
            )
        }
        if let finding = findings.first(where: { $0.kind == .observerLoad }) {
            return ResourceCheck(
                resource: resource,
                result: .involved,
                because: finding.title,
                evidence: finding.evidence
            )
        }
        let calls = groups.reduce(0) { $0 + $1.total }
        let share = Double(calls) / Double(all)
        guard let busiest = groups.max(by: { ($0.total, $1.pattern) < ($1.total, $0.pattern) })
        else {
            return ResourceCheck(
                resource: resource,
                result: .ruledOut,
                because: "no command only looks at the server or at a queue",
                evidence: []
            )
        }
        return ResourceCheck(
            resource: resource,
            result: share <= smallShareMax ? .ruledOut : .open,
            because:
                "\(calls, .commands) only look at the server or its queues, \(share, .share) of all, most of them \(busiest.name); what MONITOR itself costs does not stand in it",
            evidence: [
                busiest.evidence("\(busiest.total, .calls) of \(busiest.name)", scene)
            ]
        )
    }

    /// The groups of commands that only look.
    static func groups(in scene: Scene) -> [CommandGroup] {
        let queues = Set(scene.timeline.queues.map(\.key))
        return scene.commandGroups.filter { group in
            switch group.command {
            case .info, .ping, .client, .config, .slowlog, .dbsize, .latency, .memory, .role,
                .lastsave, .xinfo, .pubsub:
                true
            default:
                group.command.effect == .read
                    && (queues.contains(group.pattern)
                        || JobLibraryKeys.library(owning: group.pattern) != nil)
            }
        }
    }
}

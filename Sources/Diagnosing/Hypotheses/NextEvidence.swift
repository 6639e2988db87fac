// Which capture would best tell the explanations apart that are left.

import Summarizing

/// Plans what to record next time.
enum NextEvidence {
    /// More than this nobody runs.
    private static let plansMax = 4
    /// Two weights within this factor are not told apart: one wrong item of evidence makes it up.
    private static let inseparableFactor = 2.0
    /// A leader of less weight than this is still open.
    private static let settledWeightMin = 0.9

    /// The captures, the most telling first; empty where nothing is open.
    static func plans(for incidents: [Incident], _ suspects: [Suspect], in scene: Scene)
        -> [CapturePlan]
    {
        let closest = incidents.enumerated().flatMap { number, incident in
            separating(incident, scene).map { capture, decides in
                let due = due(incident)
                return CapturePlan(
                    command: capture.command,
                    decides: Sentence.joined(
                        [decides, due].filter { !$0.pieces.isEmpty },
                        by: ";"
                    ),
                    cost: capture.cost,
                    incident: number,
                    due: due
                )
            }
        }
        let lacking = missing(incidents, suspects, scene).map { capture, decides in
            CapturePlan(command: capture.command, decides: decides, cost: capture.cost)
        }
        var plans: [CapturePlan] = []
        for plan in closest + lacking
        where !plans.contains(where: { $0.command == plan.command }) {
            plans.append(plan)
        }
        return Array(plans.prefix(plansMax))
    }

    /// What separates the leader from the next, where they are close or the leader is not sure.
    private static func separating(_ incident: Incident, _ scene: Scene) -> [(
        SafeCapture, Sentence
    )] {
        guard let leader = incident.hypotheses.first else { return [] }
        let next = incident.hypotheses.dropFirst().first
        let isClose = next.map { leader.weight < inseparableFactor * $0.weight } ?? false
        guard isClose || leader.weight < settledWeightMin || leader.confidence < .strong else {
            return []
        }
        let pair = [leader, next].compactMap { $0 }
        let all = pair.flatMap { captures(for: $0.cause) }
        // What is in the folder did not decide; trouble that comes again is worth another look at the right moment.
        let lacking = all.filter { incident.recurrence != nil || !isThere($0, scene.timeline) }
        let useful = lacking.isEmpty ? all : lacking
        let other = next.map { $0.statement } ?? "anything else"
        return useful.map { capture in
            (capture, "\(leader.statement), or rather: \(other)")
        }
    }

    /// When the next episode of recurring trouble is due, so that the capture holds one.
    private static func due(_ incident: Incident) -> Sentence {
        guard let recurrence = incident.recurrence, let period = recurrence.periodSeconds,
            let phase = recurrence.phaseSeconds
        else { return "" }
        return
            " it begins \(phase, .seconds) after each full \(period, .seconds) (UTC), so start just before that"
    }

    /// What the capture lacked for a verdict.
    private static func missing(
        _ incidents: [Incident],
        _ suspects: [Suspect],
        _ scene: Scene
    ) -> [(SafeCapture, Sentence)] {
        let timeline = scene.timeline
        var wanted: [(SafeCapture, Sentence)] = []
        if timeline.redis.commands > 0, timeline.redisVersion == nil {
            wanted.append(
                (
                    .serverVersion,
                    "to which line a silence in MONITOR belongs, and what LRANGE costs"
                )
            )
        }
        if let open = suspects.first(where: { $0.verdict == .undetermined }) {
            wanted.append((.commandStats, "whether \(open.what) takes the server's time"))
        }
        let hasBacklog = incidents.contains { $0.kind == .queueBacklog }
        if hasBacklog, !timeline.jobs.contains(where: { $0.started != nil }) {
            wanted.append(
                (.workerLog, "whether jobs waited because more came or because each took longer")
            )
        }
        if hasBacklog, timeline.redis.commands == 0 {
            wanted.append((.monitor, "which clients push how many jobs"))
        }
        return wanted
    }

    /// Whether the folder holds such a capture already.
    private static func isThere(_ capture: SafeCapture, _ timeline: Timeline) -> Bool {
        switch capture {
        case .monitor: timeline.redis.commands > 0
        case .slowlog: !timeline.slowlog.isEmpty
        case .serverVersion: timeline.redisVersion != nil
        case .workerLog: timeline.jobs.contains { $0.started != nil }
        case .commandStats, .clientList, .hostStatistics, .bigKeys, .databaseActivity: false
        }
    }

    private static func captures(for cause: Finding.Kind) -> [SafeCapture] {
        switch cause {
        case .observerLoad, .slowCommand, .keyspaceScan, .pollCost: [.commandStats, .slowlog]
        case .bigKey: [.bigKeys, .commandStats]
        case .arrivalsUp, .headOfLineBlocking, .retryStorm: [.workerLog]
        case .serviceSlower, .dependencySlow, .hostPause: [.hostStatistics, .workerLog]
        case .workersLost: [.workerLog, .clientList]
        case .deadWrites, .noOpWrites, .deleteChurn, .expireFlapping, .hotKey, .cacheStampede,
            .keyspaceFlush:
            [.monitor]
        case .connectionChurn, .poolExhaustion: [.clientList]
        case .memoryExhaustion, .eviction: [.bigKeys]
        case .databaseWriteThrash, .lockContention, .checkpointPressure, .nPlusOne:
            [.databaseActivity]
        case .other: [.hostStatistics]
        case .queueBacklog, .latencyRise, .errorBurst, .periodicLoad, .clockSkew: []
        }
    }
}

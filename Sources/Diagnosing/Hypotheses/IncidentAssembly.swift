// Findings to incidents: what hurt comes first, what explains it joins.

import Summarizing

/// Groups findings by time into incidents.
struct IncidentAssembly {
    /// The findings of one incident: those that name it, and those that may explain it.
    struct Draft {
        var kind: Incident.Kind
        var start: Timestamp
        var end: Timestamp?
        var anchors: [Finding]
        var candidates: [Finding]

        /// The finding that names the incident, beginning when the incident does.
        var trouble: Finding {
            var main = anchors.first { IncidentTitles.isMain($0, of: kind) } ?? anchors[0]
            guard start < main.start else { return main }
            main.start = start
            main.onset = nil
            return main
        }

        /// Whether something that may be the cause is well known from another file than the trouble, and began with it.
        ///
        /// Then two sources agree, though only one of them shows the trouble itself.
        var hasWitnessedCause: Bool {
            let sources = Set(anchors.flatMap(\.evidence).map(\.source))
            return candidates.contains { cause in
                cause.confidence >= .strong
                    && abs(cause.start.seconds - start.seconds) <= IncidentAssembly.lateSecondsMax
                    && cause.evidence.contains { !sources.contains($0.source) }
            }
        }
    }

    /// Findings of one kind closer than this are one incident: recovery and relapse within a breath.
    private static let gapSecondsMax = 15.0

    /// What an explanation may begin after the trouble: the resolution of bins and of the slow log.
    static let lateSecondsMax = 5.0

    private(set) var drafts: [Draft] = []

    init(_ findings: [Finding], scene: Scene) {
        let open = findings.filter { !$0.isChronic }
        let anchors = open.compactMap { finding in
            Self.kind(of: finding).map { (kind: $0, finding: finding) }
        }
        .sorted { left, right in
            (Self.rank(left.kind), left.finding.start) < (
                Self.rank(right.kind), right.finding.start
            )
        }
        for anchor in anchors { place(anchor.finding, anchor.kind, scene) }
        for number in drafts.indices { addCandidates(open, to: number, scene) }
        drafts.sort { ($0.start, Self.rank($0.kind)) < ($1.start, Self.rank($1.kind)) }
    }

    /// The kind of incident that a finding by itself makes; `nil` for one that only explains.
    private static func kind(of finding: Finding) -> Incident.Kind? {
        switch finding.kind {
        case .queueBacklog: .queueBacklog
        case .memoryExhaustion: .memoryExhaustion
        case .cacheStampede: .cacheStampede
        case .connectionChurn: .connectionChurn
        case .keyspaceFlush: .dataLoss
        case .retryStorm: .retryStorm
        case .headOfLineBlocking: PoisonJobs.holdsManyWorkers(finding) ? .retryStorm : nil
        case .deadWrites, .noOpWrites, .deleteChurn, .expireFlapping, .databaseWriteThrash:
            .writeThrash
        case .slowCommand, .bigKey, .keyspaceScan, .observerLoad: .slowCommand
        case .errorBurst: .errors
        case .latencyRise, .lockContention: .latency
        case .hostPause: finding.confidence >= .strong ? .latency : nil
        case .arrivalsUp, .serviceSlower, .workersLost, .hotKey,
            .checkpointPressure, .nPlusOne, .dependencySlow, .other, .eviction,
            .periodicLoad, .pollCost, .clockSkew, .poolExhaustion:
            nil
        }
    }

    /// What hurts people directly comes before what costs the server.
    private static func rank(_ kind: Incident.Kind) -> Int {
        switch kind {
        case .queueBacklog: 0
        case .memoryExhaustion: 1
        case .dataLoss: 2
        case .cacheStampede: 3
        case .retryStorm: 4
        case .connectionChurn: 5
        case .writeThrash: 6
        case .slowCommand: 7
        case .errors: 8
        case .latency: 9
        }
    }

    private mutating func place(_ finding: Finding, _ kind: Incident.Kind, _ scene: Scene) {
        let end = finding.end ?? scene.timeline.end
        for number in drafts.indices {
            let draft = drafts[number]
            let draftEnd = draft.end ?? scene.timeline.end
            let overlaps =
                finding.start
                <= draftEnd.advanced(bySeconds: draft.kind == kind ? Self.gapSecondsMax : 0)
                && draft.start
                    <= end.advanced(bySeconds: draft.kind == kind ? Self.gapSecondsMax : 0)
            guard overlaps, draft.kind == kind || Self.isSymptomOf(kind, draft.kind) else {
                continue
            }
            drafts[number].anchors.append(finding)
            if draft.kind == kind {
                drafts[number].start = min(draft.start, finding.start)
                drafts[number].end =
                    draft.end == nil || finding.end == nil ? nil : max(draftEnd, end)
            }
            return
        }
        drafts.append(
            Draft(
                kind: kind,
                start: finding.start,
                end: finding.end,
                anchors: [finding],
                candidates: []
            )
        )
    }

    /// Errors and latencies during any incident are its symptoms; slow commands during a backlog or a flood of
    /// errors may explain it and are listed there.
    private static func isSymptomOf(_ kind: Incident.Kind, _ other: Incident.Kind) -> Bool {
        switch kind {
        case .latency, .errors: true
        case .slowCommand: other == .queueBacklog
        case .retryStorm: other == .queueBacklog
        case .queueBacklog, .writeThrash, .memoryExhaustion, .connectionChurn, .cacheStampede,
            .dataLoss:
            false
        }
    }

    private mutating func addCandidates(_ findings: [Finding], to number: Int, _ scene: Scene) {
        let draft = drafts[number]
        let end = draft.end ?? scene.timeline.end
        drafts[number].candidates = findings.filter { finding in
            guard finding.kind.mayBeCause else { return false }
            return finding.start <= end && (finding.end ?? scene.timeline.end) >= draft.start
        }
    }
}

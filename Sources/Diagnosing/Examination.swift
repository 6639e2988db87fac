// From a timeline to the whole answer: detectors, incidents, hypotheses, and what else the report prints.

package import Summarizing

extension Diagnosis {
    /// Examines a timeline beside a healthy capture to compare with, where there is one.
    package static func examine(_ timeline: Timeline, baseline: Timeline? = nil) -> Diagnosis {
        let scene = Scene(timeline, baseline: baseline)
        let found = Detectors.all.flatMap { $0.findings(in: scene) }
        let findings = againstHealthy(RecurringFindings.folded(found, scene), baseline, scene)
        let drafts = IncidentAssembly(findings, scene: scene).drafts
        let incidents = drafts.compactMap { incident($0, scene) }
        let window = incidents.first.map { scene.bins(of: $0) }
        let suspects = Trials.all(in: scene, incident: window ?? 0..<scene.grid.count)
        return Diagnosis(
            verdict: verdict(incidents, findings, isReadable: isReadable(timeline)),
            start: timeline.start,
            end: timeline.end,
            sources: timeline.sources,
            incidents: incidents,
            findings: findings,
            suspects: suspects,
            context: Triggers(scene).judged(incidents),
            caveats: Caveats.all(in: scene),
            tracks: Tracks.all(in: scene, incidents: incidents, findings: findings),
            trackStepSeconds: scene.grid.step,
            trackStart: scene.grid.time(of: 0),
            profile: CommandProfile.rows(in: scene, incident: window),
            differences: window.map { Differences.all(in: scene, incident: $0) } ?? [],
            costDifferences: window.map { CostDifferences.all(in: scene, incident: $0) } ?? [],
            messageDifferences: window.map { MessageDifferences.all(in: scene, incident: $0) }
                ?? [],
            receipts: Receipts.all(in: scene, over: window ?? 0..<scene.grid.count),
            resources: ResourceChecks.all(in: scene, incidents: incidents, findings: findings),
            writeLedger: LedgerRows.all(in: scene, over: window ?? 0..<scene.grid.count),
            memory: timeline.memory,
            nextEvidence: NextEvidence.plans(for: incidents, suspects, in: scene),
            depthLatency: DepthLatencies.first(
                in: scene,
                incidents: incidents,
                findings: findings
            ),
            jobTimes: JobTimeGrids.first(in: scene, incidents: incidents, findings: findings),
            writeFates: WriteFateSeries.all(in: scene)
        )
    }

    /// What stands in the healthy capture as well explains no incident; what was there all the time and is not in
    /// the healthy capture does.
    ///
    /// A capture that lies wholly inside the trouble holds no quiet of its own to compare with.
    private static func againstHealthy(
        _ findings: [Finding],
        _ baseline: Timeline?,
        _ scene: Scene
    ) -> [Finding] {
        guard let baseline else { return findings }
        let healthy = Scene(baseline)
        let usual = RecurringFindings.folded(
            Detectors.all.flatMap { $0.findings(in: healthy) },
            healthy
        )
        return findings.map { finding in
            var finding = finding
            let isUsual = usual.contains {
                $0.kind == finding.kind && $0.subject == finding.subject
            }
            if isUsual {
                finding.isChronic = true
            } else if finding.isChronic, finding.kind.mayBeCause, isReadable(baseline) {
                finding.isChronic = false
                finding.start = scene.timeline.start
                finding.end = nil
            }
            return finding
        }
    }

    private static func verdict(
        _ incidents: [Incident],
        _ findings: [Finding],
        isReadable: Bool
    ) -> Verdict {
        if !incidents.isEmpty { return .incident }
        guard isReadable else { return .insufficientData }
        if findings.contains(where: isCertainChange) { return .anomaly }
        return findings.contains { $0.isChronic && $0.kind.mayBeCause } ? .chronic : .noIncident
    }

    /// Whether a finding is a change that is well known, though nobody was seen to be hurt by it.
    private static func isCertainChange(_ finding: Finding) -> Bool {
        !finding.isChronic && finding.confidence >= .strong
            && (finding.kind.mayBeCause || finding.kind == .eviction)
    }

    /// A shorter capture holds no change that could be told from noise, so that finding nothing says nothing.
    private static let spanSecondsMin = 60.0

    /// Whether nothing found would mean that nothing was there.
    private static func isReadable(_ timeline: Timeline) -> Bool {
        let hasSeries =
            timeline.redis.commands > 0 || !timeline.jobs.isEmpty || !timeline.metrics.isEmpty
            || !timeline.requests.records.isEmpty || !timeline.statements.records.isEmpty
            || !timeline.traces.operations.isEmpty
        return hasSeries && timeline.end.seconds - timeline.start.seconds >= spanSecondsMin
    }

    /// A latency or an error by itself is an incident only when two sources agree that something moved.
    private static let lonelySymptomsMin = 2

    private static func incident(_ draft: IncidentAssembly.Draft, _ scene: Scene) -> Incident? {
        if draft.kind == .latency || draft.kind == .errors {
            let sources = Set(draft.anchors.flatMap(\.evidence).map(\.source))
            let isExplained = draft.anchors.contains { $0.kind.mayBeCause }
            let votes = min(sources.count, Votes.count(of: draft.anchors, in: scene))
            guard isExplained || votes >= lonelySymptomsMin || draft.hasWitnessedCause else {
                return nil
            }
        }
        let main =
            draft.anchors.first { IncidentTitles.isMain($0, of: draft.kind) } ?? draft.anchors[0]
        return Incident(
            kind: draft.kind,
            start: draft.start,
            startUncertaintySeconds: max(main.startUncertaintySeconds, Double(scene.grid.step)),
            end: draft.end,
            title: main.title,
            impact: IncidentTitles.impact(draft),
            hypotheses: HypothesisRanking(draft, scene).hypotheses(),
            recurrence: main.recurrence,
            onsets: OnsetRows.rows(of: draft, in: scene)
        )
    }
}

/// How an incident is named and measured.
enum IncidentTitles {
    /// Measures that stand in the impact table at most; the rest are with their findings.
    private static let impactRowsMax = 8

    /// Whether a finding is of the incident's own kind, not one of its symptoms.
    static func isMain(_ finding: Finding, of kind: Incident.Kind) -> Bool {
        switch finding.kind {
        case .latencyRise: kind == .latency
        case .errorBurst: kind == .errors
        default: true
        }
    }

    /// The measures of the findings that name the incident.
    static func impact(_ draft: IncidentAssembly.Draft) -> [Impact] {
        let rows = draft.anchors.flatMap { anchor in
            anchor.measures.filter { !$0.name.hasSuffix("_before") }.map { measure in
                Impact(
                    measure: measure,
                    label: ImpactLabels.label(measure.name, anchor.subject),
                    evidence: anchor.evidence
                )
            }
        }
        return Array(rows.prefix(impactRowsMax))
    }
}

/// Measures in words.
enum ImpactLabels {
    /// `Jobs of queue exports that waited over 1 s`.
    static func label(_ name: String, _ subject: Subject) -> Sentence {
        let about = about(subject)
        return switch name {
        case "episodes": "Times that it came\(about)"
        case "period_seconds": "Seconds from one time to the next\(about)"
        case "depth_max": "Most jobs waiting at once\(about)"
        case "duration_seconds": "Duration\(about)"
        case "drain_seconds": "Seconds until it is empty at the last pace\(about)"
        case "wait_seconds_max": "Longest wait of a job\(about)"
        case "jobs_waiting_over_1s": "Jobs that waited over 1 s\(about)"
        case "late_share": "Share of the jobs pushed meanwhile that were late\(about)"
        case "late_wait_seconds_median": "Wait of a late job, median\(about)"
        case "late_wait_seconds_p95": "Wait of a late job, 95th percentile\(about)"
        case "writes_per_second": "Writes a second\(about)"
        case "wasted_writes_per_second": "Writes a second that nobody needed\(about)"
        case "dead_share": "Share of the writes that nobody needed\(about)"
        case "share_of_commands": "Share of all commands\(about)"
        case "share_removed_by_fix": "Share of all commands that a fix removes\(about)"
        case "connections_per_second": "Connections opened a second\(about)"
        case "handshake_share_of_commands":
            "Share of all commands that only open connections\(about)"
        case "refused_commands": "Commands refused\(about)"
        case "pauses": "Times that nobody was answered"
        case "pause_seconds_max": "Longest time without an answer"
        case "seconds_paused": "Time without an answer, all together"
        case "wait_seconds_measured": "Longest wait that was measured meanwhile"
        case "evicted_max": "Keys given up, the most in a sample"
        case "rebuilt_writes_per_second": "Values computed again a second"
        case "missed_share": "Reads that missed and were computed again"
        case "filled_bytes": "Bytes written before the memory was full\(about)"
        case "memory_limit_bytes": "Memory limit"
        case "waves": "Waves of recomputation\(about)"
        case "flushes": "Times the database was emptied\(about)"
        case "lock_waits": "Waits for a lock\(about)"
        case "deadlocks": "Deadlocks\(about)"
        case "processes_ended": "Processes that ended\(about)"
        case "runs_without_success": "Runs without success\(about)"
        case "held_seconds": "Time of workers held\(about)"
        case "held_share": "Share of the workers' busy time held\(about)"
        case "workers_held_share": "Share of the workers held on average\(about)"
        case "writes_per_wave": "Computations in a wave\(about)"
        case "time_to_live_seconds": "Time to live\(about)"
        case "updates_per_second": "Updates a second\(about)"
        case "busiest_rows_share": "Share of the updates on the ten busiest rows\(about)"
        case "rows": "Rows updated\(about)"
        case "calls_per_second": "Calls a second\(about)"
        case "seconds_max": "Longest call\(about)"
        case "seconds_seen": "Server time seen in logs and silences\(about)"
        case "share_of_server_time": "Share of the server's time\(about)"
        case "seconds_inside": "Latency inside\(about)"
        case "ratio": "Times the usual latency\(about)"
        case "errors": "Errors logged\(about)"
        case "errors_per_second": "Errors a second\(about)"
        case "failed": "Jobs failed\(about)"
        case "ahead_share_of_starts": "Share of the starts of the queues ahead\(about)"
        case "retries_per_second": "Jobs pushed again a second\(about)"
        case "retry_share_of_pushes": "Share of the pushes that were retries\(about)"
        default: "Measured\(about)"
        }
    }

    private static func about(_ subject: Subject) -> Sentence {
        if let table = subject.table { return ", table \(LogText.table(table))" }
        if let queue = subject.queue { return ", queue \(LogText.queue(queue))" }
        if let key = subject.keyPattern { return ", \(LogText.keyPattern(key))" }
        if let endpoint = subject.endpoint { return ", \(LogText.endpoint(endpoint))" }
        if let metric = subject.metric { return ", \(LogText.metric(metric))" }
        if let name = subject.clientNames.first { return ", \(LogText.clientName(name))" }
        return ""
    }
}

extension Scene {
    /// The bins of an incident.
    func bins(of incident: Incident) -> Range<Int> {
        let low = grid.index(incident.start.microseconds) ?? 0
        let high = incident.end.flatMap { grid.index($0.microseconds) } ?? grid.count
        return low..<max(low + 1, high)
    }
}

// Checkpoints that the volume of writes asked for, one after the other.
// Source: PostgreSQL src/backend/postmaster/checkpointer.c, 15 ("checkpoints are occurring too frequently").

import Summarizing

/// Finds stretches in which checkpoints came by volume instead of by the clock.
package struct CheckpointPressures: Detector {
    package let name = "checkpoint-pressure"

    /// Makes the detector.
    package init() {}

    /// One or two by volume happen with every bulk load.
    static let checkpointsMin = 3
    /// The server warns below 30 s between two; a pause of twice that ends a stretch.
    static let gapSecondsMax = 60.0
    /// The warning and the start line of one checkpoint stand within this time.
    private static let sameSecondsMax = 1.0

    package func findings(in scene: Scene) -> [Finding] {
        var checkpoints: [LogEvent] = []
        for event in scene.timeline.events where event.topic == .checkpoint(onDemand: true) {
            if let last = checkpoints.last,
                event.time.seconds - last.time.seconds <= Self.sameSecondsMax
            {
                continue
            }
            checkpoints.append(event)
        }
        guard let first = checkpoints.first, let last = checkpoints.last,
            checkpoints.count >= Self.checkpointsMin
        else { return [] }
        let span = max(1, last.time.seconds - first.time.seconds)
        let every = span / Double(checkpoints.count - 1)
        guard every <= Self.gapSecondsMax else { return [] }
        let evidence = [
            scene.evidence(
                from: first.line,
                to: last.line,
                at: first.time.microseconds,
                "\(checkpoints.count, .times) a checkpoint that the volume of writes asked for"
            )
        ]
        var finding = Finding(
            kind: .checkpointPressure,
            confidence: .established,
            start: first.time,
            end: last.time.seconds + Self.gapSecondsMax < scene.timeline.end.seconds
                ? last.time : nil,
            subject: Subject(metric: "checkpoints"),
            title:
                "The database checkpointed every \(every, .seconds) because of the volume of writes",
            measures: [
                Measure("checkpoints", Double(checkpoints.count), .times),
                Measure("seconds_between_checkpoints", every, .seconds),
            ],
            evidence: evidence,
            advice: Advice(
                kind: .limit,
                action: "Raise max_wal_size until checkpoints come by the clock again",
                expectedEffect: "fewer full pages in the log and fewer bursts of writes",
                check: "checkpoints start with 'time', not 'wal', in the database's log"
            ),
            explanation:
                "Each checkpoint flushes everything that changed, and the first change of a page after it writes the whole page to the log again.",
            weight: Double(checkpoints.count)
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: 4,
                because: "the server names the volume of writes as the reason of each",
                evidence: evidence
            )
        ]
        return [finding]
    }
}

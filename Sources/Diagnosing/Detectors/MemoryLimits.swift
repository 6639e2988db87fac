// Redis at its memory limit: writes refused, or keys evicted.

import Statistics
import Summarizing

/// Finds the time in which the server refused writes for lack of memory, and what filled it.
package struct MemoryLimits: Detector {
    package let name = "memory-limits"

    /// Makes the detector.
    package init() {}

    /// The share of the limit that leaves time to act; memory below it was no danger.
    static let alertShare = 0.8

    package func findings(in scene: Scene) -> [Finding] {
        let refused = scene.timeline.events.filter { $0.topic == .outOfMemory }
        guard let first = refused.first, let last = refused.last else { return [] }
        let end = last.time.seconds + 2 < scene.timeline.end.seconds ? last.time : nil
        let filler = filler(before: first.time, scene)
        let evidence = evidence(refused, scene)
        var measures = [Measure("refused_commands", Double(refused.count), .commands)]
        if let limit = Self.limit(scene) {
            measures.append(Measure("memory_limit_bytes", limit, .bytes))
        }
        var finding = Finding(
            kind: .memoryExhaustion,
            confidence: .established,
            start: first.time,
            end: end,
            subject: Subject(keyPattern: filler?.key, queue: filler?.name),
            title: filler.map {
                "Redis reached its memory limit and refused \(refused.count, .commands); the longest list was \(LogText.queue($0.name))"
            } ?? "Redis reached its memory limit and refused \(refused.count, .commands)",
            measures: measures,
            evidence: evidence,
            advice: Advice(
                kind: .detect,
                action: "Alert when used memory passes \(Self.alertShare, .share) of the limit",
                expectedEffect: "fires before the first of \(refused.count, .commands) is refused",
                check: "the alert fires in the next drill"
            ),
            explanation:
                "At its limit Redis with the policy noeviction refuses every command that could use more memory, also those of innocent writers.",
            weight: Double(refused.count) * 10
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: 4,
                because: "the refusals name the memory limit themselves",
                evidence: evidence
            )
        ]
        return [finding]
    }

    private func evidence(_ refused: [LogEvent], _ scene: Scene) -> [Evidence] {
        var evidence: [Evidence] = []
        var paths: [String] = []
        for event in refused where !paths.contains(scene.timeline.place(of: event.line).path) {
            let path = scene.timeline.place(of: event.line).path
            paths.append(path)
            let own = refused.filter { scene.timeline.place(of: $0.line).path == path }
            guard let last = own.last else { continue }
            evidence.append(
                scene.evidence(
                    from: event.line,
                    to: last.line,
                    at: event.time.microseconds,
                    "\(own.count, .errors) that name the memory limit"
                )
            )
        }
        return evidence
    }

    /// The queue that was longest when the limit was reached.
    private func filler(before time: Timestamp, _ scene: Scene) -> QueueFlow? {
        guard let bin = scene.grid.index(time.microseconds) else { return nil }
        let deepest = scene.timeline.queues.max { ($0.depth[bin] ?? 0) < ($1.depth[bin] ?? 0) }
        guard let deepest, deepest.depth[bin] ?? 0 >= Backlog.depthMin else { return nil }
        return deepest
    }

    /// The limit as INFO says it, in bytes; `nil` where it does not, or there is none.
    static func limit(_ scene: Scene) -> Double? {
        scene.timeline.snapshots.compactMap { $0.fields["maxmemory"].flatMap { Double($0.value) } }
            .first { $0 > 0 }
    }
}

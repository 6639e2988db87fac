// Keys that the server gave up for lack of memory.
// Source: redis evict.c 7.0; `evicted_keys` of INFO, `Evictions` of CloudWatch.

import Summarizing

/// Finds stretches in which Redis evicted keys.
///
/// It is what a cache without room does: a fact, and a symptom of what fills it.
package struct Evictions: Detector {
    package let name = "evictions"

    /// Makes the detector.
    package init() {}

    package func findings(in scene: Scene) -> [Finding] {
        let begun = BegunEvictions.find(scene)
        return Self.series(in: scene).compactMap { series in
            let isIt = begun.map {
                $0.series.name == series.name && $0.series.source == series.source
            }
            return finding(series, isIt == true ? begun?.filler : nil, scene)
        }
    }

    /// The series that count evicted keys; `evicted_clients` counts connections that were cut off.
    static func series(in scene: Scene) -> [MetricSeries] {
        scene.timeline.metrics.filter { series in
            let name = series.name.lowercased()
            return name.contains("evict") && !name.contains("client")
        }
    }

    private func finding(_ series: MetricSeries, _ filler: MemoryFiller?, _ scene: Scene)
        -> Finding?
    {
        let evicting = series.values.indices.filter { series.values[$0] > 0 }
        guard let first = evicting.first, let last = evicting.last else { return nil }
        let isOpen = last == series.values.count - 1
        let isChronic = evicting.count == series.values.count
        let most = evicting.map { series.values[$0] }.max() ?? 0
        let label = LogText.metric(series.name)
        let evidence = scene.evidence(
            from: series.marks[first],
            to: series.marks[last],
            at: series.times[first],
            "\(evicting.count, .samples) of \(series.values.count, .plain) in which \(label) is above zero"
        )
        var subject = filler?.writes.subject(in: scene.timeline) ?? Subject()
        subject.metric = series.name
        return Finding(
            kind: .eviction,
            isChronic: isChronic,
            confidence: .established,
            start: Timestamp(microseconds: series.times[first]),
            end: isOpen ? nil : Timestamp(microseconds: series.times[last]),
            subject: subject,
            title: "Redis gave up keys for lack of memory: \(label) reached \(most, .plain)",
            measures: [
                Measure("evicted_max", most, .plain),
                Measure("samples", Double(evicting.count), .samples),
            ],
            evidence: [evidence] + (filler.map { [$0.evidence(scene)] } ?? []),
            advice: Advice(
                kind: .prevent,
                action: MemoryFiller.remedy(filler),
                expectedEffect: "\(most, .plain) evictions fewer at the peak",
                check: "evicted_keys of INFO stays the same"
            ),
            explanation:
                "At its limit Redis makes room by the policy maxmemory-policy; whoever asks for a key that is gone computes it again, or has lost it.",
            weight: most
        )
    }
}

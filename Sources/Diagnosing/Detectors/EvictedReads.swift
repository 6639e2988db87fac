// Evictions that somebody pays for, and the writes that filled the memory.
// Source: redis 7.0 evict.c: at its limit each write first makes room for itself, by whatever key the policy chooses.

import Summarizing

/// Finds evictions after which values that were there had to be computed again.
///
/// Evictions alone are what a cache without room does all day (``Evictions``).
package struct EvictedReads: Detector {
    package let name = "evicted-reads"

    /// Makes the detector.
    package init() {}

    package func findings(in scene: Scene) -> [Finding] {
        guard let evictions = BegunEvictions.find(scene), let worst = evictions.rebuilds.first
        else {
            return []
        }
        return [finding(evictions, worst, scene)]
    }

    private func finding(_ evictions: BegunEvictions, _ worst: Rebuild, _ scene: Scene) -> Finding {
        let (series, filler) = (evictions.series, evictions.filler)
        let perSecond = evictions.rebuilds.reduce(0) { $0 + $1.addedPerSecond }
        let counted = scene.evidence(
            from: series.marks[evictions.samples.lowerBound],
            to: series.marks[evictions.samples.upperBound - 1],
            at: evictions.start.microseconds,
            "\(LogText.metric(series.name)) stood still for \(evictions.samples.lowerBound, .samples), and then reached \(evictions.most, .plain)"
        )
        var evidence =
            [counted] + evictions.rebuilds.prefix(Self.citedMax).map { $0.evidence(scene) }
        var measures = [
            Measure("rebuilt_writes_per_second", perSecond, .writesPerSecond),
            Measure("missed_share", worst.missedShare, .share),
            Measure("evicted_max", evictions.most, .plain),
        ]
        if let limit = MemoryLimits.limit(scene) {
            measures.append(Measure("memory_limit_bytes", limit, .bytes))
        }
        if let filler {
            measures.append(Measure("filled_bytes", filler.bytes, .bytes))
            evidence.append(filler.evidence(scene))
        }
        let harm: Sentence =
            "\(worst.missedShare, .share) of the reads of \(LogText.keyPattern(worst.writes.pattern)) missed and were computed again"
        var finding = Finding(
            kind: .memoryExhaustion,
            confidence: .strong,
            start: evictions.start,
            end: evictions.end,
            subject: filler?.writes.subject(in: scene.timeline) ?? Subject(metric: series.name),
            title: filler.map {
                "Writes to \(LogText.keyPattern($0.writes.pattern)) filled the memory of Redis: \(harm)"
            } ?? "The memory of Redis was full: \(harm)",
            measures: measures,
            evidence: evidence,
            advice: advice(filler, perSecond),
            explanation:
                "At its limit Redis makes room for each write by giving up other keys. Whoever asks for one of those computes it and writes it again, which pushes out the next.",
            weight: perSecond
        )
        finding.startUncertaintySeconds = evictions.uncertaintySeconds
        finding.lagSecondsMax =
            filler.map {
                max(0, evictions.start.seconds - scene.time($0.bins.lowerBound).seconds)
            } ?? 0
        finding.items = [mechanism(filler, evidence)]
        return finding
    }

    private func advice(_ filler: MemoryFiller?, _ rebuiltPerSecond: Double) -> Advice {
        Advice(
            kind: .prevent,
            action: MemoryFiller.remedy(filler),
            expectedEffect:
                "\(rebuiltPerSecond, .writesPerSecond) fewer that only bring back what had been there",
            check: "evicted_keys of INFO stays the same while it runs"
        )
    }

    /// The server counts evictions itself; what filled it has to be shown.
    private func mechanism(_ filler: MemoryFiller?, _ evidence: [Evidence]) -> EvidenceItem {
        EvidenceItem(
            item: .mechanism,
            decibans: filler.map { MechanismWeight.decibans(share: $0.share) }
                ?? Self.unfilledDecibans,
            because: filler.map {
                "\($0.bytes, .bytes) of \($0.writes.name) were new, \($0.share, .share) of all that was, when the evictions began"
            } ?? "evictions name the memory limit themselves",
            evidence: evidence
        )
    }

    /// A report cites this many kinds of values that were computed again.
    private static let citedMax = 3
    /// The limit was reached, but by what is not known.
    private static let unfilledDecibans = 4.0
}

// Many readers find a cache entry expired at once, and each computes and writes it anew.

import Summarizing

/// Finds keys that are written many times right after they expire.
package struct CacheStampedes: Detector {
    package let name = "cache-stampede"

    /// Makes the detector.
    package init() {}

    /// One wave may be a cold start; from two on it is how the cache is built.
    static let wavesMin = 2
    /// One wave of this size is a stampede by itself.
    static let writesOfOneWaveMin = 20

    /// A wave begins within this part of the time to live after the expiry: a popular entry is missed at once, while a
    /// session that is taken up again after a pause is not.
    static let promptShareMax = 0.25
    /// Computing an entry takes up to this long whatever its time to live.
    static let promptMicrosecondsMin = 1_000_000.0

    package func findings(in scene: Scene) -> [Finding] {
        let series = scene.timeline.redis.series
        var waves: [Int32: [RewriteBurst]] = [:]
        for burst in scene.timeline.redis.bursts.all() where isWave(burst) {
            waves[series[Int(burst.kind)].kind.pattern, default: []].append(burst)
        }
        return waves.sorted { $0.key < $1.key }.compactMap { pattern, bursts in
            let writes = bursts.reduce(0) { $0 + $1.writes }
            guard bursts.count >= Self.wavesMin || writes >= Self.writesOfOneWaveMin else {
                return nil
            }
            return finding(pattern, bursts, writes, scene)
        }.sorted { $0.weight > $1.weight }
    }

    /// Whether a burst is a wave: it begins soon after the expiry, and ends about as long after its
    /// first write as that came after the expiry.
    ///
    /// Whoever missed did so before the first write, and computes as long as the first.
    private func isWave(_ burst: RewriteBurst) -> Bool {
        let delay = Double(burst.start - burst.expiredAt)
        let prompt = max(Self.promptMicrosecondsMin, Self.promptShareMax * Double(burst.timeToLive))
        let span = Double(burst.end - burst.start)
        return delay <= prompt && span <= Self.spanFactorMax * max(delay, Self.delayMicrosecondsMin)
    }

    /// Computations vary, and more so on a machine that computes many at once.
    static let spanFactorMax = 3.0
    /// Entries that are computed faster than this do not pile up.
    static let delayMicrosecondsMin = 300_000.0

    private func finding(
        _ pattern: Int32,
        _ bursts: [RewriteBurst],
        _ writes: Int,
        _ scene: Scene
    ) -> Finding? {
        guard let first = bursts.first, let last = bursts.last else { return nil }
        let name = scene.timeline.redis.patterns.name(pattern)
        let kind = scene.timeline.redis.series[Int(first.kind)].kind
        let host = scene.timeline.redis.hosts.name(kind.host)
        let names = scene.timeline.names(ofHost: host)
        let evidence = bursts.prefix(3).map { burst in
            scene.evidence(
                from: burst.firstMark,
                to: burst.lastMark,
                at: burst.start,
                "\(burst.writes, .writes) of one entry within \(Double(burst.end - burst.start) / 1e6, .seconds) of its expiry"
            )
        }
        let timeToLive = Double(first.timeToLive) / 1e6
        // Another wave was due within the time to live before the capture ended: then it is not over.
        let isOpen = scene.timeline.end.microseconds - last.end < first.timeToLive * 2
        var finding = Finding(
            kind: .cacheStampede,
            confidence: .established,
            start: Timestamp(microseconds: first.expiredAt),
            end: isOpen ? nil : Timestamp(microseconds: last.end),
            subject: Subject(
                command: kind.command.name,
                keyPattern: name,
                clients: [host],
                clientNames: names
            ),
            title:
                "\(LogText.keyPattern(name)) was computed and written \(writes, .times) after \(bursts.count, .plain) expiries, where one write each is enough",
            measures: [
                Measure("waves", Double(bursts.count), .plain),
                Measure("writes_per_wave", Double(writes) / Double(bursts.count), .writes),
                Measure("time_to_live_seconds", timeToLive, .seconds),
            ],
            evidence: Array(evidence),
            advice: Advice(
                kind: .prevent,
                action:
                    "Let one reader recompute \(LogText.keyPattern(name)): a lock, or a refresh before it expires",
                expectedEffect: "\(bursts.count, .plain) computations instead of \(writes, .plain)",
                check: "one write an expiry in the next capture"
            ),
            explanation:
                "When a popular entry expires, every reader that comes before the new one is stored computes it again; the longer that takes and the more readers there are, the more do.",
            weight: Double(writes) * 10
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: 8,
                because:
                    "each wave begins when the entry's time to live of \(timeToLive, .seconds) has run out",
                evidence: finding.evidence
            )
        ]
        finding.lagSecondsMax = timeToLive
        return finding
    }
}

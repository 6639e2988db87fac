// How far each source's clock is from the reference, by the best evidence that there is.

import Parsing
import Statistics

/// The clock of the worker hosts as their heartbeats show it.
///
/// A heartbeat carries the worker's time and is stamped by Redis at most one round trip later.
package struct WorkerClock: Sendable, Equatable {
    /// Seconds to add to the workers' clock to reach Redis's.
    package let offsetSeconds: Double
    package let uncertaintySeconds: Double
    package let beats: Int

    /// Smaller differences are left alone: they are within what a time service allows.
    static let noticeableSeconds = 0.1

    /// The clock of a worker's log in which no job could be matched.
    var clock: SourceAccount.Clock {
        let isNoticeable = abs(offsetSeconds) > Self.noticeableSeconds
        return SourceAccount.Clock(
            zone: "UTC",
            zoneFrom: "written",
            offsetSeconds: isNoticeable ? offsetSeconds : 0,
            uncertaintySeconds: isNoticeable
                ? uncertaintySeconds : abs(offsetSeconds) + uncertaintySeconds,
            method: .heartbeat,
            pairs: beats
        )
    }

    /// With fewer beats a single delayed one decides.
    static let beatsMin = 3

    init?(_ heartbeats: [Heartbeat]) {
        guard heartbeats.count >= Self.beatsMin else { return nil }
        let differences = heartbeats.map { Double($0.time - $0.beat) / 1e6 }
        let roundTrips = heartbeats.compactMap { $0.roundTripMicroseconds.map { Double($0) / 1e6 } }
        guard let least = RobustScale.quantile(0.02, of: differences) else { return nil }
        offsetSeconds = least
        uncertaintySeconds = max(0.001, RobustScale.median(of: roundTrips) ?? 0.05)
        beats = heartbeats.count
    }
}

/// The correction of every source, to the clock of the MONITOR capture.
///
/// What a person declared holds; then matched ids, with heartbeats as the way back; then heartbeats alone; then
/// requests that are also in a log whose clock is known so; then the rhythm of the traffic; what is left is assumed
/// to be right.
struct ClockAlignment {
    /// Seconds to add to each source's stamps.
    private(set) var clocks: [Int: SourceAccount.Clock] = [:]
    /// Why what was found of a source is not used.
    private(set) var refusals: [Int: SourceAccount.Refusal] = [:]

    /// How far the workers' own clocks stand from the reference, by their heartbeats; `nil` without enough of them.
    private(set) var workers: WorkerClock?

    /// A source without any match may be this far off: two hosts without a common time service.
    static let assumedUncertaintySeconds = 5.0

    /// Estimates the offset of every source.
    init(
        _ summary: ShardSummary,
        facts: [SourceFacts],
        matches: MatchedJobs,
        requests: MatchedRequests,
        zones: ZoneCorrection,
        rules: ClockRules
    ) {
        for source in matches.sources {
            let verdict = MatchedClock.judge(
                matches.pairs(of: source),
                heartbeats: summary.redis.heartbeats,
                zoneSeconds: Double(zones.seconds(of: source)),
                rules
            )
            switch verdict {
            case .found(let clock): clocks[source] = clock
            case .refused(let refusal): refusals[source] = refusal
            case .silent: break
            }
        }
        workers = WorkerClock(summary.redis.heartbeats)
        for (source, fact) in facts.enumerated() where isOpen(source) {
            guard let workers, fact.format?.hasPrefix("sidekiq") ?? false else { continue }
            guard abs(workers.offsetSeconds) <= rules.correctionSecondsMax else {
                refusals[source] = .tooLarge(seconds: workers.offsetSeconds)
                continue
            }
            clocks[source] = workers.clock
        }
        followRequests(requests, facts, zones, rules, reference(summary, requests))
        compareTraffic(summary, facts, zones, rules)
        for anchor in rules.anchors { hold(anchor, facts, zones) }
    }

    /// Whether nothing is known of a source's clock so far.
    private func isOpen(_ source: Int) -> Bool {
        clocks[source] == nil && refusals[source] == nil
    }

    /// The source whose clock stands where there is no MONITOR: the first with a shared request.
    private func reference(_ summary: ShardSummary, _ requests: MatchedRequests) -> Int? {
        guard summary.redis.commands == 0, clocks.isEmpty else { return nil }
        return requests.pairs.filter { $0.value.count >= MatchedJobs.pairsMin }.keys.min()?.first
    }

    /// Corrects logs that share requests with one whose clock is known, and so from log to log.
    private mutating func followRequests(
        _ requests: MatchedRequests,
        _ facts: [SourceFacts],
        _ zones: ZoneCorrection,
        _ rules: ClockRules,
        _ reference: Int?
    ) {
        var known = clocks.keys.sorted() + (reference.map { [$0] } ?? [])
        var next = 0
        while next < known.count {
            let from = known[next]
            next += 1
            for source in facts.indices where source != reference && isOpen(source) {
                let zoneSeconds = Double(zones.seconds(of: source) - zones.seconds(of: from))
                let pairs = requests.pairs(of: source, with: from)
                guard let found = RequestClock.offset(pairs, zoneSeconds: zoneSeconds) else {
                    continue
                }
                let ahead = found.seconds - (clocks[from]?.offsetSeconds ?? 0)
                guard abs(ahead) <= rules.correctionSecondsMax else {
                    refusals[source] = .tooLarge(seconds: -ahead)
                    continue
                }
                clocks[source] = MatchedClock.clock(
                    offset: ahead,
                    uncertainty: found.uncertaintySeconds
                        + (clocks[from]?.uncertaintySeconds ?? 0),
                    method: .sharedRequests,
                    pairs: found.pairs
                )
                known.append(source)
            }
        }
    }

    private mutating func compareTraffic(
        _ summary: ShardSummary,
        _ facts: [SourceFacts],
        _ zones: ZoneCorrection,
        _ rules: ClockRules
    ) {
        guard let reference = summary.redis.callsBySecond else { return }
        for (source, fact) in facts.enumerated()
        where isOpen(source) && fact.format != "redis-monitor" {
            guard let counts = summary.traffic.sources[source] else { continue }
            clocks[source] = TrafficClock.clock(
                counts,
                shiftedBy: zones.seconds(of: source),
                reference: reference,
                rules
            )
        }
    }

    /// Moves one source so that the two lines are the same moment.
    ///
    /// The reference stays, else what a person declared before, else what was measured, else the one named first.
    private mutating func hold(
        _ anchor: ClockAnchor,
        _ facts: [SourceFacts],
        _ zones: ZoneCorrection
    ) {
        let times = [
            (anchor.source, anchor.time.seconds), (anchor.other, anchor.otherTime.seconds),
        ]
        .map { source, seconds in (source, seconds + Double(zones.seconds(of: source))) }
        let ranks = times.map { rank($0.0, facts) }
        let (kept, moved) = ranks[1] > ranks[0] ? (times[1], times[0]) : (times[0], times[1])
        let offset = kept.1 + (clocks[kept.0]?.offsetSeconds ?? 0) - moved.1
        refusals[moved.0] = nil
        clocks[moved.0] = SourceAccount.Clock(
            zone: "UTC",
            zoneFrom: "written",
            offsetSeconds: offset,
            uncertaintySeconds: anchor.uncertaintySeconds
                + (clocks[kept.0]?.uncertaintySeconds ?? 0),
            method: .declared,
            pairs: 1
        )
    }

    /// How firmly a source's clock stands.
    private func rank(_ source: Int, _ facts: [SourceFacts]) -> Int {
        if source < facts.count, facts[source].format == "redis-monitor" { return 3 }
        guard let clock = clocks[source] else { return 0 }
        return clock.method == .declared ? 2 : 1
    }
}

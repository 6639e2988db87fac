// How far each source's clock is from the reference, from ids that stand in both.
// Source: Moon, Skelly, Towsley, INFOCOM 1999, for the envelope; Cristian 1989 for the two-sided form.

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
    private static let beatsMin = 3

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
struct ClockAlignment {
    /// Seconds to add to each source's stamps.
    private(set) var clocks: [Int: SourceAccount.Clock] = [:]

    /// How far the workers' own clocks stand from the reference, by their heartbeats; `nil` without enough of them.
    private(set) var workers: WorkerClock?

    /// Corrections beyond this are refused: a wrong zone is an hour, a wrong match a day.
    static let correctionSecondsMax = 900.0
    /// A worker that waits for a job has begun it within this time.
    static let leastDelaySeconds = 0.002
    /// Stamps to the second are half a second off on average.
    static let wholeSecondUncertainty = 0.5
    /// A source without any match may be this far off: two hosts without a common time service.
    static let assumedUncertaintySeconds = 5.0

    /// Estimates the offset of every source whose jobs appear in the reference.
    init(
        _ summary: ShardSummary,
        facts: [SourceFacts],
        matches: MatchedJobs,
        zones: ZoneCorrection
    ) {
        for source in matches.sources {
            clocks[source] = Self.clock(
                matches.pairs(of: source),
                zoneSeconds: Double(zones.seconds(of: source))
            )
        }
        workers = WorkerClock(summary.redis.heartbeats)
        for (source, fact) in facts.enumerated() where clocks[source] == nil {
            guard let workers, fact.format?.hasPrefix("sidekiq") ?? false else { continue }
            clocks[source] = workers.clock
        }
    }

    private static func clock(
        _ pairs: [MatchedJobs.Pair],
        zoneSeconds: Double
    ) -> SourceAccount.Clock? {
        guard pairs.count >= MatchedJobs.pairsMin else { return nil }
        let envelope = LowerEnvelope.fit(
            pairs.map {
                LowerEnvelope.Pair(
                    seconds: Double($0.push) / 1e6,
                    difference: $0.differenceSeconds + zoneSeconds
                )
            }
        )
        guard let envelope, abs(envelope.offset) <= correctionSecondsMax else { return nil }
        // A log of whole seconds cuts up to one off; the largest cut makes the least difference.
        let isWhole = pairs.allSatisfy(\.isWholeSecond)
        let low = envelope.offset + (isWhole ? 1 : 0)
        // The least delay between push and start cannot be told from an offset; two milliseconds are usual.
        let width = envelope.interval.upperBound - envelope.interval.lowerBound
        let uncertainty = max(isWhole ? wholeSecondUncertainty : leastDelaySeconds, width / 2)
        let isNoticeable = abs(low) > max(0.1, isWhole ? wholeSecondUncertainty : 0)
        return SourceAccount.Clock(
            zone: "UTC",
            zoneFrom: "written",
            offsetSeconds: isNoticeable ? -low : 0,
            uncertaintySeconds: isNoticeable ? uncertainty : max(uncertainty, abs(low)),
            method: .matchedIDs,
            pairs: pairs.count
        )
    }
}

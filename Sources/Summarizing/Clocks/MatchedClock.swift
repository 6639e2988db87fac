// The clock of a log from the jobs that it shares with MONITOR.
// Source: Moon, Skelly, Towsley, INFOCOM 1999, for the envelope; Cristian 1989 for the two-sided form.

import Parsing
import Statistics

/// What matched jobs say of the clock of one source.
enum MatchedClock {
    /// What came of it.
    enum Verdict {
        case found(SourceAccount.Clock)
        case refused(SourceAccount.Refusal)
        /// Too few jobs.
        case silent
    }

    /// Stamps to the second are half a second off on average.
    static let wholeSecondUncertainty = 0.5
    /// A worker that waits for a job has begun it within this time.
    private static let leastDelaySeconds = 0.002
    /// Smaller offsets are left alone: they are within what a time service allows.
    private static let noticeableSeconds = 0.1
    /// The two shortest delays of a healthy pair add up to less; more, and both do not speak of one clock.
    private static let bothWaysErrorMax = 0.5
    /// Jobs taken at once that put a clock so differently from one quarter of the capture to the next cannot
    /// all be right: someone set it, or the stamps were changed.
    private static let disagreementSecondsMax = 2.0
    private static let quarters = 4
    /// A drift that moves no stamp by this much changes nothing at steps of a second.
    private static let driftSecondsMin = 0.02
    /// Standard errors of a drift in its interval; more than two, since two dozen low points with a heavy tail know
    /// their own spread to a factor of three at best.
    private static let driftErrors = 8.0

    /// Judges the pairs of a source, with the workers' heartbeats as the way back.
    static func judge(
        _ pairs: [MatchedJobs.Pair],
        heartbeats: [Heartbeat],
        zoneSeconds: Double,
        _ rules: ClockRules
    ) -> Verdict {
        guard pairs.count >= MatchedJobs.pairsMin else { return .silent }
        let forward = pairs.map {
            LowerEnvelope.Pair(
                seconds: Double($0.push) / 1e6,
                difference: $0.differenceSeconds + zoneSeconds
            )
        }
        guard let envelope = LowerEnvelope.fit(forward) else { return .silent }
        let isWhole = pairs.allSatisfy(\.isWholeSecond)
        guard abs(envelope.offset) <= rules.correctionSecondsMax else {
            return .refused(.tooLarge(seconds: -envelope.offset))
        }
        if let seconds = disagreement(pairs, forward, envelope) {
            return .refused(.contradictory(seconds: seconds))
        }
        if !isWhole, let both = bothWays(forward, heartbeats) {
            return .found(clock(both, envelope, forward, heartbeats.count))
        }
        return .found(clock(envelope, forward, isWhole: isWhole))
    }

    /// By how much the quarters of a capture differ, where that is more than clocks can drift.
    ///
    /// Only jobs that were taken at once tell: a backlog moves the others as well.
    private static func disagreement(
        _ pairs: [MatchedJobs.Pair],
        _ forward: [LowerEnvelope.Pair],
        _ envelope: LowerEnvelope
    ) -> Double? {
        guard pairs.allSatisfy(\.isPrompt), let first = pairs.map(\.push).min(),
            let last = pairs.map(\.push).max(), last > first
        else { return nil }
        var quarter = [[Double]](repeating: [], count: quarters)
        for pair in forward {
            let place = (pair.seconds - Double(first) / 1e6) / (Double(last - first) / 1e6)
            quarter[min(quarters - 1, Int(place * Double(quarters)))].append(pair.difference)
        }
        let lows = quarter.filter { $0.count >= LowerEnvelope.groupPairsMin }.compactMap {
            RobustScale.quantile(LowerEnvelope.lowShare, of: $0)
        }
        guard lows.count > 1, let low = lows.min(), let high = lows.max() else { return nil }
        let span = Double(last - first) / 1e6
        let allowed = disagreementSecondsMax + LowerEnvelope.driftMax * span
        return high - low > allowed ? high - low : nil
    }

    /// Heartbeats carry the workers' clock to Redis, jobs carry Redis's to the workers.
    private static func bothWays(
        _ forward: [LowerEnvelope.Pair],
        _ heartbeats: [Heartbeat]
    ) -> TwoWayOffset? {
        guard heartbeats.count >= WorkerClock.beatsMin else { return nil }
        let backward = heartbeats.map {
            LowerEnvelope.Pair(
                seconds: Double($0.time) / 1e6,
                difference: Double($0.time - $0.beat) / 1e6
            )
        }
        guard let both = TwoWayOffset.fit(forward: forward, backward: backward),
            both.interval.upperBound - both.offset <= bothWaysErrorMax
        else { return nil }
        return both
    }

    private static func clock(
        _ both: TwoWayOffset,
        _ envelope: LowerEnvelope,
        _ forward: [LowerEnvelope.Pair],
        _ beats: Int
    ) -> SourceAccount.Clock {
        let reach = envelope.interval.upperBound - envelope.offset
        return clock(
            offset: both.offset,
            uncertainty: both.interval.upperBound - both.offset + reach,
            noticeable: noticeableSeconds,
            drift: drift(envelope, forward),
            method: .bothWays,
            pairs: forward.count + beats
        )
    }

    private static func clock(
        _ envelope: LowerEnvelope,
        _ forward: [LowerEnvelope.Pair],
        isWhole: Bool
    ) -> SourceAccount.Clock {
        let width = envelope.interval.upperBound - envelope.interval.lowerBound
        // A log of whole seconds cuts up to one off; the largest cut makes the least difference.
        return clock(
            offset: envelope.offset + (isWhole ? 1 : 0),
            uncertainty: max(isWhole ? wholeSecondUncertainty : leastDelaySeconds, width / 2),
            noticeable: max(noticeableSeconds, isWhole ? wholeSecondUncertainty : 0),
            drift: isWhole ? nil : drift(envelope, forward),
            method: .matchedIDs,
            pairs: forward.count
        )
    }

    /// The clock that an offset makes; one that is not noticeable is left alone.
    static func clock(
        offset: Double,
        uncertainty: Double,
        noticeable: Double = noticeableSeconds,
        drift: SourceAccount.Drift? = nil,
        method: SourceAccount.Clock.Method,
        pairs: Int
    ) -> SourceAccount.Clock {
        let isNoticeable = abs(offset) > noticeable
        return SourceAccount.Clock(
            zone: "UTC",
            zoneFrom: "written",
            offsetSeconds: isNoticeable ? -offset : 0,
            uncertaintySeconds: isNoticeable ? uncertainty : max(uncertainty, abs(offset)),
            method: method,
            pairs: pairs,
            drift: drift
        )
    }

    /// The drift, where its interval leaves nothing out and it moves stamps enough to matter.
    private static func drift(
        _ envelope: LowerEnvelope,
        _ pairs: [LowerEnvelope.Pair]
    ) -> SourceAccount.Drift? {
        guard let error = envelope.driftError, let first = pairs.map(\.seconds).min(),
            let last = pairs.map(\.seconds).max()
        else { return nil }
        let reach = driftErrors * error
        guard abs(envelope.drift) > reach, abs(envelope.drift) * (last - first) > driftSecondsMin
        else { return nil }
        return SourceAccount.Drift(
            perSecond: -envelope.drift,
            uncertaintyPerSecond: reach,
            middle: Timestamp(seconds: envelope.middleSeconds)
        )
    }
}

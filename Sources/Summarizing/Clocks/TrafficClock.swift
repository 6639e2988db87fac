// The clock of a source that shares no id with the others, from the rhythm of its traffic.
// Source: cross-correlation of detrended counts; the bounds of acceptance are those of `CrossCorrelation`.

import Parsing
import Statistics

/// Compares what happened each second in two sources.
enum TrafficClock {
    /// Shorter stretches are accepted too rarely to be worth the work.
    private static let secondsMin = 300
    /// Two hours tell as much as a day.
    private static let secondsMax = 7_200
    /// Each side must have something in so many of the seconds: a few lines fall together by chance.
    private static let busySecondsMin = 120
    /// Counts are of whole seconds, so that a lag is known to one of them.
    static let uncertaintySeconds = 1.0

    /// The clock of a source, from its counts and the reference's; `nil` when the traffic does not tell.
    ///
    /// The zone's seconds are added to the source's own before the two are compared.
    static func clock(
        _ counts: Bins<EventCount>,
        shiftedBy zoneSeconds: Int,
        reference: Bins<EventCount>,
        _ rules: ClockRules
    ) -> SourceAccount.Clock? {
        let first = max(reference.first, counts.first + zoneSeconds)
        let last = min(
            reference.first + reference.cells.count,
            counts.first + zoneSeconds + counts.cells.count
        )
        guard last - first >= secondsMin else { return nil }
        let seconds = first..<min(last, first + secondsMax)
        let sides = [
            seconds.map { Double(reference[$0].count) },
            seconds.map { Double(counts[$0 - zoneSeconds].count) },
        ]
        guard sides.allSatisfy({ $0.count { $0 > 0 } >= busySecondsMin }) else { return nil }
        let found = CrossCorrelation.between(sides[0], sides[1])
        guard let found, found.isAccepted,
            abs(Double(found.lagSeconds)) <= rules.correctionSecondsMax
        else { return nil }
        let lag = Double(found.lagSeconds)
        // A lag of one second may be none.
        let isNoticeable = abs(lag) > uncertaintySeconds
        return SourceAccount.Clock(
            zone: "UTC",
            zoneFrom: "written",
            offsetSeconds: isNoticeable ? -lag : 0,
            uncertaintySeconds: uncertaintySeconds + (isNoticeable ? 0 : abs(lag)),
            method: .traffic,
            pairs: seconds.count
        )
    }
}

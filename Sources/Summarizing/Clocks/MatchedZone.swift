// The zone of a log without one, from jobs whose pushes MONITOR shows.

import Parsing
import Statistics

/// An offset from UTC, and days where the log has none, on which matched jobs agree.
struct MatchedZone {
    /// Seconds east of UTC.
    let zoneSeconds: Int
    /// What must be added to the stamps.
    let shiftSeconds: Int
    /// The jobs that agree.
    let pairs: Int

    /// Zones differ by a quarter of an hour at least; a third of that is left to clocks and waits, so that
    /// no second zone fits as well.
    private static let remainderSecondsMax = 300.0
    /// Waits and clocks differ less from job to job; pairs further from the median are wrong matches.
    private static let agreementSecondsMax = 180.0
    /// Retried jobs pair with another push; more than a quarter of such pairs, and the median is doubtful.
    private static let agreeingShareMin = 0.75
    private static let daySeconds = 86_400.0
    /// No log lies further from 1970 than this: 500 years.
    private static let daysMax = 182_500.0

    /// Finds the zone of stamps with date, or of times of day; `nil` where the pairs do not tell.
    init?(_ pairs: [MatchedJobs.Pair], zone: WrittenZone) {
        let differences = pairs.map(\.differenceSeconds)
        guard let median = RobustScale.median(of: differences) else { return nil }
        let agreeing = differences.count { abs($0 - median) <= Self.agreementSecondsMax }
        guard agreeing >= MatchedJobs.pairsMin,
            Double(agreeing) >= Self.agreeingShareMin * Double(pairs.count)
        else { return nil }
        let isDated = zone != .absentWithoutDate && zone != .absentWithoutYear
        let days = isDated ? 0 : (median / Self.daySeconds).rounded()
        guard abs(days) <= Self.daysMax else { return nil }
        let ofDay = median - days * Self.daySeconds
        let nearest = ZoneOffsets.nearest(to: ofDay)
        guard abs(ofDay - Double(nearest)) <= Self.remainderSecondsMax else { return nil }
        zoneSeconds = nearest
        shiftSeconds = -(nearest + Int(days * Self.daySeconds))
        self.pairs = agreeing
    }
}

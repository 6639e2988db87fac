// Whether moments come at the same second of every minute, five minutes, hour or day.
// Source: folding at a trial period, after J. V. Scargle, Astrophysical Journal 263, 1982; the chance is that of
// uniform phases.

import Foundation

/// The schedule that moments keep to, if they keep to one.
package struct PhaseFolding: Sendable, Equatable {
    /// The periods of ordinary schedules, in seconds: a minute, five minutes, an hour, a day.
    package static let periods = [60.0, 300, 3_600, 86_400]

    /// Two moments always have some distance; a third at the same distance begins to say something.
    package static let momentsMin = 3

    /// Phases are not told apart below this: bins are a second, and schedulers start late.
    package static let resolutionSeconds = 1.0

    /// The chance of so close phases by accident, over all periods tried, must stay below this.
    package static let chanceMax = 0.01

    /// The period, in seconds.
    package let periodSeconds: Double

    /// The mean phase: seconds after each whole period since 1970, UTC.
    package let phaseSeconds: Double

    /// The largest distance of a moment from the mean phase, in seconds.
    package let spreadSeconds: Double

    /// Folds moments, given in seconds since 1970, at the periods of schedules.
    ///
    /// The longest period at which all moments share a phase is taken, because what comes every five minutes shares
    /// its second of the minute as well.
    /// - Returns: `nil` below 3 moments, or when no period is kept more closely than by accident.
    /// - Complexity: O(moments).
    package static func fold(_ moments: [Double]) -> PhaseFolding? {
        let finite = moments.filter(\.isFinite)
        guard finite.count >= momentsMin else { return nil }
        return periods.reversed().lazy.compactMap { fold(finite, at: $0) }.first
    }

    private static func fold(_ moments: [Double], at period: Double) -> PhaseFolding? {
        let cycles = Set(moments.map { ($0 / period).rounded(.down) })
        let angles = moments.map { 2 * Double.pi * remainder($0, period) / period }
        let mean = atan2(
            angles.reduce(0) { $0 + sin($1) },
            angles.reduce(0) { $0 + cos($1) }
        )
        let phase = (mean < 0 ? mean + 2 * Double.pi : mean) / (2 * Double.pi) * period
        let spread = moments.map { abs(remainder($0 - phase, period)) }.max() ?? 0
        // Moments of one cycle share no phase, they are one run; a cycle's edge may lie between them.
        guard cycles.count >= momentsMin, spread < period / 4 else { return nil }
        let width = min(1, 2 * max(spread, resolutionSeconds) / period)
        let chance = pow(width, Double(moments.count - 1)) * Double(periods.count)
        guard chance <= chanceMax else { return nil }
        return PhaseFolding(periodSeconds: period, phaseSeconds: phase, spreadSeconds: spread)
    }
}

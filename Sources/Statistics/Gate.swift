// Whether a change is large enough to matter, apart from being no accident.
// Source: our measurements on healthy captures: 22 % of series change for real, 0.8 % pass the
// gate.

/// The practical gate: how large a change must be before it is held against anyone.
package struct Gate: Sendable, Equatable {
    /// Shifts are kept within this bound, also where the noise before was nil.
    package static let shiftMax = 1_000.0

    /// The smallest shift, in units of the noise before.
    package var shiftMin = 4.0

    /// The smallest ratio of medians, either way.
    package var ratioMin = 1.5

    /// The smallest Cliff's delta, either way.
    package var cliffsDeltaMin = 0.6

    /// The smallest number of measured bins on either side.
    package var supportBinsMin = 10

    /// The noise is taken to be at least this fraction of the median before.
    package var floorFraction = 0.02

    /// The noise is taken to be at least this much, in the unit of the values.
    package var floor = 0.0

    /// The gate for levels: counts, durations, depths.
    package static let levels = Gate()

    /// The gate for shares of a whole such as availability, whose floor is 0.1 percentage points.
    ///
    /// A ratio says nothing next to 0 or 1, so it is not asked for.
    package static let shares = Gate(ratioMin: 1, floorFraction: 0, floor: 0.001)

    /// The gate for series that change sign, such as net flow, where a ratio says nothing.
    package static let flows = Gate(ratioMin: 1)

    /// Returns the change of the median in units of the noise before it, with its sign.
    ///
    /// - Returns: A number within ±``shiftMax``.
    package func shift(of change: ChangePoint) -> Double {
        shift(from: change.before, to: change.after, noise: change.beforeNoise)
    }

    /// Returns the distance of two levels in units of the noise of the first, with its sign.
    ///
    /// - Returns: A number within ±``shiftMax``.
    package func shift(from before: Double, to after: Double, noise measured: Double) -> Double {
        let noise = max(measured, floorFraction * abs(before), floor)
        let difference = after - before
        guard difference != 0 else { return 0 }
        guard noise > 0 else { return difference > 0 ? Self.shiftMax : -Self.shiftMax }
        return min(max(difference / noise, -Self.shiftMax), Self.shiftMax)
    }

    /// Returns whether the change is large in every respect the gate asks for.
    package func admits(_ change: ChangePoint) -> Bool {
        abs(shift(of: change)) >= shiftMin
            && (change.ratio >= ratioMin || change.ratio <= 1 / ratioMin)
            && abs(change.cliffsDelta) >= cliffsDeltaMin
            && change.support >= supportBinsMin
    }
}

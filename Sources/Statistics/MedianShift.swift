// How far a stretch that is given lies from the quiet before it, in units of that quiet's own noise.
// Source: see RobustScale.swift for the middle, and Gate.swift for what is large.

/// The move of the median from a quiet stretch into one that is asked about.
///
/// The search for changes needs ten bins a level; a stretch whose place is known may be shorter.
package struct MedianShift: Sendable, Equatable {
    /// Fewer quiet values say nothing of how far such values scatter.
    package static let beforeValuesMin = 8

    /// Nearly all of normal values lie within three standard deviations.
    private static let tailDeviations = 3.0

    /// The median of the quiet values, in their unit.
    package let before: Double

    /// The median of the values asked about.
    package let inside: Double

    /// The noise before: the larger of the robust spread and a third of the q99 distance.
    ///
    /// Where more than half of the values are equal the spread is nothing and the distance decides, so that one wild
    /// value among them hides no later change.
    package let noise: Double

    /// Measures the move; values that are not finite are left out.
    ///
    /// - Returns: `nil` below 8 quiet values and without a value inside.
    /// - Complexity: O(n log n).
    package init?(before: [Double], inside: [Double]) {
        let quiet = before.filter(\.isFinite)
        guard quiet.count >= Self.beforeValuesMin, let usual = RobustScale.median(of: quiet),
            let now = RobustScale.median(of: inside)
        else { return nil }
        let distances = quiet.map { abs($0 - usual) }.sorted()
        let middle = RobustScale.quantile(0.5, ofSorted: distances) ?? 0
        let tail = RobustScale.quantile(0.99, ofSorted: distances) ?? 0
        self.before = usual
        self.inside = now
        noise = max(RobustScale.deviationFactor * middle, tail / Self.tailDeviations)
    }

    /// Returns the move in units of the noise that a gate allows, with its sign.
    ///
    /// - Returns: A number within ±``Gate/shiftMax``.
    package func size(by gate: Gate) -> Double {
        gate.shift(from: before, to: inside, noise: noise)
    }
}

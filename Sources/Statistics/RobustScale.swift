// Where the middle of a sample lies and how far its values scatter, unmoved by a few wild ones.
// Source: F. R. Hampel, "The Influence Curve and Its Role in Robust Estimation", JASA 69, 1974.

import Foundation

/// The middle and the spread of a sample, neither of which one wild value can move.
///
/// Values that are not finite are left out everywhere in this file.
package struct RobustScale: Sendable, Equatable {
    /// Makes the median absolute deviation of normal values estimate their standard deviation.
    package static let deviationFactor = 1.4826

    /// Makes the mean absolute deviation of normal values estimate their standard deviation.
    package static let meanDeviationFactor = 1.2533

    /// The median, in the unit of the values.
    package let median: Double

    /// The estimated standard deviation, in the unit of the values; zero when all are equal.
    package let spread: Double

    /// Measures a sample.
    ///
    /// The spread is 1.4826 times the median absolute deviation or, where more than half of the
    /// values are equal, 1.2533 times the mean absolute deviation from the median.
    /// - Returns: `nil` for a sample without finite values.
    /// - Complexity: O(n log n).
    package init?(of values: [Double]) {
        let sorted = Self.sortedFinite(values)
        guard let median = Self.quantile(0.5, ofSorted: sorted) else { return nil }
        let deviations = sorted.map { abs($0 - median) }.sorted()
        guard let middle = Self.quantile(0.5, ofSorted: deviations) else { return nil }
        self.median = median
        spread =
            middle > 0
            ? Self.deviationFactor * middle
            : Self.meanDeviationFactor * deviations.reduce(0, +) / Double(deviations.count)
    }

    /// Returns the middle value, or the mean of the two middle values.
    ///
    /// - Returns: `nil` for a sample without finite values.
    /// - Complexity: O(n log n).
    package static func median(of values: [Double]) -> Double? {
        quantile(0.5, ofSorted: sortedFinite(values))
    }

    /// Returns the median distance from the median, not scaled to a standard deviation.
    ///
    /// - Returns: `nil` for a sample without finite values.
    /// - Complexity: O(n log n).
    package static func medianAbsoluteDeviation(of values: [Double]) -> Double? {
        let finite = sortedFinite(values)
        guard let median = quantile(0.5, ofSorted: finite) else { return nil }
        return self.median(of: finite.map { abs($0 - median) })
    }

    /// Returns the value that a share of the sample does not exceed.
    ///
    /// Definition 7 of Hyndman and Fan (The American Statistician 50, 1996), the usual default:
    /// linear between the order statistics around position share × (n − 1), counted from zero.
    /// The share is clamped to `0...1`.
    /// - Returns: `nil` for a sample without finite values.
    /// - Complexity: O(n log n).
    package static func quantile(_ share: Double, of values: [Double]) -> Double? {
        quantile(share, ofSorted: sortedFinite(values))
    }

    /// Returns the same quantile of a sample that is already finite and in ascending order.
    ///
    /// - Complexity: O(1).
    package static func quantile(_ share: Double, ofSorted sorted: [Double]) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let position = min(max(share.isNaN ? 0 : share, 0), 1) * Double(last)
        let lower = Int(position)
        let fraction = position - Double(lower)
        guard fraction > 0, lower < last else { return sorted[lower] }
        // Weighted halves, because the difference of two huge values may not be finite.
        return sorted[lower] * (1 - fraction) + sorted[lower + 1] * fraction
    }

    private static func sortedFinite(_ values: [Double]) -> [Double] {
        values.filter(\.isFinite).sorted()
    }
}

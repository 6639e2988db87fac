// How well a median is known, and the ratio of two medians.
// Source: R. S. Woodruff, JASA 47, 1952, for the ranks; R. M. Price and D. G. Bonett, Journal of
// Statistical Computation and Simulation 72, 2002, for the ratio.

import Foundation

/// A median with the two order statistics between which it lies.
package struct MedianInterval: Sendable, Equatable {
    /// Fewer values have no two ranks that hold the median with 95 % confidence.
    package static let valuesMin = 6

    /// The median of the sample.
    package let median: Double

    /// The 95 % interval of the median of what was sampled.
    package let interval: ClosedRange<Double>

    /// Measures a sample, with no assumption about its distribution.
    ///
    /// - Returns: `nil` below 6 finite values.
    /// - Complexity: O(n log n).
    package init?(of values: [Double]) {
        let sorted = values.filter(\.isFinite).sorted()
        guard sorted.count >= Self.valuesMin,
            let median = RobustScale.quantile(0.5, ofSorted: sorted)
        else { return nil }
        let count = Double(sorted.count)
        let reach = NormalDistribution.quantile95 * count.squareRoot() / 2
        let rank = max(Int((count / 2 - reach).rounded(.down)), 1)
        self.median = median
        interval = sorted[rank - 1]...sorted[sorted.count - rank]
    }

    /// Returns the ratio of the median of `after` to that of `before`, with its 95 % interval.
    ///
    /// - Returns: `nil` below 6 positive values on either side; other values are left out.
    /// - Complexity: O(n log n).
    package static func ratio(
        before: [Double],
        after: [Double]
    ) -> (ratio: Double, interval: ClosedRange<Double>)? {
        guard let earlier = logarithms(before), let later = logarithms(after) else { return nil }
        let difference = later.median - earlier.median
        let reach =
            NormalDistribution.quantile95
            * (earlier.standardError * earlier.standardError
            + later.standardError * later.standardError).squareRoot()
        return (exp(difference), exp(difference - reach)...exp(difference + reach))
    }

    private static func logarithms(_ values: [Double]) -> MedianInterval? {
        MedianInterval(of: values.filter { $0 > 0 }.map { log($0) })
    }

    private var standardError: Double {
        (interval.upperBound - interval.lowerBound) / (2 * NormalDistribution.quantile95)
    }
}

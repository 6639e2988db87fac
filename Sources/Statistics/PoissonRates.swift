// Whether one rate differs from another, and by how much at least.
// Source: log of the ratio with a half added, after D. G. Price and D. G. Bonett, "Estimating the
// ratio of two Poisson rates", Computational Statistics and Data Analysis 34, 2000.

import Foundation

/// The ratio of two rates of events.
package struct PoissonRates: Sendable, Equatable {
    /// The later rate over the earlier one.
    package let ratio: Double

    /// The 95 % interval of the ratio.
    package let interval: ClosedRange<Double>

    /// The chance of at least so many events where so many are expected.
    ///
    /// - Returns: A number in 0...1.
    /// - Complexity: O(count).
    package static func chance(ofAtLeast count: Int, expected: Double) -> Double {
        guard count > 0 else { return 1 }
        guard expected > 0 else { return 0 }
        var term = exp(-expected)
        // So many are expected that fewer are out of the question.
        guard term > 0 else { return expected >= Double(count) ? 1 : 0 }
        var fewer = 0.0
        for number in 0..<count {
            fewer += term
            term *= expected / Double(number + 1)
        }
        return max(0, 1 - fewer)
    }

    /// Whether the interval leaves out "no change".
    package var isDifferent: Bool { !interval.contains(1) }

    /// Compares `before` events in `beforeSeconds` with `after` events in `afterSeconds`.
    ///
    /// - Returns: `nil` for negative counts or a time that is not positive.
    package static func compare(
        before: Int,
        beforeSeconds: Double,
        after: Int,
        afterSeconds: Double
    ) -> PoissonRates? {
        guard before >= 0, after >= 0, beforeSeconds > 0, afterSeconds > 0,
            beforeSeconds.isFinite, afterSeconds.isFinite
        else { return nil }
        let earlier = Double(before) + 0.5
        let later = Double(after) + 0.5
        let ratio = (later / earlier) * (beforeSeconds / afterSeconds)
        let factor = exp(NormalDistribution.quantile95 * (1 / earlier + 1 / later).squareRoot())
        return PoissonRates(ratio: ratio, interval: (ratio / factor)...(ratio * factor))
    }
}

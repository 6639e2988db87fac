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

// The standard normal distribution: areas under the bell and the way back.
// Source: M. J. Wichura, "Algorithm AS 241", Applied Statistics 37, 1988 (seven-digit variant
// PPND7, sharpened by one step of Halley's method).

import Foundation

/// The standard normal distribution.
package enum NormalDistribution {
    /// The two-sided 95 % quantile.
    package static let quantile95 = 1.959963984540054

    /// Returns the probability of a value at or below `z`.
    package static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// Returns the probability of a value at least as far from zero as `z`, on either side.
    ///
    /// Exact far out (1e-300 is not rounded to zero), because the tail is computed as a tail.
    package static func twoSidedTail(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// Returns the `z` below which a given share of the distribution lies.
    ///
    /// - Returns: −∞ at or below 0, +∞ at or above 1; relative error below 1e-12 between.
    /// - Complexity: O(1).
    package static func quantile(_ share: Double) -> Double {
        guard share > 0 else { return -.infinity }
        guard share < 1 else { return .infinity }
        let estimate = roughQuantile(share)
        let density = exp(-0.5 * estimate * estimate) / (2 * Double.pi).squareRoot()
        guard density > 0 else { return estimate }
        let newton = (cumulative(estimate) - share) / density
        return estimate - newton / (1 + 0.5 * estimate * newton)
    }

    private static func roughQuantile(_ share: Double) -> Double {
        let centered = share - 0.5
        if abs(centered) <= 0.425 {
            let r = 0.180625 - centered * centered
            return centered
                * polynomial(r, [3.387_132_717_9, 50.434_271_938, 159.291_132_02, 59.109_374_720])
                / polynomial(r, [1, 17.895_169_469, 78.757_757_664, 67.187_563_600])
        }
        let root = (-log(min(share, 1 - share))).squareRoot()
        let distance =
            root <= 5
            ? polynomial(
                root - 1.6,
                [1.423_437_277_7, 2.756_815_390_0, 1.306_728_481_6, 0.170_238_211_03]
            ) / polynomial(root - 1.6, [1, 0.737_001_642_50, 0.120_211_327_75])
            : polynomial(
                root - 5,
                [6.657_905_115_0, 3.081_226_386_0, 0.428_682_943_37, 0.017_337_203_997]
            ) / polynomial(root - 5, [1, 0.241_978_947_25, 0.012_258_202_635])
        return centered < 0 ? -distance : distance
    }

    private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
}

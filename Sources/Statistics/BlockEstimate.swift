// A level with an error that knows how unsteady the series is: estimated from blocks of time, not from single events.
// Source: M. H. Quenouille, Biometrika 43, 1956 (the jackknife); P. J. Bickel, Annals of Statistics 20, 1992 (blocks);
// the normal equivalent of Student's t: Abramowitz, Stegun, "Handbook of Mathematical Functions", 26.7.8.

import Foundation

/// The logarithm of a level, and how well it is known.
package struct BlockEstimate: Sendable, Equatable {
    /// The natural logarithm of the level.
    package let logarithm: Double
    /// The variance of that.
    package let variance: Double
    /// How far the logarithms of the two halves lie apart.
    package let drift: Double
    /// Blocks that were used.
    package let blocks: Int

    /// Fewer blocks say nothing of how unsteady a series is.
    package static let blocksMin = 4
    /// Blocks that a capture is cut into.
    package static let blocksUsual = 10

    /// Estimates events for each unit of load; a half is added to the events so that none is a rate as well.
    ///
    /// - Returns: `nil` below four blocks with load.
    /// - Complexity: O(blocks).
    package init?(events: [Double], loads: [Double]) {
        let pairs = zip(events, loads).filter { $0 >= 0 && $1 > 0 && $0.isFinite && $1.isFinite }
        guard pairs.count >= Self.blocksMin else { return nil }
        let all = pairs.reduce(0) { $0 + $1.0 }
        let load = pairs.reduce(0) { $0 + $1.1 }
        let without = pairs.map { log((all - $0 + 0.5) / max(load - $1, .leastNonzeroMagnitude)) }
        let mean = without.reduce(0, +) / Double(without.count)
        let spread = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        logarithm = log((all + 0.5) / load)
        // Never surer than counting itself allows.
        variance = max(
            spread * Double(without.count - 1) / Double(without.count),
            1 / (all + 0.5)
        )
        blocks = pairs.count
        func level(_ part: ArraySlice<(Double, Double)>) -> Double {
            let load = part.reduce(0) { $0 + $1.1 }
            return log((part.reduce(0) { $0 + $1.0 } + 0.5) / load)
        }
        drift = abs(level(pairs[..<(pairs.count / 2)]) - level(pairs[(pairs.count / 2)...]))
    }

    /// Estimates the usual level of one positive value a block.
    ///
    /// - Returns: `nil` below four positive values.
    package init?(values: [Double]) {
        let logarithms = values.filter { $0 > 0 && $0.isFinite }.map { log($0) }
        let count = Double(logarithms.count)
        guard logarithms.count >= Self.blocksMin else { return nil }
        let mean = logarithms.reduce(0, +) / count
        logarithm = mean
        variance = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count
        blocks = logarithms.count
        func level(_ part: ArraySlice<Double>) -> Double {
            part.reduce(0, +) / Double(part.count)
        }
        let half = logarithms.count / 2
        drift = abs(level(logarithms[..<half]) - level(logarithms[half...]))
    }
}

/// How one level differs from another.
package struct BlockDifference: Sendable, Equatable {
    /// The later level over the earlier one, with its 95 % interval.
    package let ratio: Double
    package let interval: ClosedRange<Double>
    /// The chance of such a difference between equal levels.
    package let pValue: Double
    /// Whether it is more than what moved within either of the two by itself.
    package let isBeyondDrift: Bool

    /// Compares two levels.
    package init(before: BlockEstimate, after: BlockEstimate) {
        let difference = after.logarithm - before.logarithm
        let error = max((before.variance + after.variance).squareRoot(), .leastNonzeroMagnitude)
        let freedom = Double(before.blocks + after.blocks - 2)
        let t = difference / error
        let z = t * (1 - 1 / (4 * freedom)) / (1 + t * t / (2 * freedom)).squareRoot()
        // The interval widens as the test does: t for the normal quantile, by the same formula the other way.
        let quantile = NormalDistribution.quantile95
        let squared = quantile / (1 - 1 / (4 * freedom))
        let reach = squared / (1 - squared * squared / (2 * freedom)).squareRoot() * error
        ratio = exp(difference)
        interval = exp(difference - reach)...exp(difference + reach)
        pValue = NormalDistribution.twoSidedTail(z)
        isBeyondDrift = abs(difference) > max(before.drift, after.drift)
    }
}

// How much a series wanders on its own, at every time scale; the worst scale counts.
// Source: block means against autocorrelation, W. B. Wu and Z. Zhao, JRSSB 69, 2007; the allowance
// for short series is from our own simulations, repeated in ChangePointsTests.

import Foundation

/// The noise of a series against which the height of a change is measured.
///
/// White noise averages out in longer blocks, a wandering series does not: so the noise is
/// estimated from blocks of 1, 4, 8, 16, … bins, and the largest estimate is the ruler.
package struct NoiseRuler: Sendable, Equatable {
    /// At least this many blocks must fit: fewer differences say little about their spread.
    package static let blocksMin = 8

    /// A series shorter than this many bins has a ruler more than twice as long.
    ///
    /// A short series shows few of its own slow swings, so its ruler is multiplied by
    /// 1 + 70 / n. Simulated: keeps AR(1) noise with coefficient 0.8 at 2 % false alarms for 150
    /// bins.
    package static let doubtBins = 70.0

    /// The shortest ruler, in robust standard deviations, for series without any noise of their
    /// own.
    package static let sigmaMin = 0.05

    /// At most this many positions a side are tried for the bump that is set aside.
    private static let bumpPositionsMax = 150

    /// Rounding leaves differences of this size between equal values.
    private static let roundingMax = 1e-9

    /// The long-run standard deviation of one bin, in the unit of the values.
    package let sigma: Double

    /// Measures a standardised series after setting its largest bump aside.
    ///
    /// Without that, the two edges of an incident that fills a third of a short capture would be
    /// taken for the series' own wandering.
    /// The shortest stretch that counts as a bump has `segmentBinsMin` bins.
    /// - Complexity: O(n log n) and 150² / 2 steps.
    package init(of values: [Double], segmentBinsMin: Int) {
        let flattened = Self.withoutLargestBump(values, binsMin: max(segmentBinsMin, 1))
        let doubt = 1 + Self.doubtBins / Double(max(values.count, 1))
        sigma = max(Self.worstSigma(of: flattened) * doubt, Self.sigmaMin)
    }

    /// Returns the largest noise estimate over all block lengths, without lengthening it.
    ///
    /// - Complexity: O(n log n).
    package static func worstSigma(of values: [Double]) -> Double {
        let sums = PrefixSums(values)
        var worst = 0.0
        var blockBins = 1
        while blockBins == 1 || values.count >= blocksMin * blockBins {
            worst = max(worst, sigma(of: sums, count: values.count, blockBins: blockBins))
            blockBins = blockBins == 1 ? 4 : blockBins * 2
        }
        return worst
    }

    private static func sigma(of sums: PrefixSums, count: Int, blockBins: Int) -> Double {
        // Overlapping blocks halve the scatter of the estimate for the longest blocks.
        let steps = stride(from: 0, through: count - 2 * blockBins, by: max(1, blockBins / 4)).map {
            sums.mean($0 + blockBins, $0 + 2 * blockBins) - sums.mean($0, $0 + blockBins)
        }
        guard let middle = RobustScale.medianAbsoluteDeviation(of: steps) else { return 0 }
        // Rare events leave most differences at zero; what is winsorised has a safe mean square.
        let spread =
            middle > roundingMax
            ? RobustScale.deviationFactor * middle
            : (steps.reduce(0) { $0 + $1 * $1 } / Double(steps.count)).squareRoot()
        return spread * (Double(blockBins) / 2).squareRoot()
    }

    private static func withoutLargestBump(_ values: [Double], binsMin: Int) -> [Double] {
        let count = values.count
        let sums = PrefixSums(values)
        let grain = max(1, (count + bumpPositionsMax - 1) / bumpPositionsMax)
        let grid = Array(stride(from: 0, to: count, by: grain)) + [count]
        let overall = sums.mean(0, count)
        var bump = 0..<0
        var bumpGain = 0.0
        for start in grid {
            for end in grid where end - start >= binsMin && count - (end - start) >= binsMin {
                let inside = Double(end - start)
                let excess = sums.sum(start, end) - inside * overall
                let gain = excess * excess / (inside * (Double(count) - inside))
                if gain > bumpGain { (bump, bumpGain) = (start..<end, gain) }
            }
        }
        guard !bump.isEmpty else { return values }
        let level = sums.mean(bump.lowerBound, bump.upperBound)
        let outside = Double(count - bump.count)
        let ground = (sums.sum(0, count) - level * Double(bump.count)) / outside
        return values.indices.map { values[$0] - (bump.contains($0) ? level : ground) }
    }
}

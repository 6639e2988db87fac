// Least squares of flat, ramp, flat at any place in constant time.

/// The sums from which the fit of a bent ruler follows without another walk over the series.
struct BentRuler: Sendable {
    private let count: Int
    private let values: PrefixSums
    private let weighted: PrefixSums
    private let squares: Double

    /// Sums a series up.
    init(_ levels: [Double]) {
        count = levels.count
        let mean = PrefixSums(levels).mean(0, levels.count)
        let centered = levels.map { $0 - mean }
        values = PrefixSums(centered)
        weighted = PrefixSums(centered.enumerated().map { Double($0.offset) * $0.element })
        squares = centered.reduce(0) { $0 + $1 * $1 }
    }

    /// The sum of squares that is left when nothing is bent.
    var restWithoutBend: Double { squares }

    /// Returns the sum of squares left by the best ruler bent at `onset` for `ramp` bins.
    func rest(onset: Int, ramp: Int) -> Double {
        let fit = shape(onset: onset, ramp: ramp)
        guard fit.variance > 0 else { return squares }
        return max(squares - fit.covariance * fit.covariance / fit.variance, 0)
    }

    /// Returns what that ruler leaves of each bin.
    func residuals(_ levels: [Double], onset: Int, ramp: Int) -> [Double] {
        let fit = shape(onset: onset, ramp: ramp)
        let height = fit.variance > 0 ? fit.covariance / fit.variance : 0
        let mean = PrefixSums(levels).mean(0, count)
        return levels.enumerated().map { bin, level in
            let bent =
                ramp == 0
                ? (bin >= onset ? 1 : 0)
                : min(max(Double(bin - onset) / Double(ramp), 0), 1)
            return level - mean - height * (bent - fit.mean)
        }
    }

    private func shape(onset: Int, ramp: Int) -> (
        covariance: Double, variance: Double, mean: Double
    ) {
        let top = min(onset + ramp, count)
        let risen = Double(count - top)
        var sum = risen
        var sumOfSquares = risen
        var covariance = values.sum(top, count)
        if ramp > 0 {
            let steps = Double(top - onset)
            let length = Double(ramp)
            sum += steps * (steps - 1) / 2 / length
            sumOfSquares += (steps - 1) * steps * (2 * steps - 1) / 6 / (length * length)
            covariance +=
                (weighted.sum(onset, top) - Double(onset) * values.sum(onset, top)) / length
        }
        let mean = sum / Double(count)
        return (covariance, sumOfSquares - sum * mean, mean)
    }
}

// When a change began, also when it came slowly: flat, then a ramp, then flat.
// Source: profile likelihood of a bent line, after D. V. Hinkley, Biometrika 56, 1969.

import Foundation

/// The bent ruler that fits the series best around a change, and every other place it fits as well.
package struct OnsetProfile: Sendable, Equatable {
    /// The lengths of ramp that are tried, in bins of a second; 0 is a step.
    package static let rampBins = [0, 15, 30, 60, 90, 120, 180, 240, 320, 420]

    /// The fit looks back at most this many bins from the change.
    package static let beforeBinsMax = 400

    /// The fit looks ahead at most this many bins from the change.
    package static let afterBinsMax = 500

    /// The 95 % quantile of χ² with one degree of freedom.
    private static let chiSquared95 = 3.84

    /// A side must have this many bins, or its level is a guess.
    private static let sideBinsMin = 5

    /// The first bin of the change; where a ramp leaves the earlier level.
    package let onset: Double

    /// All onsets that fit about as well: 95 % confidence, in bins.
    package let interval: ClosedRange<Double>

    /// The length of the best fitting ramp, in bins; 0 for a step.
    package let rampBins: Int

    /// Fits the profile around the change at `index`.
    ///
    /// Pass the neighbouring changes as `range`, so that the fit sees one change only. Gaps of at
    /// most 5 bins are bridged; the fit stays within the piece that holds `index`.
    /// - Returns: `nil` when fewer than 5 bins lie on either side or nothing changes there.
    /// - Complexity: O(n) for each length of ramp.
    package static func fit(
        _ values: [Double?],
        around index: Int,
        within range: Range<Int>? = nil
    ) -> OnsetProfile? {
        let pieces = BridgedSeries.pieces(of: values)
        guard
            let piece = pieces.first(where: {
                $0.start < index && index < $0.start + $0.values.count
            })
        else { return nil }
        let bounds = (range ?? 0..<values.count).clamped(
            to: piece.start..<(piece.start + piece.values.count)
        )
        let start = max(bounds.lowerBound, index - min(index, beforeBinsMax))
        let end =
            bounds.upperBound - index > afterBinsMax ? index + afterBinsMax : bounds.upperBound
        guard index - start >= sideBinsMin, end - index >= sideBinsMin else { return nil }
        let window = Array(piece.values[(start - piece.start)..<(end - piece.start)])
        guard let levels = withoutSpikes(window, cut: index - start) else { return nil }
        return fit(levels, from: start)
    }

    /// Spikes beyond both levels are cut down, because least squares would follow them.
    private static func withoutSpikes(_ window: [Double], cut: Int) -> [Double]? {
        guard let before = RobustScale(of: Array(window[..<cut])),
            let after = RobustScale(of: Array(window[cut...]))
        else { return nil }
        let limit = ChangePoints.winsorLimit
        let low = min(before.median - limit * before.spread, after.median - limit * after.spread)
        let high = max(before.median + limit * before.spread, after.median + limit * after.spread)
        guard low < high, (high - low).isFinite else { return nil }
        return window.map { (min(max($0, low), high) - low) / (high - low) }
    }

    private static func fit(_ levels: [Double], from start: Int) -> OnsetProfile? {
        let count = levels.count
        let ruler = BentRuler(levels)
        let places = sideBinsMin...(count - sideBinsMin)
        var best = (onset: 0, ramp: 0, rest: Double.infinity)
        var profile: [Double] = []
        for place in places {
            var least = Double.infinity
            for ramp in rampBins where ramp < count - place || ramp == 0 {
                let rest = ruler.rest(onset: place, ramp: ramp)
                least = min(least, rest)
                if rest < best.rest { best = (place, ramp, rest) }
            }
            profile.append(least)
        }
        guard best.rest < ruler.restWithoutBend else { return nil }
        let limit = best.rest + allowance(levels, ruler: ruler, best: best)
        let fitting = zip(places, profile).filter { $0.1 <= limit }.map(\.0)
        guard let first = fitting.first, let last = fitting.last else { return nil }
        return OnsetProfile(
            onset: Double(start + best.onset),
            interval: Double(start + first)...Double(start + last),
            rampBins: best.ramp
        )
    }

    /// How much worse a fit may be; noise that wanders allows for more than white noise.
    private static func allowance(
        _ levels: [Double],
        ruler: BentRuler,
        best: (onset: Int, ramp: Int, rest: Double)
    ) -> Double {
        let residuals = ruler.residuals(levels, onset: best.onset, ramp: best.ramp)
        let variance = best.rest / Double(levels.count)
        let longRun = NoiseRuler.worstSigma(of: residuals)
        return chiSquared95 * max(variance, longRun * longRun)
    }
}

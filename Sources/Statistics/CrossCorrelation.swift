// The lag between two logs of the same traffic when no event carries an id.
// Source: variance stabilising after F. J. Anscombe, Biometrika 35, 1948; the rule of acceptance is
// from our simulations, repeated in CrossCorrelationTests.

import Foundation

/// The lag at which two count series rise and fall together.
package struct CrossCorrelation: Sendable, Equatable {
    /// Lags of at most this many seconds either way are tried.
    package static let lagSecondsMax = 120

    /// The running median that is subtracted spans this many seconds, an odd number.
    package static let trendSeconds = 61

    /// One second weighs at most this many robust standard deviations.
    package static let winsorLimit = 4.0

    /// The peak must stand this many robust standard deviations above the other lags.
    package static let peakZMin = 8.0

    /// The peak must be this many times as high as the next one.
    package static let runnerUpFactorMin = 1.5

    /// Lags this near belong to the peak itself.
    package static let peakSeconds = 10

    /// The two series must overlap by this many seconds at every lag that is tried.
    package static let overlapSecondsMin = 120

    /// Seconds by which the second series comes later than the first.
    package let lagSeconds: Int

    /// The height of the peak, in robust standard deviations of the other lags.
    package let peakZ: Double

    /// The height of the peak over that of the highest lag away from it.
    package let runnerUpFactor: Double

    /// Whether the peak may be used as an offset.
    package var isAccepted: Bool {
        peakZ >= Self.peakZMin && runnerUpFactor >= Self.runnerUpFactorMin
    }

    /// Correlates two series of counts per second that start at the same time of their own clocks.
    ///
    /// - Returns: `nil` when they overlap too little or one is constant.
    /// - Complexity: O(n × lags).
    package static func between(_ first: [Double], _ second: [Double]) -> CrossCorrelation? {
        let lagMax = min(lagSecondsMax, min(first.count, second.count) - overlapSecondsMin)
        guard lagMax > 2 * peakSeconds, let left = detrended(first), let right = detrended(second)
        else { return nil }
        let heights = (-lagMax...lagMax).map { correlation(left, right, lag: $0) }
        guard let peak = heights.indices.max(by: { heights[$0] < heights[$1] }) else { return nil }
        let others = heights.indices.filter { abs($0 - peak) > peakSeconds }.map { heights[$0] }
        guard let scale = RobustScale(of: others), scale.spread > 0,
            let runnerUp = others.max(), heights[peak] > 0
        else { return nil }
        return CrossCorrelation(
            lagSeconds: peak - lagMax,
            peakZ: (heights[peak] - scale.median) / scale.spread,
            runnerUpFactor: runnerUp > 0 ? heights[peak] / runnerUp : .greatestFiniteMagnitude
        )
    }

    private static func correlation(_ left: [Double], _ right: [Double], lag: Int) -> Double {
        let start = max(0, -lag)
        let end = min(left.count, right.count - lag)
        guard start < end else { return 0 }
        var sum = 0.0
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                var index = start
                while index < end {
                    sum += left[index] * right[index + lag]
                    index += 1
                }
            }
        }
        return sum / Double(end - start).squareRoot()
    }

    private static func detrended(_ counts: [Double]) -> [Double]? {
        let roots = counts.map { ($0.isFinite ? max($0, 0) + 0.375 : 0.375).squareRoot() }
        let half = trendSeconds / 2
        let rests = roots.indices.map { index in
            let around = roots[max(0, index - half)..<min(roots.count, index + half + 1)]
            return roots[index] - (RobustScale.median(of: Array(around)) ?? 0)
        }
        guard let scale = RobustScale(of: rests), scale.spread > 0 else { return nil }
        return rests.map {
            min(max(($0 - scale.median) / scale.spread, -winsorLimit), winsorLimit)
        }
    }
}

// The offset between two clocks from events that both logged, through delays that are never
// negative. Source: V. Paxson, SIGMETRICS 1998, made robust: bins, a low quantile and a Theil-Sen
// line instead of a hull, which one wrong match can move by its whole error.

import Foundation

/// The clock difference under the shortest delays, as a line over time.
///
/// The shortest delay itself cannot be told from the offset in one direction: the offset is at most
/// what this says. With both directions see ``TwoWayOffset``.
package struct LowerEnvelope: Sendable, Equatable {
    /// One event seen by both clocks.
    package struct Pair: Sendable, Equatable {
        /// When the first clock saw it, in seconds.
        package let seconds: Double

        /// The second clock's time less the first's, in seconds: offset and delay together.
        package let difference: Double

        /// Makes a pair.
        package init(seconds: Double, difference: Double) {
            self.seconds = seconds
            self.difference = difference
        }
    }

    /// The pairs are split into this many groups of equal size, in order of time.
    package static let groupsMax = 24

    /// A group needs this many pairs for one with a short delay to be among them.
    package static let groupPairsMin = 8

    /// Fewer groups cannot tell drift from queueing; then the drift is taken to be none.
    package static let driftGroupsMin = 6

    /// The share of a group taken to be wrong matches.
    package static let lowShare = 0.02

    /// No crystal clock drifts more: 200 millionths.
    ///
    /// What looks like more is a growing queue.
    package static let driftMax = 200e-6

    /// The middle of the pairs' times, in seconds.
    package let middleSeconds: Double

    /// The offset at the middle, in seconds: at most this, if delays are never negative.
    package let offset: Double

    /// Seconds the second clock gains for each second of the first.
    package let drift: Double

    /// The 95 % interval of the envelope at the middle, in seconds.
    package let interval: ClosedRange<Double>

    /// The standard error of ``drift``; `nil` where the drift was taken to be none.
    package let driftError: Double?

    /// The number of pairs used.
    package let pairCount: Int

    /// Returns the offset at another time, in seconds.
    package func offset(at seconds: Double) -> Double {
        offset + drift * (seconds - middleSeconds)
    }

    /// Fits the envelope.
    ///
    /// Below 8 pairs the smallest difference counts.
    /// - Returns: `nil` without pairs of finite numbers.
    /// - Complexity: O(n log n).
    package static func fit(_ pairs: [Pair]) -> LowerEnvelope? {
        let sorted = pairs.filter { $0.seconds.isFinite && $0.difference.isFinite }.sorted {
            ($0.seconds, $0.difference) < ($1.seconds, $1.difference)
        }
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let middle = first.seconds / 2 + last.seconds / 2
        guard sorted.count >= groupPairsMin else { return smallest(of: sorted, middle: middle) }
        let points = lowPoints(of: sorted, middle: middle)
        let line = points.count >= driftGroupsMin ? TheilSen(points) : nil
        if let line, abs(line.slope) <= driftMax {
            return envelope(points, drift: line.slope, share: 0.5, middle, sorted.count)
        }
        // A queue lifts most groups: the lowest quarter is what the clocks themselves differ by.
        return envelope(points, drift: 0, share: 0.25, middle, sorted.count)
    }

    private static func smallest(of sorted: [Pair], middle: Double) -> LowerEnvelope? {
        let differences = sorted.map(\.difference).sorted()
        guard let low = differences.first, let high = differences.last else { return nil }
        // The next ones show how close to its shortest the delay comes; the sum of steps bounds it.
        let reach = differences.count > 1 ? differences[1] - low : high - low
        return LowerEnvelope(
            middleSeconds: middle,
            offset: low,
            drift: 0,
            interval: (low - reach)...(low + reach),
            driftError: nil,
            pairCount: sorted.count
        )
    }

    private static func lowPoints(of sorted: [Pair], middle: Double) -> [(x: Double, y: Double)] {
        let groups = min(groupsMax, sorted.count / groupPairsMin)
        return (0..<groups).compactMap { group in
            let members = sorted[
                (group * sorted.count / groups)..<((group + 1) * sorted.count / groups)
            ]
            let low = RobustScale.quantile(lowShare, of: members.map(\.difference))
            let seconds = RobustScale.median(of: members.map(\.seconds))
            guard let low, let seconds else { return nil }
            return (seconds - middle, low)
        }
    }

    private static func envelope(
        _ points: [(x: Double, y: Double)],
        drift: Double,
        share: Double,
        _ middle: Double,
        _ pairCount: Int
    ) -> LowerEnvelope? {
        let rests = points.map { $0.y - drift * $0.x }
        guard let offset = RobustScale.quantile(share, of: rests) else { return nil }
        // Only the lower half says how low the envelope lies; the upper half is queueing.
        let below = rests.filter { $0 <= offset }.map { offset - $0 }
        let spread = RobustScale.deviationFactor * (RobustScale.median(of: below) ?? 0)
        let reach = NormalDistribution.quantile95 * spread
        return LowerEnvelope(
            middleSeconds: middle,
            offset: offset,
            drift: drift,
            interval: (offset - reach)...(offset + reach),
            driftError: drift == 0 ? nil : slopeError(points, drift: drift),
            pairCount: pairCount
        )
    }

    /// The standard error of a line's slope, from the robust spread of what the line leaves.
    private static func slopeError(_ points: [(x: Double, y: Double)], drift: Double) -> Double? {
        let rests = points.map { $0.y - drift * $0.x }
        let mean = points.reduce(0) { $0 + $1.x } / Double(points.count)
        let squares = points.reduce(0) { $0 + ($1.x - mean) * ($1.x - mean) }
        guard let scale = RobustScale(of: rests), squares > 0 else { return nil }
        return scale.spread / squares.squareRoot()
    }
}

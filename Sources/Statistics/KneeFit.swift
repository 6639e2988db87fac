// A value that is flat up to a knee and rises on a straight line after it.
// Source: Hudson, "Fitting Segmented Curves Whose Join Points Have to Be Estimated", JASA 61, 1966.

/// The flat part, the knee and the line of the least squared error.
package struct KneeFit: Sendable, Equatable {
    /// Fewer points on either side are no line.
    package static let pointsMin = 10
    /// A knee must take this share off the squared error of one straight line, or the simpler line is told.
    package static let gainMin = 0.2

    /// Where the line begins; `nil` when one straight line does as well.
    package let knee: Double?
    /// The mean left of the knee; `nil` without a knee.
    package let level: Double?
    /// The line right of the knee, or over everything.
    package let slope: Double
    package let intercept: Double
    /// The share of the variance that the line explains where it was fitted, in 0...1.
    package let determination: Double
    /// Points left of the knee, and under the line.
    package let pointsBefore: Int
    package let pointsAfter: Int
    /// The slope in units of its standard error; neighbouring points depend on each other, so it is an upper bound.
    package let slopeErrors: Double

    /// Fits points.
    ///
    /// - Returns: `nil` with fewer than twice ``pointsMin`` points or when all lie at one place.
    /// - Complexity: O(n log n).
    package init?(_ points: [(x: Double, y: Double)]) {
        let sorted = points.filter { $0.x.isFinite && $0.y.isFinite }
            .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count >= 2 * Self.pointsMin else { return nil }
        let sums = Sums.running(sorted)
        let all = sums[sorted.count]
        guard let whole = all.line else { return nil }
        var best: (index: Int, error: Double) = (0, whole.error * (1 - Self.gainMin))
        for index in Self.pointsMin...(sorted.count - Self.pointsMin) {
            // A knee lies between two places, never between points of one.
            guard sorted[index - 1].x < sorted[index].x,
                let line = (all - sums[index]).line, line.slope > 0
            else { continue }
            let error = sums[index].spread + line.error
            if error < best.error { best = (index, error) }
        }
        let right = best.index > 0 ? all - sums[best.index] : all
        guard let line = right.line else { return nil }
        knee = best.index > 0 ? sorted[best.index].x : nil
        level = best.index > 0 ? sums[best.index].meanY : nil
        slope = line.slope
        intercept = line.intercept
        determination = right.spread > 0 ? min(max(1 - line.error / right.spread, 0), 1) : 0
        pointsBefore = best.index
        pointsAfter = sorted.count - best.index
        slopeErrors = right.slopeErrors(line)
    }

    /// Sums from which a line over any stretch of points follows.
    private struct Sums {
        var count = 0.0
        var x = 0.0
        var y = 0.0
        var xx = 0.0
        var xy = 0.0
        var yy = 0.0

        static func running(_ points: [(x: Double, y: Double)]) -> [Sums] {
            var sums = [Sums()]
            for point in points {
                var next = sums[sums.count - 1]
                next.count += 1
                next.x += point.x
                next.y += point.y
                next.xx += point.x * point.x
                next.xy += point.x * point.y
                next.yy += point.y * point.y
                sums.append(next)
            }
            return sums
        }

        static func - (left: Sums, right: Sums) -> Sums {
            Sums(
                count: left.count - right.count,
                x: left.x - right.x,
                y: left.y - right.y,
                xx: left.xx - right.xx,
                xy: left.xy - right.xy,
                yy: left.yy - right.yy
            )
        }

        var meanY: Double { count > 0 ? y / count : 0 }
        /// The squared distances from the mean.
        var spread: Double { count > 0 ? max(0, yy - y * y / count) : 0 }
        private var width: Double { count > 0 ? xx - x * x / count : 0 }

        /// The line of least squares and its squared error.
        var line: (slope: Double, intercept: Double, error: Double)? {
            guard count > 1, width > 1e-12 * max(1, abs(xx)) else { return nil }
            let product = xy - x * y / count
            let slope = product / width
            return (slope, (y - slope * x) / count, max(0, spread - slope * product))
        }

        func slopeErrors(_ line: (slope: Double, intercept: Double, error: Double)) -> Double {
            guard count > 2, width > 0 else { return 0 }
            let deviation = (line.error / (count - 2) / width).squareRoot()
            return deviation > 0 ? line.slope / deviation : 1e6
        }
    }
}

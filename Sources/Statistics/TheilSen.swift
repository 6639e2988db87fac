// A straight line that up to 29 % of the points cannot bend.
// Source: P. K. Sen, "Estimates of the Regression Coefficient", JASA 63, 1968.

/// The line whose slope is the median of the slopes of all pairs of points.
package struct TheilSen: Sendable, Equatable {
    /// More points are thinned evenly to this many, because the pairs grow with their square.
    package static let pointsMax = 300

    /// The slope.
    package let slope: Double

    /// The value of the line at zero: the median of what the slope leaves.
    package let intercept: Double

    /// Fits the line.
    ///
    /// - Returns: `nil` when all points lie at one place.
    /// - Complexity: O(n² log n), with n at most 300.
    package init?(_ points: [(x: Double, y: Double)]) {
        let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
        let stride = max(1, (finite.count + Self.pointsMax - 1) / Self.pointsMax)
        let kept = finite.indices.filter { $0 % stride == 0 }.map { finite[$0] }
        var slopes: [Double] = []
        for (index, first) in kept.enumerated() {
            for second in kept[(index + 1)...] where second.x != first.x {
                slopes.append((second.y - first.y) / (second.x - first.x))
            }
        }
        guard let slope = RobustScale.median(of: slopes),
            let intercept = RobustScale.median(of: kept.map { $0.y - slope * $0.x })
        else { return nil }
        self.slope = slope
        self.intercept = intercept
    }
}

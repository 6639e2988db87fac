// Fewer points with the same look.
// Source: Steinarsson, "Downsampling Time Series for Visual Representation", 2013 (largest triangle three buckets).

/// Thins series for drawing.
enum Downsampling {
    /// More points than this on a plot cannot be told apart, and make files large.
    static let pointsMax = 700

    /// A place in a series.
    struct Point: Sendable, Equatable {
        let x: Double
        let y: Double
    }

    /// Keeps the first, the last and, of each bucket between, the point that spans the largest triangle with the
    /// point kept before and the mean of the bucket after.
    ///
    /// - Complexity: O(n).
    static func largestTriangles(_ points: [Point], pointsMax: Int = pointsMax) -> [Point] {
        guard points.count > pointsMax, pointsMax >= 3, let first = points.first,
            let last = points.last
        else { return points }
        var kept = [first]
        let size = Double(points.count - 2) / Double(pointsMax - 2)
        for bucket in 0..<(pointsMax - 2) {
            let low = 1 + Int(Double(bucket) * size)
            let high = 1 + Int(Double(bucket + 1) * size)
            let next = points[
                high..<min(max(high + 1, 1 + Int(Double(bucket + 2) * size)), points.count)
            ]
            let mean = center(next)
            let before = kept[kept.count - 1]
            let largest = points[low..<high].max { left, right in
                area(before, left, mean) < area(before, right, mean)
            }
            if let largest { kept.append(largest) }
        }
        return kept + [last]
    }

    private static func center(_ points: ArraySlice<Point>) -> Point {
        let count = Double(max(1, points.count))
        return Point(
            x: points.reduce(0) { $0 + $1.x } / count,
            y: points.reduce(0) { $0 + $1.y } / count
        )
    }

    private static func area(_ first: Point, _ second: Point, _ third: Point) -> Double {
        abs(
            (first.x - third.x) * (second.y - first.y) - (first.x - second.x) * (third.y - first.y)
        )
    }

    /// A gap is a silence of more than this many usual distances between values.
    private static let gapDistances = 3

    /// The stretches of a series between its gaps, thinned together to about `pointsMax` points.
    ///
    /// Values that come every tenth bin are no gaps of nine: what counts is the usual distance.
    static func stretches(
        _ values: [Double?],
        start: Double,
        step: Double,
        pointsMax: Int = pointsMax
    ) -> [[Point]] {
        let known = values.indices.filter { values[$0]?.isFinite ?? false }
        let silence = usualDistance(known) * gapDistances
        var stretches: [[Point]] = []
        var previous: Int?
        for index in known {
            if previous.map({ index - $0 > silence }) ?? true { stretches.append([]) }
            previous = index
            // A bin is drawn at its middle.
            let x = start + (Double(index) + 0.5) * step
            stretches[stretches.count - 1].append(Point(x: x, y: values[index] ?? 0))
        }
        guard known.count > pointsMax else { return stretches }
        return stretches.map { stretch in
            let share = max(3, pointsMax * stretch.count / known.count)
            return largestTriangles(stretch, pointsMax: share)
        }
    }

    /// The median distance between neighbours.
    private static func usualDistance(_ known: [Int]) -> Int {
        let distances = zip(known.dropFirst(), known).map { $0 - $1 }.sorted()
        return distances.isEmpty ? 1 : distances[distances.count / 2]
    }
}

// Whether two series rise and fall together, in ranks.
// Source: C. Spearman, American Journal of Psychology 15, 1904; ties share their mean rank.

/// The correlation of ranks.
package enum Spearman {
    /// Series that agree more closely than this are one and the same, and have one vote.
    package static let aliasMin = 0.98

    /// Returns the rank correlation of pairs in which both values are finite.
    ///
    /// - Returns: A number in `-1...1`; `nil` below 3 pairs or when either side is constant.
    /// - Complexity: O(n log n).
    package static func correlation(_ first: [Double], _ second: [Double]) -> Double? {
        let pairs = zip(first, second).filter { $0.isFinite && $1.isFinite }
        guard pairs.count >= 3 else { return nil }
        let (left, right) = (ranks(pairs.map(\.0)), ranks(pairs.map(\.1)))
        let mean = Double(pairs.count + 1) / 2
        var product = 0.0
        var leftSquares = 0.0
        var rightSquares = 0.0
        for (leftRank, rightRank) in zip(left, right) {
            product += (leftRank - mean) * (rightRank - mean)
            leftSquares += (leftRank - mean) * (leftRank - mean)
            rightSquares += (rightRank - mean) * (rightRank - mean)
        }
        guard leftSquares > 0, rightSquares > 0 else { return nil }
        return min(max(product / (leftSquares.squareRoot() * rightSquares.squareRoot()), -1), 1)
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var ranks = Array(repeating: 0.0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            // Ranks count from one; equal values share the middle of their places.
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}

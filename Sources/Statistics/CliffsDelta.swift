// How completely one sample lies above another.
// Source: N. Cliff, "Dominance Statistics", Psychological Bulletin 114, 1993.

/// How much likelier a value of the later sample is to be the larger of a pair than the smaller.
package enum CliffsDelta {
    /// Returns P(after > before) − P(after < before) over all pairs.
    ///
    /// - Returns: A number in `-1...1`: 1 when every later value is larger, 0 when either sample is
    ///   empty. Values that are NaN are left out.
    /// - Complexity: O(n log n).
    package static func between(_ before: [Double], _ after: [Double]) -> Double {
        let lower = before.filter { !$0.isNaN }.sorted()
        let upper = after.filter { !$0.isNaN }.sorted()
        guard !lower.isEmpty, !upper.isEmpty else { return 0 }
        var smaller = 0
        var smallerOrEqual = 0
        var dominance = 0.0
        for value in upper {
            while smaller < lower.count, lower[smaller] < value { smaller += 1 }
            while smallerOrEqual < lower.count, lower[smallerOrEqual] <= value {
                smallerOrEqual += 1
            }
            dominance += Double(smaller - (lower.count - smallerOrEqual))
        }
        return dominance / (Double(lower.count) * Double(upper.count))
    }
}

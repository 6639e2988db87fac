// Which of many tests may be believed when all were tried at once.
// Source: Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57, 1995.

/// The step-up rule that bounds the expected share of false discoveries.
package enum BenjaminiHochberg {
    /// The accepted share of false discoveries among many series.
    package static let falseShareOfSeries = 0.05

    /// The accepted share of false discoveries among the values of a dimension.
    package static let falseShareOfValues = 0.01

    /// Returns which tests are discoveries, in the order given.
    ///
    /// The expected share of false ones among them is at most `falseShare`. A p-value that is NaN
    /// is never a discovery.
    /// - Returns: One flag a test.
    /// - Complexity: O(n log n).
    package static func discoveries(_ pValues: [Double], falseShare: Double) -> [Bool] {
        let sorted = pValues.filter { !$0.isNaN }.sorted()
        var limit = -Double.infinity
        for (index, pValue) in sorted.enumerated()
        where pValue <= falseShare * Double(index + 1) / Double(pValues.count) {
            limit = pValue
        }
        return pValues.map { $0 <= limit }
    }
}

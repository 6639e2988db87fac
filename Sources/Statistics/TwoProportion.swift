// Whether two shares differ.
// Source: the pooled z test, J. L. Fleiss, "Statistical Methods for Rates and Proportions", 1981.

/// The test of two shares.
package enum TwoProportion {
    /// Returns the difference of the later share from the earlier one in standard errors.
    ///
    /// - Returns: 0 when either side is empty or all or none of the trials are hits. Hits are taken
    /// to   lie between 0 and the trials.
    package static func z(before: (hits: Int, trials: Int), after: (hits: Int, trials: Int))
        -> Double
    {
        let (earlier, later) = (Double(before.trials), Double(after.trials))
        guard earlier > 0, later > 0 else { return 0 }
        let earlierHits = min(max(Double(before.hits), 0), earlier)
        let laterHits = min(max(Double(after.hits), 0), later)
        let pooled = (earlierHits + laterHits) / (earlier + later)
        let variance = pooled * (1 - pooled) * (1 / earlier + 1 / later)
        guard variance > 0 else { return 0 }
        return (laterHits / later - earlierHits / earlier) / variance.squareRoot()
    }
}

// How much a mechanism counts for an explanation.
// Source: Good, Bayesian Statistics 2, 1985: decibans of evidence.

/// The weight of a mechanism by the share of the trouble that it explains.
enum MechanismWeight {
    /// +8 from half on, +4 from a fifth on, else nothing.
    ///
    /// Source: Good, Bayesian Statistics 2, 1985: decibans of evidence.
    static func decibans(share: Double) -> Double {
        if share >= 0.5 { return 8 }
        return share >= 0.2 ? 4 : 0
    }
}

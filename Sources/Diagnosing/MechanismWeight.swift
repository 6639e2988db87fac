// How much a mechanism counts for an explanation.
// Source: the algorithms page, I.2.

/// The weight of a mechanism by the share of the trouble that it explains.
enum MechanismWeight {
    /// +8 from half on, +4 from a fifth on, else nothing.
    ///
    /// Source: the algorithms page, I.2.
    static func decibans(share: Double) -> Double {
        if share >= 0.5 { return 8 }
        return share >= 0.2 ? 4 : 0
    }
}

// A law of queueing with both of its sides.

/// A law of queueing checked against the data (Denning and Buzen 1978).
package struct Receipt: Sendable, Equatable {
    /// The law and what it was applied to: `utilisation of queue exports`.
    package let law: Sentence
    package let left: Quantity
    package let right: Quantity
    /// |left - right| / max(left, right).
    package let mismatch: Double
    /// The lines that were counted for both sides.
    package let evidence: [Evidence]

    /// Makes a receipt.
    package init(law: Sentence, left: Quantity, right: Quantity, evidence: [Evidence]) {
        self.law = law
        self.left = left
        self.right = right
        self.evidence = evidence
        let larger = max(abs(left.value), abs(right.value))
        mismatch = larger > 0 ? abs(left.value - right.value) / larger : 0
    }
}

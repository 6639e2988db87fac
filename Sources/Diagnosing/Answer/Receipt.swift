// A law of queueing with both of its sides.

/// A law of queueing checked against the data (Denning and Buzen 1978).
package struct Receipt: Sendable, Equatable {
    /// The law and what it was applied to: `utilisation of queue exports`.
    package let law: Sentence
    package let left: Quantity
    package let right: Quantity
    /// |left - right| / max(left, right).
    package let mismatch: Double

    /// Makes a receipt.
    package init(law: Sentence, left: Quantity, right: Quantity, mismatch: Double) {
        self.law = law
        self.left = left
        self.right = right
        self.mismatch = mismatch
    }
}

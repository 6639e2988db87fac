// What differs inside the incident.

/// A dimension value whose share differs between the baseline and the incident.
package struct Difference: Sendable, Equatable {
    package let subject: Subject
    /// Shares in 0...1 and the counts behind them.
    package let before: Double
    package let inside: Double
    package let beforeCount: Int
    package let insideCount: Int
    /// z times the logarithm of the lift; larger is more different.
    package let score: Double

    /// Makes a difference.
    package init(
        subject: Subject,
        before: Double,
        inside: Double,
        beforeCount: Int,
        insideCount: Int,
        score: Double
    ) {
        self.subject = subject
        self.before = before
        self.inside = inside
        self.beforeCount = beforeCount
        self.insideCount = insideCount
        self.score = score
    }
}

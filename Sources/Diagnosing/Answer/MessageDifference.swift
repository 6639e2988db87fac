// What the logs say inside the incident and not before, or the other way round.

/// A kind of message whose coming changed with the incident, or did not.
package struct MessageDifference: Sendable, Equatable {
    /// What became of it.
    package enum Change: String, Sendable, CaseIterable {
        case new
        case vanished
        case unchanged
    }

    /// The message with its variable parts replaced.
    package let template: String
    package let change: Change
    /// How often it came before the incident and inside it.
    package let before: Int
    package let inside: Int
    /// From its first line to its last.
    package let evidence: Evidence

    /// Makes a difference.
    package init(
        template: String,
        change: Change,
        before: Int,
        inside: Int,
        evidence: Evidence
    ) {
        self.template = template
        self.change = change
        self.before = before
        self.inside = inside
        self.evidence = evidence
    }

    /// The larger of the two counts.
    package var most: Int { max(before, inside) }
}

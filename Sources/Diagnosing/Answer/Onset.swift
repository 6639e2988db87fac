// When something began, how surely, and in which order.

/// One row of "who moved first".
package struct Onset: Sendable, Equatable {
    /// What began.
    package let what: Sentence
    /// The interval in which it began, with 95 % confidence.
    package let earliest: Timestamp
    package let latest: Timestamp
    /// Where it stands to the row above; empty for the first row.
    package let relation: Sentence
    package let evidence: [Evidence]

    /// Makes a row.
    package init(
        what: Sentence,
        earliest: Timestamp,
        latest: Timestamp,
        relation: Sentence,
        evidence: [Evidence]
    ) {
        self.what = what
        self.earliest = earliest
        self.latest = latest
        self.relation = relation
        self.evidence = evidence
    }
}

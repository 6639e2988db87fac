// What costs differently inside the incident.

/// Something whose cost inside the incident differs from its cost before, in seconds of a resource a second.
package struct CostDifference: Sendable, Equatable {
    /// Whose time it is.
    package enum Resource: String, Sendable {
        /// Workers, summed over all of them.
        case workers
        /// The one thread that runs commands.
        case redis
        /// Statements, summed over all sessions.
        case database
    }

    package let subject: Subject
    package let resource: Resource
    /// Seconds a second, at least and at most; both ends are one where the time was measured.
    package let before: ClosedRange<Double>
    package let inside: ClosedRange<Double>
    /// The lines that were timed or counted.
    package let evidence: [Evidence]

    /// Makes a difference.
    package init(
        subject: Subject,
        resource: Resource,
        before: ClosedRange<Double>,
        inside: ClosedRange<Double>,
        evidence: [Evidence]
    ) {
        self.subject = subject
        self.resource = resource
        self.before = before
        self.inside = inside
        self.evidence = evidence
    }

    /// How much the cost moved at least, in seconds a second.
    package var leastChange: Double {
        max(inside.lowerBound - before.upperBound, before.lowerBound - inside.upperBound, 0)
    }
}

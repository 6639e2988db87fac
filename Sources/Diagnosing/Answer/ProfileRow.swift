// Who sent what, one row.

/// One row of the command profile; the row without subject is the remainder.
package struct ProfileRow: Sendable, Equatable {
    package let subject: Subject?
    package let calls: Int
    package let share: Double
    /// Calls per second before and inside the incident, where there is one.
    package let before: Double?
    package let inside: Double?

    /// Makes a row.
    package init(subject: Subject?, calls: Int, share: Double, before: Double?, inside: Double?) {
        self.subject = subject
        self.calls = calls
        self.share = share
        self.before = before
        self.inside = inside
    }
}

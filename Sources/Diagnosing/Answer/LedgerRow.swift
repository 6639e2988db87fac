// What became of the writes of one key pattern.

/// Writes of one key pattern, client and command, by what became of them.
package struct LedgerRow: Sendable, Equatable {
    /// `nil` for the remainder row.
    package let subject: Subject?
    package let writes: Int
    package let sameValue: Int
    package let overwrittenUnread: Int
    package let deletedUnread: Int
    package let expiryChurn: Int
    package let useful: Int
    /// First or last touch inside the capture: what became of it cannot be known.
    package let unknown: Int

    /// Makes a row.
    package init(
        subject: Subject?,
        writes: Int,
        sameValue: Int,
        overwrittenUnread: Int,
        deletedUnread: Int,
        expiryChurn: Int,
        useful: Int,
        unknown: Int
    ) {
        self.subject = subject
        self.writes = writes
        self.sameValue = sameValue
        self.overwrittenUnread = overwrittenUnread
        self.deletedUnread = deletedUnread
        self.expiryChurn = expiryChurn
        self.useful = useful
        self.unknown = unknown
    }
}

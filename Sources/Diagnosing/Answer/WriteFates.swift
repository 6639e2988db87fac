// What became of all writes, bin by bin.

/// Writes a second by what became of them, on the grid of the tracks.
package struct WriteFates: Sendable, Equatable {
    package let useful: [Double]
    /// First or last touch inside the capture: what became of it cannot be known.
    package let unknown: [Double]
    package let sameValue: [Double]
    package let overwrittenUnread: [Double]
    package let deletedUnread: [Double]
    package let expiryChurn: [Double]

    /// Makes the account; all series have the same length.
    package init(
        useful: [Double],
        unknown: [Double],
        sameValue: [Double],
        overwrittenUnread: [Double],
        deletedUnread: [Double],
        expiryChurn: [Double]
    ) {
        self.useful = useful
        self.unknown = unknown
        self.sameValue = sameValue
        self.overwrittenUnread = overwrittenUnread
        self.deletedUnread = deletedUnread
        self.expiryChurn = expiryChurn
    }
}

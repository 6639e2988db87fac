// Counts of one kind of command in one bin.

/// What happened to one kind of command within one bin.
package struct CommandCell: Sendable, Equatable, PlainCell {
    package var calls: UInt32 = 0
    /// Writes by what became of them; the rest of the writes are unknown.
    package var sameValue: UInt32 = 0
    package var overwrittenUnread: UInt32 = 0
    package var deletedUnread: UInt32 = 0
    package var expiryChurn: UInt32 = 0
    package var useful: UInt32 = 0
    package var bytes: UInt64 = 0
    /// Microseconds between the previous line and this one, and between this one and the next: upper bounds of
    /// the server's time for it, by whether the server stamps at the end (6.2.4 on) or at the start.
    package var gapBefore: UInt64 = 0
    package var gapAfter: UInt64 = 0

    /// Makes an empty cell.
    package init() {}

    /// Adds another cell's counts.
    package mutating func add(_ other: CommandCell) {
        calls &+= other.calls
        bytes &+= other.bytes
        gapBefore &+= other.gapBefore
        gapAfter &+= other.gapAfter
        sameValue &+= other.sameValue
        overwrittenUnread &+= other.overwrittenUnread
        deletedUnread &+= other.deletedUnread
        expiryChurn &+= other.expiryChurn
        useful &+= other.useful
    }

    /// Adds writes of which it is known now what became of them.
    @inline(__always)
    mutating func add(_ writes: UInt32, _ outcome: WriteLedger.Outcome) {
        switch outcome {
        case .sameValue: sameValue &+= writes
        case .overwrittenUnread: overwrittenUnread &+= writes
        case .deletedUnread: deletedUnread &+= writes
        case .expiryChurn: expiryChurn &+= writes
        case .useful: useful &+= writes
        }
    }

    /// Writes that changed nothing anybody saw.
    package var wasted: Int {
        Int(sameValue) + Int(overwrittenUnread) + Int(deletedUnread) + Int(expiryChurn)
    }
}

// What one command writes, and what is known of it.

/// A written unit: a whole string, or a hash with the first field of the command.
struct LedgerUnit: Sendable {
    var hash: UInt64
    /// Its key's number.
    var key: Int32
    /// The last write: its kind, order, time and value.
    var kind: Int32
    var order: Int64
    var time: Int64
    var value: UInt64
    /// Whether its key was followed for being busy when it was written.
    var isHot: Bool
    var first: First

    /// The first write of this shard, for the merge with the shard before, and what came before it.
    struct First: Sendable {
        var time: Int64
        var value: UInt64
        /// The key's deadline as far as this shard had set one; see ``LedgerKey/deadline``.
        var deadline: Int64
        var isRead: Bool
        var isDeleted: Bool
        var isFlushed: Bool
    }
}

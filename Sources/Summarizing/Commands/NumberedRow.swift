// What a row of a batch is called inside the activity.

/// The numbers of one row.
struct NumberedRow: Sendable {
    /// Of its key in the ledger, or -1 where the ledger does not follow it.
    var key: Int32 = -1
    /// What keeps the compiler from dropping the loads that bring a stretch's keys close.
    var touched: UInt32 = 0
    /// In ``RedisActivity/patterns``; -1 while it is not known.
    var pattern: Int32 = -1
    /// Whether this is the command that makes its key a busy one.
    var isBusy = false
    /// In ``RedisActivity/hosts``.
    var host: Int32 = -1
    var isNewClient = false
    /// In ``RedisActivity/senders`` and ``RedisActivity/series``.
    var sender: Int32 = -1
    var kind: Int32 = -1
    /// The place of its cell, or -1 for a stray stamp, and of the cell of the line before, or -1 without a gap.
    var cell: Int32 = -1
    var cellBefore: Int32 = -1
    var bytes: UInt32 = 0
    /// Microseconds since the line before.
    var gap: UInt64 = 0
}

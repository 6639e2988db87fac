// What one command writes, and what is known of it.

/// A written unit: a whole string, or a hash with the first field of the command.
///
/// Its first write is in ``WriteLedger/firsts``.
struct LedgerUnit: Sendable, PlainCell {
    var hash: UInt64 = 0
    /// The order of the last write, doubled; odd where its key was followed for being busy then.
    private var orderAndHeat: UInt64 = 0
    var value: UInt64 = 0
    /// Its key's number.
    var key: Int32 = -1
    /// The place of the last write's cell in ``RedisActivity/cells``, or -1.
    var cell: Int32 = -1

    /// The order of the last write.
    var order: Int64 {
        @inline(__always) get { Int64(orderAndHeat >> 1) }
        set { orderAndHeat = UInt64(newValue) << 1 | orderAndHeat & 1 }
    }

    /// Whether its key was followed for being busy when it was written.
    var isHot: Bool {
        get { orderAndHeat & 1 != 0 }
        set { orderAndHeat = orderAndHeat & ~1 | (newValue ? 1 : 0) }
    }

    init() {}

    init(hash: UInt64, key: Int32, cell: Int32, order: Int64, value: UInt64) {
        self.hash = hash
        self.key = key
        self.cell = cell
        self.value = value
        self.order = order
    }

    /// The first write of this shard, for the merge with the shard before, and what came before it.
    struct First: Sendable, PlainCell {
        var time: Int64 = 0
        var value: UInt64 = 0
        /// The key's deadline as far as this shard had set one; see ``LedgerKey/deadline``.
        var deadline: Int64 = -1
        /// What happened to the key: 1 for a read, 2 for a removal, 4 for a flush of everything.
        private var events: UInt64 = 0

        init() {}

        init(time: Int64, value: UInt64, key: LedgerKey, isFlushed: Bool) {
            self.time = time
            self.value = value
            precede(by: key, isFlushed: isFlushed)
        }

        var isRead: Bool { events & 1 != 0 }
        var isDeleted: Bool { events & 2 != 0 }
        var isFlushed: Bool { events & 4 != 0 }

        /// Adds what an earlier stretch, which does not have the unit, knows of its key.
        mutating func precede(by key: LedgerKey, isFlushed: Bool) {
            if key.lastRead >= 0 { events |= 1 }
            if key.lastDelete >= 0 { events |= 2 }
            if isFlushed { events |= 4 }
            if deadline < 0 { deadline = key.deadline }
        }
    }
}

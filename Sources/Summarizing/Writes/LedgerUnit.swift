// What one command writes, and what is known of it.

/// A written unit: a whole string, or a hash with the first field of the command.
struct LedgerUnit: Sendable, PlainCell {
    var hash: UInt64 = 0
    /// Its key's number.
    var key: Int32 = -1
    /// The last write: its kind, order, time and value.
    var kind: Int32 = -1
    var order: Int64 = 0
    var time: Int64 = 0
    var value: UInt64 = 0
    var first = First()
    /// 1 where its key was followed for being busy when it was written.
    private var heat: UInt64 = 0

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

    /// Whether its key was followed for being busy when it was written.
    var isHot: Bool {
        get { heat != 0 }
        set { heat = newValue ? 1 : 0 }
    }

    init() {}

    init(
        hash: UInt64,
        key: Int32,
        kind: Int32,
        order: Int64,
        time: Int64,
        value: UInt64,
        first: First
    ) {
        self.hash = hash
        self.key = key
        self.kind = kind
        self.order = order
        self.time = time
        self.value = value
        self.first = first
    }
}

// What became of every write: a state machine per key and per written unit.
// Source: DeadSpy (Chabbi, Mellor-Crummey, CGO 2012) for dead writes; Lepak, Lipasti (ISCA 2000) for silent
// ones; SHARDS (Waldspurger, FAST 2015) for sampling keys by hash. A read of any part of a key counts as a
// read of all of it, so that waste is never overstated.

/// The state of every key that the ledger follows, mergeable over time.
struct WriteLedger: Sendable, Codable {
    /// Keys followed exactly.
    ///
    /// Beyond it half of them are dropped, by hash, and counts are doubled: at about 150 bytes a
    /// key and unit this stays under 64 MiB.
    static let keysMax = 1 << 18

    /// What a write does to the time to live of its key.
    enum Expiry: Sendable {
        case kept, cleared
        case set(Int64)
    }

    /// A class of write.
    enum Outcome: Sendable {
        case sameValue, overwrittenUnread, deletedUnread, expiryChurn, useful
    }

    /// A write whose class is known now: whose it was, when, what it was and how many writes it stands for.
    struct Resolution: Sendable {
        var kind: Int32
        var time: Int64
        var outcome: Outcome
        var weight: UInt32
    }

    struct Key: Sendable, PlainCell {
        var hash: UInt64 = 0
        var firstRead: Int64 = .max
        var lastRead: Int64 = -1
        var firstDelete: Int64 = .max
        var lastDelete: Int64 = -1
        /// When the key expires, in microseconds; 0 for never.
        var deadline: Int64 = 0
    }

    /// What one command writes: a whole string, or a hash with its first field.
    struct Unit: Sendable, PlainCell {
        var hash: UInt64 = 0
        var key: Int32 = -1
        /// The last write: its kind while nobody has seen it (else -1), its order and its value.
        var kind: Int32 = -1
        var order: Int64 = 0
        var time: Int64 = 0
        var value: UInt64 = 0
        /// The first write of this shard, for the merge with the shard before.
        var firstOrder: Int64 = 0
        var firstTime: Int64 = 0
        var firstValue: UInt64 = 0
    }

    @Derived var keyIndex = HashIndex()
    @Derived var unitIndex = HashIndex()
    var keys: [Key] = []
    var units: [Unit] = []
    /// Keys are followed while the top bits of their hash are zero: all, half, a quarter, ...
    var sampleShift = 0
    /// Rows seen; the order of a row is its number.
    var rows: Int64 = 0
    /// The order after the last FLUSHALL or FLUSHDB: what was written before is unknown.
    var flushedAt: Int64 = -1

    /// How many keys one followed key stands for.
    var weight: UInt32 { 1 << UInt32(min(sampleShift, 31)) }

    /// Begins a row.
    mutating func beginRow() { rows += 1 }

    /// Notes a read of any part of a key.
    mutating func read(_ hash: UInt64) {
        guard let key = followed(hash) else { return }
        keys[key].lastRead = rows
        keys[key].firstRead = min(keys[key].firstRead, rows)
    }

    /// Notes the removal of a key.
    mutating func delete(_ hash: UInt64) {
        guard let key = followed(hash) else { return }
        keys[key].lastDelete = rows
        keys[key].firstDelete = min(keys[key].firstDelete, rows)
        keys[key].deadline = 0
    }

    /// Notes that everything is gone.
    mutating func flush() { flushedAt = rows }

    /// Notes a change of a key's time to live.
    ///
    /// Returns whether it was a refresh that hardly moved it.
    mutating func expire(_ hash: UInt64, at time: Int64, timeToLive: Int64) -> Bool {
        guard let key = followed(hash) else { return false }
        let remaining = keys[key].deadline - time
        let isRefresh = keys[key].deadline > 0 && Double(remaining) > 0.9 * Double(timeToLive)
        keys[key].deadline = time &+ timeToLive
        return isRefresh && remaining > 0
    }

    /// Notes that a command read and changed a value, so that its last write was of use.
    mutating func modify(_ hash: UInt64) { read(hash) }

    /// Notes a write of a whole value and reports what is known now of this and of the previous one.
    mutating func write(
        key hash: UInt64,
        unit unitHash: UInt64,
        value: UInt64,
        expiry: Expiry,
        kind: Int32,
        at time: Int64,
        into resolutions: inout [Resolution]
    ) {
        guard let key = followed(hash) else { return }
        let found = unitIndex.find(unitHash)
        if found < 0 {
            unitIndex.add(unitHash, Int32(units.count))
            units.append(
                Unit(
                    hash: unitHash,
                    key: Int32(key),
                    kind: kind,
                    order: rows,
                    time: time,
                    value: value,
                    firstOrder: rows,
                    firstTime: time,
                    firstValue: value
                )
            )
        } else {
            settle(Int(found), key, value, expiry, kind, time, &resolutions)
        }
        switch expiry {
        case .kept:
            // The key had expired: what is there now is new and lives on.
            if keys[key].deadline <= time { keys[key].deadline = 0 }
        case .cleared: keys[key].deadline = 0
        case .set(let microseconds): keys[key].deadline = time &+ microseconds
        }
    }

    private mutating func settle(
        _ unit: Int,
        _ key: Int,
        _ value: UInt64,
        _ expiry: Expiry,
        _ kind: Int32,
        _ time: Int64,
        _ resolutions: inout [Resolution]
    ) {
        let state = keys[key]
        let isGone =
            state.lastDelete > units[unit].order || flushedAt > units[unit].order
            || (state.deadline > 0 && state.deadline <= time)
        let isSame = !isGone && units[unit].value == value
        let wasSeen = state.lastRead > units[unit].order
        if isSame, let outcome = sameValueOutcome(expiry, state, wasSeen: wasSeen) {
            // The value was there already; the earlier write still stands.
            resolutions.append(resolution(kind, time, outcome))
            return
        }
        resolvePending(unit, wasSeen: wasSeen, state, time, &resolutions)
        units[unit].order = rows
        units[unit].time = time
        units[unit].value = value
        units[unit].kind = kind
    }

    private func sameValueOutcome(_ expiry: Expiry, _ key: Key, wasSeen: Bool) -> Outcome? {
        switch expiry {
        case .kept: .sameValue
        case .cleared: key.deadline == 0 ? .sameValue : nil
        case .set: wasSeen ? nil : .expiryChurn
        }
    }

    private func resolvePending(
        _ unit: Int,
        wasSeen: Bool,
        _ key: Key,
        _ time: Int64,
        _ resolutions: inout [Resolution]
    ) {
        let pending = units[unit]
        guard pending.kind >= 0, flushedAt <= pending.order else { return }
        if wasSeen {
            resolutions.append(resolution(pending.kind, pending.time, .useful))
        } else if key.lastDelete > pending.order {
            resolutions.append(resolution(pending.kind, pending.time, .deletedUnread))
        } else if key.deadline == 0 || key.deadline > time {
            resolutions.append(resolution(pending.kind, pending.time, .overwrittenUnread))
        }
    }

    func resolution(_ kind: Int32, _ time: Int64, _ outcome: Outcome) -> Resolution {
        Resolution(kind: kind, time: time, outcome: outcome, weight: weight)
    }

    /// Loads where a key's state is looked up.
    @inline(__always)
    func touchIndex(_ hash: UInt64) -> Int32 { keyIndex.touch(hash) }

    /// Loads a key's state.
    @inline(__always)
    func touchKey(_ hash: UInt64) -> Int64 {
        let found = Int(keyIndex.find(hash))
        return found < 0 ? 0 : keys[found].lastRead
    }

    private mutating func followed(_ hash: UInt64) -> Int? {
        guard sampleShift == 0 || hash >> UInt64(64 - sampleShift) == 0 else { return nil }
        let found = keyIndex.find(hash)
        if found >= 0 { return Int(found) }
        if keys.count >= Self.keysMax {
            halve()
            guard hash >> UInt64(64 - sampleShift) == 0 else { return nil }
        }
        keyIndex.add(hash, Int32(keys.count))
        keys.append(Key(hash: hash))
        return keys.count - 1
    }

    mutating func halve() {
        sampleShift += 1
        let shift = UInt64(64 - sampleShift)
        var kept: [Key] = []
        var moved = [Int32](repeating: -1, count: keys.count)
        for (number, key) in keys.enumerated() where key.hash >> shift == 0 {
            moved[number] = Int32(kept.count)
            kept.append(key)
        }
        keys = kept
        units = units.compactMap { unit in
            guard moved[Int(unit.key)] >= 0 else { return nil }
            var unit = unit
            unit.key = moved[Int(unit.key)]
            return unit
        }
        reindex()
    }

    private mutating func reindex() {
        keyIndex = HashIndex(capacity: keys.count)
        for (number, key) in keys.enumerated() { keyIndex.add(key.hash, Int32(number)) }
        unitIndex = HashIndex(capacity: units.count)
        for (number, unit) in units.enumerated() { unitIndex.add(unit.hash, Int32(number)) }
    }
}

extension WriteLedger: Restorable {
    mutating func restore() throws {
        let orders = -1...max(0, rows)
        guard (0...63).contains(sampleShift), (0...Self.rowsMax).contains(rows),
            keys.count <= Self.keysMax, orders.contains(flushedAt),
            units.allSatisfy({
                keys.indices.contains(Int($0.key)) && orders.contains($0.order)
                    && orders.contains($0.firstOrder)
            }),
            keys.allSatisfy({ orders.contains($0.lastRead) && orders.contains($0.lastDelete) })
        else { throw PartialDamage("the write ledger contradicts itself") }
        reindex()
    }

    /// Rows of one run; more than any disk holds, and far from overflow.
    private static var rowsMax: Int64 { 1 << 52 }
}

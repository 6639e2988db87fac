// What became of every write: a state machine per key and per written unit.
// Source: DeadSpy (Chabbi, Mellor-Crummey, CGO 2012) for dead writes; Lepak, Lipasti (ISCA 2000) for silent
// ones. A read of any part of a key counts as a read of all of it, so that waste is never overstated.

/// The state of every key that the ledger follows, mergeable over time.
struct WriteLedger: Sendable, Codable {
    /// What a write does to the time to live of its key.
    enum Expiry: Sendable {
        case kept, cleared
        case set(Int64)
    }

    /// A class of write.
    enum Outcome: Sendable {
        case sameValue, overwrittenUnread, deletedUnread, expiryChurn, useful
    }

    /// A write whose class is known now: the place of its cell, what it was and how many writes it stands for.
    struct Resolution: Sendable {
        var cell: Int32
        var outcome: Outcome
        var weight: UInt32
    }

    var keys = LedgerKeys()
    var units: [LedgerUnit] = []
    /// The first write of each unit.
    var firsts: [LedgerUnit.First] = []
    /// Units by their hash, but for those that are a key's whole value.
    @Derived var unitIndex = HashIndex()
    /// Rows seen; the order of a row is its number.
    var rows: Int64 = 0
    /// The order after the last FLUSHALL or FLUSHDB: what was written before is unknown.
    var flushedAt: Int64 = -1

    /// Units followed; the fields of one hash may be without number.
    static let unitsMax = 1 << 18

    /// Makes a ledger that follows at most so many keys.
    init(keysMax: Int = LedgerKeys.countMax) {
        keys = LedgerKeys(countMax: keysMax)
    }

    /// Begins a row.
    @inline(__always)
    mutating func beginRow() { rows &+= 1 }

    /// The number of a key, by its hash, or -1 where it is not followed.
    @inline(__always)
    mutating func follow(_ hash: UInt64) -> Int32 { keys.follow(hash) }

    /// Makes room for more keys, where there is none.
    ///
    /// Numbers of keys change. Called between rows; in between, there may be a few keys more than the limit.
    mutating func makeRoom() {
        while keys.isOverfull { halve() }
    }

    /// Follows half as many of the keys that are not busy.
    mutating func halve() {
        let isFirst = keys.sampleShift == 0
        retain(keys.halving())
        guard isFirst else { return }
        // So far every key was followed, so that what busy ones have open stands for itself.
        for number in units.indices { units[number].isHot = keys[units[number].key].isHot }
    }

    /// Notes a read of any part of a key, or a command that read and changed its value.
    @inline(__always)
    mutating func read(_ key: Int32) {
        guard key >= 0 else { return }
        keys[key].lastRead = rows
    }

    /// Notes the removal of a key.
    mutating func delete(_ key: Int32) {
        guard key >= 0 else { return }
        keys[key].lastDelete = rows
        keys[key].deadline = 0
    }

    /// Notes that everything is gone.
    mutating func flush() { flushedAt = rows }

    /// Notes a change of a key's time to live.
    ///
    /// Returns whether it was a refresh that hardly moved it.
    mutating func expire(_ key: Int32, at time: Int64, timeToLive: Int64) -> Bool {
        guard key >= 0 else { return false }
        let deadline = keys[key].deadline
        let remaining = deadline &- time
        keys[key].deadline = time &+ timeToLive
        return deadline > 0 && remaining > 0
            && Double(remaining) > Self.refreshShareMin * Double(timeToLive)
    }

    /// A time to live that is renewed with more than this share of it left was hardly moved.
    private static let refreshShareMin = 0.9

    /// Notes a write of a whole value and reports what is known now of this and of the previous one.
    mutating func write(
        _ key: Int32,
        unit unitHash: UInt64,
        value: UInt64,
        expiry: Expiry,
        cell: Int32,
        at time: Int64,
        into resolutions: inout [Resolution]
    ) {
        guard key >= 0 else { return }
        let isWhole = unitHash == keys[key].hash
        let found = isWhole ? keys[key].unit : unitIndex.find(unitHash)
        if found < 0 {
            append(unitHash, key, value, cell, time)
        } else {
            settle(Int(found), key, value, expiry, cell, time, &resolutions)
        }
        switch expiry {
        case .kept:
            // The key had expired: what is there now is new and lives on.
            if keys[key].deadline > 0, keys[key].deadline <= time { keys[key].deadline = 0 }
        case .cleared: keys[key].deadline = 0
        case .set(let microseconds): keys[key].deadline = time &+ microseconds
        }
    }

    private mutating func append(
        _ hash: UInt64,
        _ key: Int32,
        _ value: UInt64,
        _ cell: Int32,
        _ time: Int64
    ) {
        guard units.count < Self.unitsMax else { return }
        let number = Int32(truncatingIfNeeded: units.count)
        let state = keys[key]
        if hash == state.hash { keys[key].unit = number } else { unitIndex.add(hash, number) }
        var unit = LedgerUnit(hash: hash, key: key, cell: cell, order: rows, value: value)
        unit.isHot = state.isHot
        units.append(unit)
        firsts.append(
            LedgerUnit.First(time: time, value: value, key: state, isFlushed: flushedAt >= 0)
        )
    }

    private mutating func settle(
        _ number: Int,
        _ key: Int32,
        _ value: UInt64,
        _ expiry: Expiry,
        _ cell: Int32,
        _ time: Int64,
        _ resolutions: inout [Resolution]
    ) {
        let state = keys[key]
        let unit = units[number]
        let isGone =
            state.lastDelete > unit.order || flushedAt > unit.order
            || (state.deadline > 0 && state.deadline <= time)
        let isSame = !isGone && unit.value == value
        let wasSeen = state.lastRead > unit.order
        if isSame, let outcome = sameValueOutcome(expiry, state, wasSeen: wasSeen) {
            // The value was there already; the earlier write still stands.
            resolutions.append(resolution(cell, outcome, keys.weight(of: state)))
            return
        }
        resolvePending(unit, wasSeen: wasSeen, state, time, &resolutions)
        units[number].order = rows
        units[number].value = value
        units[number].cell = cell
        units[number].isHot = state.isHot
    }

    private func sameValueOutcome(_ expiry: Expiry, _ key: LedgerKey, wasSeen: Bool) -> Outcome? {
        switch expiry {
        case .kept: .sameValue
        case .cleared: key.deadline <= 0 ? .sameValue : nil
        case .set: wasSeen ? nil : .expiryChurn
        }
    }

    private func resolvePending(
        _ pending: LedgerUnit,
        wasSeen: Bool,
        _ key: LedgerKey,
        _ time: Int64,
        _ resolutions: inout [Resolution]
    ) {
        guard flushedAt <= pending.order else { return }
        let weight = keys.weight(of: pending, key)
        if wasSeen {
            resolutions.append(resolution(pending.cell, .useful, weight))
        } else if key.lastDelete > pending.order {
            resolutions.append(resolution(pending.cell, .deletedUnread, weight))
        } else if key.deadline <= 0 || key.deadline > time {
            resolutions.append(resolution(pending.cell, .overwrittenUnread, weight))
        }
    }

    func resolution(_ cell: Int32, _ outcome: Outcome, _ weight: UInt32) -> Resolution {
        Resolution(cell: cell, outcome: outcome, weight: weight)
    }

    /// Notes that cells have moved; `places` says where to.
    mutating func moveCells(_ places: [Int32]) {
        for number in units.indices where units[number].cell >= 0 {
            units[number].cell = places[Int(units[number].cell)]
        }
    }

    /// Follows on the keys that have a new number, which is not -1, and their units.
    mutating func retain(_ numbers: [Int32]) {
        let (oldUnits, oldFirsts) = (units, firsts)
        units = []
        firsts = []
        unitIndex = HashIndex()
        keys.forgetUnits()
        for (unit, first) in zip(oldUnits, oldFirsts) where numbers[Int(unit.key)] >= 0 {
            var unit = unit
            unit.key = numbers[Int(unit.key)]
            place(unit, first)
        }
    }

    /// Adds a unit of a followed key, which has none of this hash.
    mutating func place(_ unit: LedgerUnit, _ first: LedgerUnit.First) {
        let number = Int32(truncatingIfNeeded: units.count)
        if unit.hash == keys[unit.key].hash {
            keys[unit.key].unit = number
        } else {
            unitIndex.add(unit.hash, number)
        }
        units.append(unit)
        firsts.append(first)
    }

    /// The number of a unit of a key, or -1.
    func find(_ hash: UInt64, of key: Int32) -> Int32 {
        hash == keys[key].hash ? keys[key].unit : unitIndex.find(hash)
    }
}

extension WriteLedger: Restorable {
    mutating func restore() throws {
        let orders = -1...max(0, rows)
        guard (0...Self.rowsMax).contains(rows), orders.contains(flushedAt),
            units.count <= Self.unitsMax, units.count == firsts.count,
            units.allSatisfy({
                keys.all.indices.contains(Int($0.key)) && orders.contains($0.order)
            }),
            keys.all.allSatisfy({ orders.contains($0.lastRead) && orders.contains($0.lastDelete) })
        else { throw PartialDamage("the write ledger contradicts itself") }
        retain(keys.all.indices.map { Int32($0) })
    }

    /// Rows of one run; more than any disk holds, and far from overflow.
    private static var rowsMax: Int64 { 1 << 52 }
}

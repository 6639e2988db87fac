// Joining ledgers of consecutive stretches of a capture, and closing the last one.

extension WriteLedger {
    /// What can be said of the writes that were still open at the end of the capture.
    func closing() -> [Resolution] {
        var resolutions: [Resolution] = []
        for unit in units where unit.kind >= 0 && flushedAt <= unit.order {
            let key = keys[Int(unit.key)]
            if key.lastRead > unit.order {
                resolutions.append(resolution(unit.kind, unit.time, .useful))
            } else if key.lastDelete > unit.order {
                resolutions.append(resolution(unit.kind, unit.time, .deletedUnread))
            }
        }
        return resolutions
    }

    /// Joins the ledger of the lines that follow; `kinds` renumbers its kinds.
    ///
    /// What was open here is settled by the first touch there.
    mutating func merge(_ later: WriteLedger, kinds: [Int32], into resolutions: inout [Resolution])
    {
        var later = later
        while sampleShift < later.sampleShift { halve() }
        while later.sampleShift < sampleShift { later.halve() }
        let shift = rows
        for key in later.keys { absorb(key, shift) }
        for unit in later.units {
            absorb(unit, later.keys[Int(unit.key)], shift, kinds, &resolutions)
        }
        if later.flushedAt >= 0 { flushedAt = later.flushedAt + shift }
        rows += later.rows
        while keys.count > Self.keysMax { halve() }
    }

    private mutating func absorb(_ key: Key, _ shift: Int64) {
        let found = keyIndex.find(key.hash)
        let number: Int
        if found < 0 {
            number = keys.count
            keyIndex.add(key.hash, Int32(number))
            keys.append(Key(hash: key.hash))
        } else {
            number = Int(found)
        }
        if key.lastRead >= 0 {
            keys[number].lastRead = key.lastRead + shift
            keys[number].firstRead = min(keys[number].firstRead, key.firstRead + shift)
        }
        if key.lastDelete >= 0 {
            keys[number].lastDelete = key.lastDelete + shift
            keys[number].firstDelete = min(keys[number].firstDelete, key.firstDelete + shift)
        }
        keys[number].deadline = key.deadline
    }

    private mutating func absorb(
        _ unit: Unit,
        _ laterKey: Key,
        _ shift: Int64,
        _ kinds: [Int32],
        _ resolutions: inout [Resolution]
    ) {
        let key = keyIndex.find(laterKey.hash)
        var moved = unit
        moved.key = key
        moved.order += shift
        moved.firstOrder += shift
        moved.kind = unit.kind >= 0 ? kinds[Int(unit.kind)] : -1
        let found = unitIndex.find(unit.hash)
        guard found >= 0 else {
            unitIndex.add(unit.hash, Int32(units.count))
            units.append(moved)
            return
        }
        settleAcross(Int(found), moved, laterKey, shift, &resolutions)
        let first = units[Int(found)]
        moved.firstOrder = first.firstOrder
        moved.firstValue = first.firstValue
        units[Int(found)] = moved
    }

    /// Settles the write open before the boundary by what came first after it.
    private func settleAcross(
        _ unit: Int,
        _ next: Unit,
        _ laterKey: Key,
        _ shift: Int64,
        _ resolutions: inout [Resolution]
    ) {
        let pending = units[unit]
        guard pending.kind >= 0, flushedAt <= pending.order else { return }
        let key = keys[Int(pending.key)]
        let read = laterKey.firstRead == .max ? Int64.max : laterKey.firstRead + shift
        let delete = laterKey.firstDelete == .max ? Int64.max : laterKey.firstDelete + shift
        let wasSeenBefore = key.lastRead > pending.order && key.lastRead <= rows
        if wasSeenBefore || read < min(next.firstOrder, delete) {
            resolutions.append(resolution(pending.kind, pending.time, .useful))
        } else if delete < next.firstOrder {
            resolutions.append(resolution(pending.kind, pending.time, .deletedUnread))
        } else if pending.value != next.firstValue {
            // The same value across the boundary leaves the earlier write unknown rather than counted twice.
            resolutions.append(resolution(pending.kind, pending.time, .overwrittenUnread))
        }
    }
}

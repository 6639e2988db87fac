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
        // Settled against the keys as they stood at the boundary, before the later lines are added to them.
        for unit in later.units {
            settleAcross(unit, later.keys[Int(unit.key)], &resolutions)
        }
        for key in later.keys { absorb(key, shift) }
        for unit in later.units { absorb(unit, later.keys[Int(unit.key)], shift, kinds) }
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
        _ kinds: [Int32]
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
        let first = units[Int(found)]
        moved.firstOrder = first.firstOrder
        moved.firstTime = first.firstTime
        moved.firstValue = first.firstValue
        units[Int(found)] = moved
    }

    /// Settles the write open before the boundary by what came until the first write after it.
    private func settleAcross(
        _ next: Unit,
        _ laterKey: Key,
        _ resolutions: inout [Resolution]
    ) {
        let found = unitIndex.find(next.hash)
        guard found >= 0 else { return }
        let pending = units[Int(found)]
        guard pending.kind >= 0, flushedAt <= pending.order else { return }
        let key = keys[Int(pending.key)]
        let first = next.firstOrder
        if key.lastRead > pending.order || laterKey.firstRead < first {
            resolutions.append(resolution(pending.kind, pending.time, .useful))
        } else if key.lastDelete > pending.order || laterKey.firstDelete < first {
            resolutions.append(resolution(pending.kind, pending.time, .deletedUnread))
        } else if key.deadline > 0, key.deadline <= next.firstTime {
            return
        } else if pending.value != next.firstValue {
            // The same value across the boundary leaves the earlier write unknown rather than counted twice.
            resolutions.append(resolution(pending.kind, pending.time, .overwrittenUnread))
        }
    }
}

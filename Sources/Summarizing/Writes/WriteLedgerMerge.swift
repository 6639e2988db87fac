// Joining ledgers of consecutive stretches of a capture, and closing the last one.

extension WriteLedger {
    /// What can be said of the writes that were still open at the end of the capture.
    func closing() -> [Resolution] {
        var resolutions: [Resolution] = []
        for unit in units where flushedAt <= unit.order {
            let key = keys[unit.key]
            let weight = keys.weight(of: unit, key)
            if key.lastRead > unit.order {
                resolutions.append(resolution(unit.cell, .useful, weight))
            } else if key.lastDelete > unit.order {
                resolutions.append(resolution(unit.cell, .deletedUnread, weight))
            }
        }
        return resolutions
    }

    /// Joins the ledger of the lines that follow; its cells' places have grown by `cellsShift`, and `patterns`
    /// renumbers its patterns.
    ///
    /// What was open here is settled by the first touch there. While every key is followed, the result does not
    /// depend on how ledgers are grouped.
    mutating func merge(
        _ later: WriteLedger,
        cellsShift: Int32,
        patterns: [Int32],
        into resolutions: inout [Resolution]
    ) {
        dropUnfollowed(in: later)
        let shift = rows
        let numbers = later.keys.all.map { key in absorbed(key) }
        // Before the keys, which are still as they stood at the boundary.
        for (unit, first) in zip(later.units, later.firsts) where numbers[Int(unit.key)] >= 0 {
            var moved = unit
            moved.key = numbers[Int(unit.key)]
            moved.order += shift
            if unit.cell >= 0 { moved.cell += cellsShift }
            var key = later.keys[unit.key]
            if later.keys.sampleShift == 0 {
                // There every key was followed, as busy ones are elsewhere.
                key.isHot = true
                moved.isHot = keys[moved.key].isHot
            }
            join(moved, first, followedBy: key, &resolutions)
        }
        for (key, number) in zip(later.keys.all, numbers) where number >= 0 {
            join(key, of: later, to: number, shift, patterns)
        }
        if later.flushedAt >= 0 { flushedAt = later.flushedAt + shift }
        rows += later.rows
        makeRoom()
    }

    /// Makes the sample no larger than the later one, and drops busy keys that went on without being followed.
    private mutating func dropUnfollowed(in later: WriteLedger) {
        while keys.sampleShift < later.keys.sampleShift { halve() }
        guard later.keys.sampleShift > 0 else { return }
        retain(
            keys.retaining { later.keys.isSampled($0.hash) || later.keys.find($0.hash) >= 0 }
        )
    }

    /// The number here of a key from later lines; a new one where there is none, -1 where it is not followed.
    private mutating func absorbed(_ key: LedgerKey) -> Int32 {
        let known = keys.find(key.hash)
        if known >= 0 { return known }
        let isSampled = keys.isSampled(key.hash)
        guard key.isHot || isSampled else { return -1 }
        var new = LedgerKey(hash: key.hash)
        new.isPartial = key.isPartial || !isSampled
        return keys.append(new)
    }

    private mutating func join(
        _ key: LedgerKey,
        of later: WriteLedger,
        to number: Int32,
        _ shift: Int64,
        _ patterns: [Int32]
    ) {
        if key.lastRead >= 0 { keys[number].lastRead = key.lastRead + shift }
        if key.lastDelete >= 0 { keys[number].lastDelete = key.lastDelete + shift }
        if key.deadline >= 0 { keys[number].deadline = key.deadline }
        if keys[number].pattern < 0, key.pattern >= 0 {
            keys[number].pattern = Int16(truncatingIfNeeded: patterns[Int(key.pattern)])
        }
        keys[number].calls &+= key.calls
        keys[number].heat &+= later.keys.sampleShift == 0 ? key.calls : key.heat
        keys[number].isHot = keys[number].isHot || key.isHot
    }

    /// Puts a unit of the later lines in the place of the same one here, whose open write it settles.
    private mutating func join(
        _ next: LedgerUnit,
        _ first: LedgerUnit.First,
        followedBy laterKey: LedgerKey,
        _ resolutions: inout [Resolution]
    ) {
        let found = Int(find(next.hash, of: next.key))
        if found >= 0 {
            if !laterKey.isPartial { settle(units[found], by: first, laterKey, &resolutions) }
            units[found] = next
        } else if units.count < Self.unitsMax {
            var first = first
            first.precede(by: keys[next.key], isFlushed: flushedAt >= 0)
            place(next, first)
        }
    }

    /// Settles the write open before the boundary by what came until the first write after it.
    private func settle(
        _ pending: LedgerUnit,
        by first: LedgerUnit.First,
        _ laterKey: LedgerKey,
        _ resolutions: inout [Resolution]
    ) {
        guard flushedAt <= pending.order, !first.isFlushed else { return }
        let key = keys[pending.key]
        let deadline = first.deadline >= 0 ? first.deadline : key.deadline
        // A pair of writes was seen for certain only where both ledgers followed the key for being busy.
        let weight = laterKey.isHot ? keys.weight(of: pending, key) : keys.sampleWeight
        if key.lastRead > pending.order || first.isRead {
            resolutions.append(resolution(pending.cell, .useful, weight))
        } else if key.lastDelete > pending.order || first.isDeleted {
            resolutions.append(resolution(pending.cell, .deletedUnread, weight))
        } else if deadline > 0, deadline <= first.time {
            return
        } else if pending.value != first.value {
            // The same value across the boundary leaves the earlier write unknown rather than counted twice.
            resolutions.append(resolution(pending.cell, .overwrittenUnread, weight))
        }
    }
}

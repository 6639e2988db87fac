// Joining the activities of consecutive stretches of a capture.

import Parsing

extension RedisActivity {
    /// Adds the summary of the lines that follow.
    package mutating func merge(_ later: RedisActivity) {
        guard later.commands > 0 else { return }
        var later = later
        while binSeconds < later.binSeconds { widen() }
        while later.binSeconds < binSeconds { later.widen() }
        let numbers = names.absorb(later.names)
        let (kinds, cellsShift) = absorb(later, numbers.patterns, numbers.hosts)
        joinEdges(later, cellsShift)
        for stall in later.stalls {
            var stall = stall
            stall.kindBefore = stall.kindBefore >= 0 ? kinds[Int(stall.kindBefore)] : -1
            stall.kindAfter = kinds[Int(stall.kindAfter)]
            insertStall(stall)
        }
        var resolutions: [WriteLedger.Resolution] = []
        ledger.merge(
            later.ledger,
            cellsShift: cellsShift,
            patterns: numbers.patterns,
            into: &resolutions
        )
        for resolution in resolutions { apply(resolution) }
        queues.merge(later.queues)
        connections.merge(later.connections, hosts: numbers.hosts)
        heartbeats += later.heartbeats.prefix(Heartbeat.countMax - heartbeats.count)
        bursts.merge(later.bursts, kinds: kinds)
        flushes += later.flushes.map {
            Flush(
                time: $0.time,
                mark: $0.mark,
                host: numbers.hosts[Int($0.host)],
                command: $0.command
            )
        }
        distinctKeys.merge(later.distinctKeys)
        busyLines.merge(later.busyLines)
        commands += later.commands
        backwardSteps += later.backwardSteps
        strayStamps += later.strayStamps
        makeRoomForCells()
    }

    /// Settles what can still be said of open writes, and puts the cells into their order.
    ///
    /// Called once, when every shard is in.
    package mutating func close() {
        for resolution in ledger.closing() { apply(resolution) }
        settleKinds()
        limitCells()
        busyKeys = busyLines.keys(in: ledger.keys)
    }

    /// Adds the kinds, cells and senders of later lines; returns the numbers here of their kinds, and by how much the
    /// places of their cells grow.
    private mutating func absorb(
        _ later: RedisActivity,
        _ patterns: [Int32],
        _ hosts: [Int32]
    ) -> (kinds: [Int32], cellsShift: Int32) {
        let kinds = later.series.map { other in
            let host = other.kind.host
            let kind = CommandKind(
                command: other.kind.command,
                shape: other.kind.shape,
                pattern: patterns[Int(other.kind.pattern)],
                host: host == CommandKind.anyHost ? host : hosts[Int(host)]
            )
            let number = number(of: kind, other.firstMark)
            let known = series[Int(number)]
            series[Int(number)].firstMark = min(known.firstMark, other.firstMark)
            series[Int(number)].lastMark = max(known.lastMark, other.lastMark)
            return number
        }
        for sender in later.senders.senders {
            let host = hosts[Int(sender.host)]
            add(sender.calls, kinds[Int(sender.kind)], from: host)
        }
        return (kinds, cells.append(later.cells, kinds: kinds))
    }

    /// The gap between the last line here and the first line there belongs to both.
    private mutating func joinEdges(_ later: RedisActivity, _ cellsShift: Int32) {
        guard let laterFirst = later.firstTime else { return }
        let first = later.firstCell >= 0 ? later.firstCell + cellsShift : -1
        if firstTime == nil {
            firstTime = later.firstTime
            firstMark = later.firstMark
            firstCell = first
            lastTime = later.lastTime
        } else {
            let gap = laterFirst &- lastTime
            if gap > 0, gap < Self.strayMicrosecondsMin, lastCell >= 0, first >= 0 {
                cells.update(first) { $0.gapBefore &+= UInt64(gap) }
                cells.update(lastCell) { $0.gapAfter &+= UInt64(gap) }
                if gap >= Self.stallMicrosecondsMin {
                    insertStall(
                        Stall(
                            gap: gap,
                            time: laterFirst,
                            mark: later.firstMark,
                            kindBefore: cells.entries[Int(lastCell)].kind,
                            kindAfter: cells.entries[Int(first)].kind,
                            markBefore: lastMark
                        )
                    )
                }
            }
        }
        lastTime = max(lastTime, later.lastTime)
        if later.lastCell >= 0 { lastCell = later.lastCell + cellsShift }
        lastMark = later.lastMark
    }
}

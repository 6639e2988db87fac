// Joining the activities of consecutive stretches of a capture.

import Parsing

extension RedisActivity {
    /// Adds the summary of the lines that follow.
    package mutating func merge(_ later: RedisActivity) {
        guard later.commands > 0 else { return }
        var later = later
        while binSeconds < later.binSeconds { widen() }
        while later.binSeconds < binSeconds { later.widen() }
        let patternNumbers = patterns.absorb(later.patterns)
        let hostNumbers = hosts.absorb(later.hosts)
        let kinds = absorb(later.series, patternNumbers, hostNumbers)
        joinEdges(later, kinds)
        for stall in later.stalls {
            var stall = stall
            stall.kindBefore = stall.kindBefore >= 0 ? kinds[Int(stall.kindBefore)] : -1
            stall.kindAfter = kinds[Int(stall.kindAfter)]
            insertStall(stall)
        }
        var resolutions: [WriteLedger.Resolution] = []
        ledger.merge(later.ledger, kinds: kinds, into: &resolutions)
        for resolution in resolutions { apply(resolution) }
        queues.merge(later.queues)
        connections.merge(later.connections, hosts: hostNumbers)
        heartbeats += later.heartbeats.prefix(Heartbeat.countMax - heartbeats.count)
        bursts.merge(later.bursts, kinds: kinds)
        flushes += later.flushes.map {
            Flush(
                time: $0.time,
                mark: $0.mark,
                host: hostNumbers[Int($0.host)],
                command: $0.command
            )
        }
        commands += later.commands
        backwardSteps += later.backwardSteps
        strayStamps += later.strayStamps
        if cells > Self.cellsMax { coarsen() }
    }

    /// Settles what can still be said of open writes.
    ///
    /// Called once, when every shard is in.
    package mutating func close() {
        for resolution in ledger.closing() { apply(resolution) }
    }

    private mutating func widen() {
        binSeconds *= 2
        for number in series.indices { series[number].bins.coarsen() }
    }

    private mutating func absorb(
        _ later: [CommandSeries],
        _ patternNumbers: [Int32],
        _ hostNumbers: [Int32]
    ) -> [Int32] {
        later.map { other in
            let kind = CommandKind(
                command: other.kind.command,
                shape: other.kind.shape,
                pattern: patternNumbers[Int(other.kind.pattern)],
                host: hostNumbers[Int(other.kind.host)]
            )
            let number = number(of: kind, other.firstMark)
            let before = series[Int(number)].bins.cells.count
            series[Int(number)].bins.add(other.bins)
            cells += series[Int(number)].bins.cells.count - before
            series[Int(number)].calls += other.calls
            series[Int(number)].lastMark = other.lastMark
            series[Int(number)].gapBeforeMax = max(
                series[Int(number)].gapBeforeMax,
                other.gapBeforeMax
            )
            series[Int(number)].gapAfterMax = max(
                series[Int(number)].gapAfterMax,
                other.gapAfterMax
            )
            return number
        }
    }

    /// The gap between the last line here and the first line there belongs to both.
    private mutating func joinEdges(_ later: RedisActivity, _ kinds: [Int32]) {
        guard let laterFirst = later.firstTime else { return }
        let next = kinds[Int(later.firstKind)]
        if firstTime == nil {
            firstTime = later.firstTime
            firstMark = later.firstMark
            firstKind = next
        } else {
            let gap = laterFirst &- lastTime
            if gap > 0, lastKind >= 0 {
                series[Int(next)].bins.update(bin(of: laterFirst)) { $0.gapBefore &+= UInt64(gap) }
                series[Int(next)].gapBeforeMax = max(series[Int(next)].gapBeforeMax, UInt64(gap))
                addGapAfter(UInt64(gap))
                if gap >= Self.stallMicrosecondsMin {
                    insertStall(
                        Stall(
                            gap: gap,
                            time: laterFirst,
                            mark: later.firstMark,
                            kindBefore: lastKind,
                            kindAfter: next,
                            markBefore: lastMark
                        )
                    )
                }
            }
        }
        lastTime = max(lastTime, later.lastTime)
        lastKind = kinds[Int(later.lastKind)]
        lastMark = later.lastMark
    }
}

// What each command's effect means to the parts of the activity.

import Parsing

extension RedisActivity {
    /// Passes a row on to the parts that care about its effect.
    @inline(__always)
    mutating func route(_ entry: CommandRow, _ resolutions: inout [WriteLedger.Resolution]) {
        switch entry.command.effect {
        case .read: read(entry)
        case .overwrite: write(entry, &resolutions)
        case .modify, .rename: ledger.read(entry.keyNumber)
        case .push:
            ledger.read(entry.keyNumber)
            queues.push(entry)
        case .pop:
            ledger.read(entry.keyNumber)
            queues.pop(entry)
        case .blockingPop: queues.blockingPop(entry)
        case .delete: delete(entry)
        case .expire: expire(entry, &resolutions)
        case .flush:
            ledger.flush()
            flushes.append(
                Flush(
                    time: entry.time,
                    mark: entry.mark,
                    host: entry.host,
                    command: entry.command
                )
            )
        case .connection: connections.insert(entry)
        case .none, .scan, .script, .transaction, .publish, .server: break
        }
    }

    @inline(__always)
    private mutating func read(_ entry: CommandRow) {
        ledger.read(entry.keyNumber)
        if entry.command == .llen { queues.observe(entry) }
        guard entry.command.takesOnlyKeys else { return }
        for key in entry.words { ledger.read(ledger.follow(entry.hash(ofKey: key))) }
    }

    @inline(never)
    private mutating func delete(_ entry: CommandRow) {
        ledger.delete(entry.keyNumber)
        queues.delete(entry)
        bursts.delete(entry.keyHash, at: entry.time)
        for key in entry.words { ledger.delete(ledger.follow(entry.hash(ofKey: key))) }
    }

    @inline(never)
    private mutating func expire(
        _ entry: CommandRow,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        var words = entry.words
        guard let number = words.next()?.integer else { return }
        let timeToLive: Int64
        switch entry.command {
        case .expire: timeToLive = number.multipliedReportingOverflow(by: 1_000_000).partialValue
        case .pexpire: timeToLive = number.multipliedReportingOverflow(by: 1_000).partialValue
        default: return
        }
        guard timeToLive > 0 else { return ledger.delete(entry.keyNumber) }
        if ledger.expire(entry.keyNumber, at: entry.time, timeToLive: timeToLive) {
            resolutions.append(
                WriteLedger.Resolution(
                    cell: entry.cell,
                    outcome: .expiryChurn,
                    weight: ledger.keys.weight(of: ledger.keys[entry.keyNumber])
                )
            )
        }
    }

    @inline(never)
    private mutating func write(
        _ entry: CommandRow,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        if let heartbeat = Heartbeat(entry) { append(heartbeat) }
        // What nobody follows need not be taken apart.
        guard entry.keyNumber >= 0 || entry.command == .mset else { return }
        let plan = WritePlan(entry)
        if let first = plan.first {
            note(first, entry.keyNumber, of: entry, plan.expiry, &resolutions)
        }
        for other in plan.others {
            note(other, ledger.follow(other.unit), of: entry, plan.expiry, &resolutions)
        }
        if case .set(let timeToLive) = plan.expiry { bursts.insert(entry, timeToLive: timeToLive) }
    }

    private mutating func note(
        _ write: WritePlan.Write,
        _ key: Int32,
        of entry: CommandRow,
        _ expiry: WriteLedger.Expiry,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        ledger.write(
            key,
            unit: write.unit,
            value: write.value,
            expiry: expiry,
            cell: entry.cell,
            at: entry.time,
            into: &resolutions
        )
    }

    private mutating func append(_ heartbeat: Heartbeat) {
        if heartbeats.count < Heartbeat.countMax { heartbeats.append(heartbeat) }
    }
}

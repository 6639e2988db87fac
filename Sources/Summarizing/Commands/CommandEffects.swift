// What each command's effect means to the parts of the activity.

import Parsing

extension RedisActivity {
    /// Passes a row on to the parts that care about its effect.
    mutating func account(
        _ entry: CommandRow,
        _ command: RedisCommand,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        switch command.effect {
        case .read: read(entry, command)
        case .overwrite: write(entry, command, &resolutions)
        case .modify, .rename:
            ledger.modify(entry.keyHash)
        case .push:
            ledger.modify(entry.keyHash)
            queues.push(entry)
        case .pop:
            ledger.modify(entry.keyHash)
            queues.pop(entry)
        case .blockingPop: queues.blockingPop(entry)
        case .delete: delete(entry)
        case .expire: expire(entry, command, &resolutions)
        case .flush:
            ledger.flush()
            flushes.append(
                Flush(time: entry.time, mark: entry.mark, host: entry.host, command: command)
            )
        case .none, .scan, .script, .transaction, .publish, .connection, .server: break
        }
    }

    private mutating func read(_ entry: CommandRow, _ command: RedisCommand) {
        ledger.read(entry.keyHash)
        if command == .llen { queues.observe(entry) }
        guard command.takesOnlyKeys else { return }
        for key in entry.words { ledger.read(entry.hash(ofKey: key)) }
    }

    private mutating func delete(_ entry: CommandRow) {
        ledger.delete(entry.keyHash)
        queues.delete(entry)
        bursts.delete(entry.keyHash, at: entry.time)
        for key in entry.words { ledger.delete(entry.hash(ofKey: key)) }
    }

    private mutating func expire(
        _ entry: CommandRow,
        _ command: RedisCommand,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        var words = entry.words
        guard let number = words.next()?.integer else { return }
        let timeToLive: Int64
        switch command {
        case .expire: timeToLive = number.multipliedReportingOverflow(by: 1_000_000).partialValue
        case .pexpire: timeToLive = number.multipliedReportingOverflow(by: 1_000).partialValue
        default: return
        }
        guard timeToLive > 0 else { return ledger.delete(entry.keyHash) }
        if ledger.expire(entry.keyHash, at: entry.time, timeToLive: timeToLive) {
            resolutions.append(
                WriteLedger.Resolution(
                    kind: entry.kind,
                    time: entry.time,
                    outcome: .expiryChurn,
                    weight: ledger.weight
                )
            )
        }
    }

    private mutating func write(
        _ entry: CommandRow,
        _ command: RedisCommand,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        let plan = WritePlan(entry, command)
        if let heartbeat = Heartbeat(entry, command) { append(heartbeat) }
        if let first = plan.first { note(first, of: entry, plan.expiry, &resolutions) }
        for other in plan.others { note(other, of: entry, plan.expiry, &resolutions) }
        if case .set(let timeToLive) = plan.expiry { bursts.insert(entry, timeToLive: timeToLive) }
    }

    private mutating func note(
        _ write: WritePlan.Write,
        of entry: CommandRow,
        _ expiry: WriteLedger.Expiry,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        ledger.write(
            key: write.key,
            unit: write.unit,
            value: write.value,
            expiry: expiry,
            kind: entry.kind,
            at: entry.time,
            into: &resolutions
        )
    }

    private mutating func append(_ heartbeat: Heartbeat) {
        if heartbeats.count < Heartbeat.countMax { heartbeats.append(heartbeat) }
    }
}

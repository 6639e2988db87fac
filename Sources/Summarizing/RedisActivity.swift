// Everything a MONITOR capture adds up to, in one pass over its batches.

package import Parsing
import Statistics

/// The summary of MONITOR lines: commands by kind and second, the write ledger, queues, connections
/// and heartbeats.
///
/// Memory is bounded by the limits of its parts, not by the size of the capture.
package struct RedisActivity: Summary {
    /// Kinds of commands followed apart; the captures seen have under 200.
    static let kindsMax = 4_096
    /// Cells kept before the bins are made twice as wide: about 100 MB.
    static let cellsMax = 1 << 21
    /// Stalls kept, the longest first.
    static let stallsMax = 64
    /// Shorter gaps are ordinary pauses between commands of a quiet server.
    static let stallMicrosecondsMin: Int64 = 20_000

    /// Seconds in a bin; doubled when the cells run out.
    package internal(set) var binSeconds = 1
    package internal(set) var patterns = NameTable(namesMax: 20_000)
    package internal(set) var hosts = NameTable(namesMax: 10_000)
    package internal(set) var series: [CommandSeries] = []
    package internal(set) var stalls: [Stall] = []
    package internal(set) var queues = QueueTrace()
    package internal(set) var connections = ConnectionTrace()
    package internal(set) var heartbeats: [Heartbeat] = []
    package internal(set) var bursts = RewriteBursts()
    package internal(set) var flushes: [Flush] = []
    /// Commands read, and lines whose stamp lies more than a second before the line above them.
    package internal(set) var commands = 0
    package internal(set) var backwardSteps = 0
    package internal(set) var strayStamps = 0
    package internal(set) var firstTime: Int64?
    package internal(set) var lastTime: Int64 = 0
    /// How many keys one followed key of the ledger stands for.
    package var ledgerWeight: Int { Int(ledger.weight) }

    var ledger = WriteLedger()
    var kindIndex: [CommandKind: Int32] = [:]
    private var patternOfKey = HashIndex()
    private var hostOfClient = HashIndex()
    var cells = 0
    var lastMark = 0
    var lastKind: Int32 = -1
    var firstMark = 0
    var firstKind: Int32 = -1

    /// A command that emptied a database.
    package struct Flush: Sendable, Equatable {
        package let time: Int64
        package let mark: Int
        package let host: Int32
        package let command: RedisCommand
    }

    package init() {}

    package mutating func insert(_ batch: RedisCommandBatch) {
        var resolutions: [WriteLedger.Resolution] = []
        for row in 0..<batch.count {
            insert(batch, row, &resolutions)
            for resolution in resolutions { apply(resolution) }
            resolutions.removeAll(keepingCapacity: true)
        }
        if cells > Self.cellsMax { coarsen() }
    }

    private mutating func insert(
        _ batch: RedisCommandBatch,
        _ row: Int,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        let command = batch.commands[row]
        let mark = batch.lines[row]
        let host = host(of: batch, row)
        let pattern = pattern(of: batch, row)
        let arguments = batch.bytes[batch.arguments[row].range]
        let kind = number(
            of: CommandKind(
                command: command,
                shape: command.shape(arguments),
                pattern: pattern,
                host: host
            ),
            mark
        )
        count(kind, batch, row)
        commands += 1
        ledger.beginRow()
        let entry = CommandRow(batch, row, kind: kind, host: host)
        account(entry, command, &resolutions)
    }

    /// Adds the line to its cell and the gap before it to both neighbours.
    private mutating func count(_ kind: Int32, _ batch: RedisCommandBatch, _ row: Int) {
        let time = batch.times[row]
        let mark = batch.lines[row]
        let number = Int(kind)
        var gap: UInt64 = 0
        if firstTime != nil {
            let step = time &- lastTime
            if step >= 0 {
                gap = UInt64(step)
                note(stall: step, time: time, mark: mark, kind: kind)
            } else if step < -1_000_000 {
                backwardSteps += 1
            }
        } else {
            firstTime = time
            firstMark = mark
            firstKind = kind
        }
        let bytes = UInt64(batch.arguments[row].count)
        let added = series[number].bins.update(bin(of: time)) { cell in
            cell.calls &+= 1
            cell.bytes &+= bytes
            cell.gapBefore &+= gap
        }
        guard let added else {
            strayStamps += 1
            return
        }
        cells += added
        series[number].calls += 1
        series[number].lastMark = mark
        series[number].gapBeforeMax = max(series[number].gapBeforeMax, gap)
        if lastKind >= 0, gap > 0 { addGapAfter(gap) }
        lastTime = max(lastTime, time)
        lastKind = kind
        lastMark = mark
    }

    mutating func addGapAfter(_ gap: UInt64) {
        let previous = Int(lastKind)
        series[previous].gapAfterMax = max(series[previous].gapAfterMax, gap)
        series[previous].bins.update(bin(of: lastTime)) { $0.gapAfter &+= gap }
    }

    private mutating func note(stall gap: Int64, time: Int64, mark: Int, kind: Int32) {
        guard gap >= Self.stallMicrosecondsMin else { return }
        let stall = Stall(
            gap: gap,
            time: time,
            mark: mark,
            kindBefore: lastKind,
            kindAfter: kind,
            markBefore: lastMark
        )
        insertStall(stall)
    }

    mutating func insertStall(_ stall: Stall) {
        if stalls.count >= Self.stallsMax, let last = stalls.last, last.gap >= stall.gap { return }
        let place = stalls.firstIndex { $0.gap < stall.gap } ?? stalls.count
        stalls.insert(stall, at: place)
        if stalls.count > Self.stallsMax { stalls.removeLast() }
    }

    func bin(of time: Int64) -> Int { Int(time / 1_000_000) / binSeconds }

    mutating func apply(_ resolution: WriteLedger.Resolution) {
        let weight = resolution.weight
        series[Int(resolution.kind)].bins.update(bin(of: resolution.time)) { cell in
            switch resolution.outcome {
            case .sameValue: cell.sameValue &+= weight
            case .overwrittenUnread: cell.overwrittenUnread &+= weight
            case .deletedUnread: cell.deletedUnread &+= weight
            case .expiryChurn: cell.expiryChurn &+= weight
            case .useful: cell.useful &+= weight
            }
        }
    }

    mutating func number(of kind: CommandKind, _ mark: Int) -> Int32 {
        if let known = kindIndex[kind] { return known }
        var kept = kind
        if series.count >= Self.kindsMax {
            // Beyond the limit a command keeps its name and loses its key and client.
            kept = CommandKind(
                command: kind.command,
                shape: kind.shape,
                pattern: patterns.number(of: NameTable.overflowName),
                host: hosts.number(of: NameTable.overflowName)
            )
            if let known = kindIndex[kept] { return known }
        }
        let number = Int32(series.count)
        kindIndex[kept] = number
        series.append(CommandSeries(kind: kept, firstMark: mark, lastMark: mark))
        return number
    }

    private mutating func host(of batch: RedisCommandBatch, _ row: Int) -> Int32 {
        let hash = batch.clientHashes[row]
        let known = hostOfClient.find(hash)
        if known >= 0 { return known }
        let address = batch.bytes[batch.clients[row].range]
        let host = hosts.number(of: ConnectionTrace.host(of: address))
        if hostOfClient.count < ConnectionTrace.connectionsMax { hostOfClient.add(hash, host) }
        return host
    }

    private mutating func pattern(of batch: RedisCommandBatch, _ row: Int) -> Int32 {
        let hash = batch.keyHashes[row]
        guard hash != 0 else { return patterns.number(of: "") }
        let known = patternOfKey.find(hash)
        if known >= 0 { return known }
        let pattern = patterns.number(of: KeyPattern.of(batch.bytes[batch.keys[row].range]))
        // A cache: when it is full it starts again, which costs time and changes nothing.
        if patternOfKey.count >= WriteLedger.keysMax { patternOfKey = HashIndex() }
        patternOfKey.add(hash, pattern)
        return pattern
    }

    mutating func coarsen() {
        while cells > Self.cellsMax {
            binSeconds *= 2
            cells = 0
            for number in series.indices {
                series[number].bins.coarsen()
                cells += series[number].bins.cells.count
            }
        }
    }
}

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

    /// Patterns of keys with names of their own; the captures seen have under 100.
    static let patternsMax = 20_000

    /// Seconds in a bin; doubled when the cells run out.
    package internal(set) var binSeconds = 1
    package internal(set) var patterns = NameTable(namesMax: patternsMax)
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
    /// Numbers by ``CommandKind/mixed``.
    @Derived var kindIndex = HashIndex()
    @Derived private var patternOfKey = HashIndex()
    @Derived private var patternOfText = HashIndex()
    @Derived private var patternText: [UInt8] = []
    @Derived private var hostOfClient = HashIndex()
    /// The numbers of the rows in work, and what keeps the loads for them alive.
    @Derived private var stretch: [Numbers] = []
    private var lastTouched: Int64 = 0
    var cells = 0
    var lastMark = 0
    var lastKind: Int32 = -1
    var firstMark = 0
    var firstKind: Int32 = -1

    /// The numbers of one row, and whether its connection was seen before.
    private struct Numbers: Sendable {
        let kind: Int32
        let host: Int32
        let isKnown: Bool
    }

    /// Rows numbered at once: a few hundred instructions and one delay of memory each.
    private static let stretchRows = 32
    /// Kinds beyond ``kindsMax`` whose stand-in is remembered.
    private static let aliasesMax = 1 << 18

    /// A command that emptied a database.
    package struct Flush: Sendable, Equatable, Codable {
        package let time: Int64
        package internal(set) var mark: Int
        package let host: Int32
        package let command: RedisCommand
    }

    package init() {}

    package mutating func insert(_ batch: RedisCommandBatch) {
        var resolutions: [WriteLedger.Resolution] = []
        batch.bytes.withUnsafeBufferPointer { text in
            for row in 0..<batch.count {
                // Memory is asked for many rows at a time, so that its delays overlap.
                if row % Self.stretchRows == 0 { number(batch, from: row, in: text) }
                account(CommandRow(batch, row, in: text), batch.commands[row], row, &resolutions)
            }
        }
        if cells > Self.cellsMax { coarsen() }
    }

    /// Numbers hosts, patterns and kinds of the next rows, and loads what counting them will need.
    private mutating func number(_ batch: RedisCommandBatch, from first: Int, in text: Bytes) {
        let rows = first..<min(first + Self.stretchRows, batch.count)
        var touched: Int64 = 0
        for row in rows {
            let hash = batch.keyHashes[row]
            touched &+= Int64(patternOfKey.touch(hash) &+ ledger.touchIndex(hash))
        }
        stretch.removeAll(keepingCapacity: true)
        for row in rows {
            let entry = CommandRow(batch, row, in: text)
            let known = hostOfClient.find(entry.client)
            let host = known >= 0 ? known : host(of: text.part(batch.clients[row]), entry.client)
            let command = batch.commands[row]
            let kind = CommandKind(
                command: command,
                shape: command.shape(entry.arguments),
                pattern: pattern(of: entry),
                host: host
            )
            stretch.append(
                Numbers(kind: number(of: kind, entry.mark), host: host, isKnown: known >= 0)
            )
        }
        for row in rows {
            touched &+= ledger.touchKey(batch.keyHashes[row])
            touched &+= Int64(series[Int(stretch[row - first].kind)].bins.cells.count)
        }
        lastTouched = touched
    }

    @inline(__always)
    private mutating func account(
        _ entry: CommandRow,
        _ command: RedisCommand,
        _ row: Int,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        let numbers = stretch[row % Self.stretchRows]
        var entry = entry
        entry.kind = numbers.kind
        entry.host = numbers.host
        count(entry)
        commands += 1
        ledger.beginRow()
        connections.insert(entry, command, isKnown: numbers.isKnown)
        account(entry, command, &resolutions)
        guard !resolutions.isEmpty else { return }
        for resolution in resolutions { apply(resolution) }
        resolutions.removeAll(keepingCapacity: true)
    }

    /// Adds the line to its cell and the gap before it to both neighbours.
    private mutating func count(_ entry: CommandRow) {
        let time = entry.time
        let number = Int(entry.kind)
        var gap: UInt64 = 0
        if firstTime != nil {
            let step = time &- lastTime
            if step >= 0 {
                gap = UInt64(step)
                note(stall: step, time: time, mark: entry.mark, kind: entry.kind)
            } else if step < -1_000_000 {
                backwardSteps += 1
            }
        } else {
            firstTime = time
            firstMark = entry.mark
            firstKind = entry.kind
        }
        let bytes = UInt64(entry.arguments.count)
        let added = series[number].add(bytes: bytes, gapBefore: gap, bin(of: time), entry.mark)
        guard let added else {
            strayStamps += 1
            return
        }
        cells += added
        if lastKind >= 0, gap > 0 { addGapAfter(gap) }
        lastTime = max(lastTime, time)
        lastKind = entry.kind
        lastMark = entry.mark
    }

    mutating func addGapAfter(_ gap: UInt64) {
        series[Int(lastKind)].add(gapAfter: gap, bin(of: lastTime))
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

    func bin(of time: Int64) -> Int {
        let second = Int(time / 1_000_000)
        return binSeconds == 1 ? second : second / binSeconds
    }

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
        let known = kindIndex.find(kind.mixed)
        return known >= 0 ? known : newNumber(of: kind, mark)
    }

    private mutating func newNumber(of kind: CommandKind, _ mark: Int) -> Int32 {
        var kept = kind
        if series.count >= Self.kindsMax {
            // Beyond the limit a command keeps its name and loses its key and client.
            kept = CommandKind(
                command: kind.command,
                shape: kind.shape,
                pattern: patterns.number(of: NameTable.overflowName),
                host: hosts.number(of: NameTable.overflowName)
            )
            let known = kindIndex.find(kept.mixed)
            if known >= 0 {
                if kindIndex.count < Self.aliasesMax { kindIndex.add(kind.mixed, known) }
                return known
            }
        }
        let number = Int32(series.count)
        kindIndex.add(kept.mixed, number)
        series.append(CommandSeries(kind: kept, firstMark: mark, lastMark: mark))
        return number
    }

    private mutating func host(of address: Bytes, _ client: UInt64) -> Int32 {
        let host = hosts.number(of: ConnectionTrace.host(of: address))
        if hostOfClient.count < ConnectionTrace.connectionsMax { hostOfClient.add(client, host) }
        return host
    }

    private mutating func pattern(of entry: CommandRow) -> Int32 {
        let known = patternOfKey.find(entry.keyHash)
        return known >= 0 ? known : newPattern(of: entry)
    }

    private mutating func newPattern(of entry: CommandRow) -> Int32 {
        patternText.removeAll(keepingCapacity: true)
        if entry.keyHash != 0 { KeyPattern.write(entry.key, to: &patternText) }
        let hash = FixedHash.hash(patternText)
        var pattern = patternOfText.find(hash)
        if pattern < 0 {
            pattern = patterns.number(of: String(decoding: patternText, as: UTF8.self))
            if patternOfText.count < Self.patternsMax { patternOfText.add(hash, pattern) }
        }
        // A cache: when it is full it starts again, which costs time and changes nothing.
        if patternOfKey.count >= WriteLedger.keysMax { patternOfKey = HashIndex() }
        patternOfKey.add(entry.keyHash, pattern)
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

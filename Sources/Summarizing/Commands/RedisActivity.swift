// Everything a MONITOR capture adds up to, in one pass over its batches.

package import Parsing
package import Statistics

/// The summary of MONITOR lines: commands by kind and second, the write ledger, queues, connections
/// and heartbeats.
///
/// Memory is bounded by the limits of its parts, not by the size of the capture.
package struct RedisActivity: Summary {
    /// Cells kept before the bins are made twice as wide: about 90 MB with their index.
    static let cellsMax = 1 << 20
    /// Stalls kept, the longest first.
    static let stallsMax = 64
    /// Shorter gaps are ordinary pauses between commands of a quiet server.
    static let stallMicrosecondsMin: Int64 = 20_000

    /// Seconds in a bin; doubled when the cells run out.
    package internal(set) var binSeconds = 1
    /// Kinds of commands, and their counts by bin.
    package internal(set) var series: [CommandSeries] = []
    package internal(set) var cells = CellTable()
    package internal(set) var senders = SenderTable()
    package internal(set) var stalls: [Stall] = []
    package internal(set) var queues = QueueTrace()
    package internal(set) var connections = ConnectionTrace()
    package internal(set) var heartbeats: [Heartbeat] = []
    package internal(set) var bursts = RewriteBursts()
    package internal(set) var flushes: [Flush] = []
    /// The different keys, by an estimate.
    package internal(set) var distinctKeys = HyperLogLog()
    /// Busy keys, the busiest first; known once the activity is closed.
    package internal(set) var busyKeys: [BusyKey] = []
    /// Commands read, and lines whose stamp lies more than a second before the line above them.
    package internal(set) var commands = 0
    package internal(set) var backwardSteps = 0
    package internal(set) var strayStamps = 0
    package internal(set) var firstTime: Int64?
    package internal(set) var lastTime: Int64 = 0
    /// How many keys a followed key of the ledger stands for that is not among the busiest.
    package var ledgerWeight: Int { Int(ledger.keys.sampleWeight) }
    /// How many keys the ledger follows for being busy, and so without an error.
    package var ledgerBusyKeys: Int { ledger.keys.all.count { $0.isHot } }
    package var patterns: NameTable { names.patterns }
    package var hosts: NameTable { names.hosts }

    var names = ActivityNames()
    var ledger = WriteLedger()
    var busyLines = BusyLines()
    /// Numbers by ``CommandKind/mixed``.
    @Derived var kindIndex = HashIndex()
    /// The last line: its mark, and the kind and bin that the gap after it belongs to.
    var lastMark = 0
    var lastKind: Int32 = -1
    var lastBin: UInt32 = 0
    var firstMark = 0
    var firstKind: Int32 = -1
    /// The last stamp that was refused.
    var strayTime: Int64?

    /// Rows numbered at once: a few hundred instructions and one delay of memory each.
    private static let stretchRows = 32

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
        var stretch: [NumberedRow] = []
        stretch.reserveCapacity(Self.stretchRows)
        batch.bytes.withUnsafeBufferPointer { text in
            var rows = batch.rows[..<0]
            while rows.endIndex < batch.rows.endIndex {
                rows = batch.rows[rows.endIndex...].prefix(Self.stretchRows)
                number(rows, &stretch, in: text)
                for (row, numbers) in zip(rows, stretch) {
                    account(CommandRow(row, numbers, in: text), &resolutions)
                }
            }
        }
        for number in series.indices {
            series[number].lastMark = max(series[number].lastMark, cells.lastMark(of: number))
        }
        if cells.count > Self.cellsMax { coarsen() }
    }

    /// Numbers hosts, keys, patterns and kinds of the next rows, and counts all that does not depend on their order.
    ///
    /// Each step runs over the whole stretch, so that the delays of memory overlap.
    private mutating func number(
        _ rows: ArraySlice<RedisCommandRow>,
        _ stretch: inout [NumberedRow],
        in text: Bytes
    ) {
        ledger.makeRoom()
        var touched: Int32 = 0
        for row in rows { touched &+= ledger.keys.touch(row.keyHash) }
        stretch.removeAll(keepingCapacity: true)
        for row in rows {
            let key = row.keyHash == 0 ? -1 : ledger.keys.find(row.keyHash)
            stretch.append(NumberedRow(key: key, touched: touched))
        }
        ledger.keys.count(&stretch)
        for (place, row) in rows.enumerated() {
            if stretch[place].isBusy {
                busyLines.append(
                    BusyLines.Line(key: row.keyHash, mark: row.line, time: row.time)
                )
            }
            if stretch[place].pattern < 0 { numberKey(of: row, &stretch[place], in: text) }
            let known = names.host(of: row.clientHash)
            stretch[place].isNewClient = known < 0
            stretch[place].host = known >= 0 ? known : names.newHost(row, in: text)
            stretch[place].sender = sender(of: row, stretch[place], in: text)
        }
        senders.count(&stretch)
        for (place, row) in rows.enumerated() { time(row, &stretch[place]) }
        cells.add(stretch)
    }

    /// The number of who sent what in a row.
    @inline(__always)
    private mutating func sender(
        of row: RedisCommandRow,
        _ numbers: NumberedRow,
        in text: Bytes
    ) -> Int32 {
        let kind = CommandKind(
            command: row.command,
            shape: row.command.shape(text.part(row.arguments)),
            pattern: numbers.pattern,
            host: numbers.host
        )
        let mixed = kind.mixed
        let sender = senders.find(mixed)
        return sender >= 0 ? sender : newSender(of: kind, mixed, row.line)
    }

    /// Numbers a key that the ledger does not follow yet, if it has one, and its pattern.
    private mutating func numberKey(
        of row: RedisCommandRow,
        _ numbers: inout NumberedRow,
        in text: Bytes
    ) {
        guard row.keyHash != 0 else {
            numbers.pattern = names.emptyPattern
            return
        }
        distinctKeys.insert(row.keyHash)
        let pattern = names.pattern(of: text.part(row.key))
        let key = ledger.follow(row.keyHash)
        numbers.pattern = pattern
        numbers.key = key
        guard key >= 0 else { return }
        ledger.keys[key].pattern = Int16(truncatingIfNeeded: pattern)
        ledger.keys.count(key)
    }

    /// Finds the cell of a row and the gap before it.
    @inline(__always)
    private mutating func time(_ row: RedisCommandRow, _ numbers: inout NumberedRow) {
        let kind = numbers.kind
        commands += 1
        guard let gap = gap(before: row, kind) else {
            numbers.cell = -1
            strayStamps += 1
            return
        }
        let bin = bin(of: row.time)
        numbers.gap = gap
        numbers.bytes = row.arguments.end &- row.arguments.start
        numbers.cellBefore =
            gap > 0 && lastKind >= 0
            ? Int32(truncatingIfNeeded: cells.place(lastKind, lastBin, nil)) : -1
        numbers.cell = Int32(truncatingIfNeeded: cells.place(kind, bin, row.line))
        lastTime = max(lastTime, row.time)
        lastKind = kind
        lastBin = bin
        lastMark = row.line
    }

    @inline(__always)
    private mutating func account(
        _ entry: CommandRow,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        ledger.beginRow()
        if entry.numbers.isNewClient { connections.open(entry) }
        route(entry, &resolutions)
        guard !resolutions.isEmpty else { return }
        for resolution in resolutions { apply(resolution) }
        resolutions.removeAll(keepingCapacity: true)
    }

    func bin(of time: Int64) -> UInt32 {
        let second = UInt32(clamping: time / 1_000_000)
        return binSeconds == 1 ? second : second / UInt32(clamping: binSeconds)
    }

    mutating func apply(_ resolution: WriteLedger.Resolution) {
        cells.update(resolution.kind, bin(of: resolution.time)) {
            $0.add(resolution.weight, resolution.outcome)
        }
    }

    mutating func coarsen() {
        while cells.count > Self.cellsMax { widen() }
    }

    mutating func widen() {
        binSeconds *= 2
        lastBin >>= 1
        cells.coarsen()
    }
}

// Everything a MONITOR capture adds up to, in one pass over its batches.

package import Parsing
package import Statistics

/// The summary of MONITOR lines: commands by kind and second, the write ledger, queues, connections
/// and heartbeats.
///
/// Memory is bounded by the limits of its parts, not by the size of the capture.
package struct RedisActivity: Summary {
    /// Cells kept before the bins are made twice as wide: 32 MB, and half as many until they are put together.
    static let cellsMax = 1 << 19
    /// Stalls kept, the longest first.
    package static let stallsMax = 64
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
    /// How many hosts of a kind are told apart: a cache for the shard at hand.
    @Derived var hostsApart: [Int32: Int] = [:]
    /// The last line: its mark, and the cell that the gap after it belongs to, or -1.
    var lastMark = 0
    var lastCell: Int32 = -1
    var firstMark = 0
    var firstCell: Int32 = -1
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

    /// Makes an empty summary whose tables fit a budget.
    init(_ budget: MemoryBudget) { queues = QueueTrace(budget) }

    package mutating func insert(_ batch: RedisCommandBatch) {
        var resolutions: [WriteLedger.Resolution] = []
        var stretch = [NumberedRow](repeating: NumberedRow(), count: Self.stretchRows)
        stretch.withUnsafeMutableBufferPointer { stretch in
            batch.rows.withUnsafeBufferPointer { rows in
                batch.bytes.withUnsafeBufferPointer { text in
                    for start in stride(from: 0, to: rows.count, by: Self.stretchRows) {
                        let end = min(rows.count, start + Self.stretchRows)
                        let part = Rows(rebasing: rows[start..<end])
                        let numbers = NumberedRows(rebasing: stretch[..<part.count])
                        number(part, numbers, in: text)
                        account(part, numbers, in: text, &resolutions)
                    }
                }
            }
        }
        for number in series.indices {
            series[number].lastMark = max(series[number].lastMark, cells.lastMark(of: number))
        }
        makeRoomForCells()
    }

    /// Some rows of a batch, and their numbers, which stand at the same places.
    private typealias Rows = UnsafeBufferPointer<RedisCommandRow>
    private typealias NumberedRows = UnsafeMutableBufferPointer<NumberedRow>

    /// Numbers hosts, keys, patterns and kinds of the next rows, and counts all that does not depend on their order.
    ///
    /// Each step runs over the whole stretch, so that the delays of memory overlap.
    private mutating func number(_ rows: Rows, _ numbers: NumberedRows, in text: Bytes) {
        ledger.makeRoom()
        var touched: UInt32 = 0
        for row in rows { touched &+= ledger.keys.touch(row.keyHash) }
        for place in rows.indices {
            let hash = rows[place].keyHash
            numbers[place] = NumberedRow(
                key: hash == 0 ? -1 : ledger.keys.find(hash),
                touched: touched
            )
        }
        ledger.keys.count(numbers)
        for place in rows.indices {
            if numbers[place].isBusy {
                busyLines.append(
                    BusyLines.Line(
                        key: rows[place].keyHash,
                        mark: rows[place].line,
                        time: rows[place].time
                    )
                )
            }
            if numbers[place].pattern < 0 { numberKey(of: rows[place], &numbers[place], in: text) }
            let known = names.host(of: rows[place].clientHash)
            numbers[place].isNewClient = known < 0
            numbers[place].host = known >= 0 ? known : names.newHost(rows[place], in: text)
            numbers[place].sender = sender(of: rows[place], numbers[place], in: text)
        }
        senders.count(numbers)
        for place in rows.indices { time(rows[place], &numbers[place]) }
        cells.add(numbers)
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
            shape: row.command.hasShape
                ? row.command.shape(text.part(row.arguments)) : ArgumentShape.plain,
            pattern: numbers.pattern,
            host: CommandKind.anyHost
        )
        let known = kindIndex.find(kind.mixed)
        let number = known >= 0 ? known : self.number(of: kind, row.line)
        let sender = senders.find(number, numbers.host)
        return sender >= 0 ? sender : newSender(of: number, from: numbers.host, row.line)
    }

    /// Numbers a key that the ledger does not follow yet, if it has one, and its pattern.
    @inline(never)
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
        commands += 1
        guard let gap = gap(before: row, numbers.kind) else {
            numbers.cell = -1
            strayStamps += 1
            return
        }
        numbers.gap = gap
        numbers.bytes = row.arguments.end &- row.arguments.start
        numbers.cellBefore = gap > 0 ? lastCell : -1
        numbers.cell = cells.place(numbers.kind, bin(of: row.time), row.line)
        if firstCell < 0 { firstCell = numbers.cell }
        lastTime = max(lastTime, row.time)
        lastCell = numbers.cell
        lastMark = row.line
    }

    @inline(__always)
    private mutating func account(
        _ rows: Rows,
        _ numbers: NumberedRows,
        in text: Bytes,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        for place in rows.indices {
            ledger.beginRow()
            let entry = CommandRow(rows[place], numbers[place], in: text)
            if numbers[place].isNewClient { connections.open(entry) }
            route(entry, &resolutions)
        }
        guard !resolutions.isEmpty else { return }
        for resolution in resolutions { apply(resolution) }
        resolutions.removeAll(keepingCapacity: true)
    }

    func bin(of time: Int64) -> UInt32 {
        let second = UInt32(clamping: time / 1_000_000)
        return binSeconds == 1 ? second : second / UInt32(clamping: binSeconds)
    }

    @inline(__always)
    mutating func apply(_ resolution: WriteLedger.Resolution) {
        guard resolution.cell >= 0 else { return }
        cells.update(resolution.cell) { $0.add(resolution.weight, resolution.outcome) }
    }
}

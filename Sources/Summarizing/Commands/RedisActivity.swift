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
    /// Commands read, and lines whose stamp lies more than a second before the line above them.
    package internal(set) var commands = 0
    package internal(set) var backwardSteps = 0
    package internal(set) var strayStamps = 0
    package internal(set) var firstTime: Int64?
    package internal(set) var lastTime: Int64 = 0
    /// How many keys a followed key of the ledger stands for that is not among the busiest.
    package var ledgerWeight: Int { Int(ledger.keys.sampleWeight) }
    package var patterns: NameTable { names.patterns }
    package var hosts: NameTable { names.hosts }

    var names = ActivityNames()
    var ledger = WriteLedger()
    /// Numbers by ``CommandKind/mixed``.
    var kindIndex = HashIndex()
    /// The numbers of the rows in work, and what keeps the loads for them alive.
    private var stretch: [Numbers] = []
    private var touched: Int64 = 0
    /// The last line: its mark, and the kind and bin that the gap after it belongs to.
    var lastMark = 0
    var lastKind: Int32 = -1
    var lastBin: UInt32 = 0
    var firstMark = 0
    var firstKind: Int32 = -1
    /// The last stamp that was refused.
    var strayTime: Int64?

    /// The numbers of one row.
    private struct Numbers: Sendable {
        let sender: Int32
        let host: Int32
        let key: Int32
        let isKnownClient: Bool
    }

    /// Rows numbered at once: a few hundred instructions and one delay of memory each.
    private static let stretchRows = 32

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
        batch.bytes.withUnsafeBufferPointer { text in
            var rows = batch.rows[..<0]
            while rows.endIndex < batch.rows.endIndex {
                rows = batch.rows[rows.endIndex...].prefix(Self.stretchRows)
                // Memory is asked for many rows at a time, so that its delays overlap.
                number(rows, in: text)
                for (row, numbers) in zip(rows, stretch) {
                    account(row, numbers, in: text, &resolutions)
                }
            }
        }
        if cells.count > Self.cellsMax { coarsen() }
    }

    /// Numbers hosts, keys, patterns and kinds of the next rows, and loads what counting them will need.
    private mutating func number(_ rows: ArraySlice<RedisCommandRow>, in text: Bytes) {
        ledger.makeRoom()
        for row in rows { touched &+= Int64(ledger.keys.touch(row.keyHash)) }
        stretch.removeAll(keepingCapacity: true)
        for row in rows {
            let known = names.host(of: row.clientHash)
            let host = known >= 0 ? known : names.newHost(row, in: text)
            let (key, pattern) = keyAndPattern(of: row, in: text)
            let kind = CommandKind(
                command: row.command,
                shape: row.command.shape(text.part(row.arguments)),
                pattern: pattern,
                host: host
            )
            let mixed = kind.mixed
            let sender = senders.find(mixed)
            stretch.append(
                Numbers(
                    sender: sender >= 0 ? sender : newSender(of: kind, mixed, row.line),
                    host: host,
                    key: key,
                    isKnownClient: known >= 0
                )
            )
        }
    }

    /// The number of a row's key in the ledger, or -1, and of the key's pattern.
    @inline(__always)
    private mutating func keyAndPattern(
        of row: RedisCommandRow,
        in text: Bytes
    ) -> (key: Int32, pattern: Int32) {
        guard row.keyHash != 0 else { return (-1, names.emptyPattern) }
        let found = ledger.keys.find(row.keyHash)
        if found >= 0, ledger.keys[found].pattern >= 0 {
            return (found, Int32(ledger.keys[found].pattern))
        }
        return newKey(of: row, in: text)
    }

    @inline(never)
    private mutating func newKey(
        of row: RedisCommandRow,
        in text: Bytes
    ) -> (key: Int32, pattern: Int32) {
        distinctKeys.insert(row.keyHash)
        let pattern = names.pattern(of: text.part(row.key))
        let key = ledger.follow(row.keyHash)
        if key >= 0 { ledger.keys[key].pattern = Int16(truncatingIfNeeded: pattern) }
        return (key, pattern)
    }

    @inline(__always)
    private mutating func account(
        _ row: RedisCommandRow,
        _ numbers: Numbers,
        in text: Bytes,
        _ resolutions: inout [WriteLedger.Resolution]
    ) {
        let entry = CommandRow(
            row,
            in: text,
            kind: senders.kind(of: numbers.sender),
            host: numbers.host,
            keyNumber: numbers.key
        )
        senders.count(numbers.sender)
        count(entry)
        commands += 1
        ledger.beginRow()
        if numbers.key >= 0 { ledger.keys.count(numbers.key) }
        if !numbers.isKnownClient { connections.open(entry) }
        account(entry, &resolutions)
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

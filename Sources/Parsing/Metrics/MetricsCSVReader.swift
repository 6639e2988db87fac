// Reads metrics tables line by line: header, description rows, values; then perhaps the next table.

/// The reader of ``MetricsCSV``.
struct MetricsCSVReader: FormatReader {
    static let headerRule = "the first row must name the columns, one of them the time"
    static let timeRule = "the time must be ISO 8601, or an epoch of 10, 13, 16 or 19 digits"
    static let widthRule = "a row must have as many cells as its header"

    /// A header waits for its preview no longer than this.
    private static let waitingBytesMax = 1 << 20

    /// What comes of a line.
    private enum Outcome: Equatable {
        case read
        case broken(String)
        /// The line is a header whose first rows have not all come.
        case needsMore
    }

    /// What follows the bytes at hand.
    private enum Continuation {
        case more
        case end
    }

    /// Where the bytes after a line start, and what follows them.
    private struct Rest {
        let start: Int
        let then: Continuation
    }

    private var table: MetricsTable?
    private var waiting: [UInt8] = []
    private var waitingLine = 1
    private var declaredDelimiter: UInt8?
    private var isAfterBlank = false
    private var row = CSVRow()
    private var hasZoned = false
    private var hasLocal = false
    private var hasUTCHeader = false

    init() {}

    /// The header of the table at hand.
    var header: MetricsHeader? { table?.header }

    var zone: WrittenZone {
        if hasLocal { return .absent }
        if hasUTCHeader { return .header(offsetSeconds: 0) }
        return hasZoned ? .written : .none
    }

    mutating func read(_ block: LineBlock) -> Batch {
        guard !waiting.isEmpty else {
            return .samples(read(block.bytes, firstLine: block.firstLine, then: .more))
        }
        let joined = waiting + block.bytes
        waiting = []
        return .samples(read(joined, firstLine: waitingLine, then: .more))
    }

    mutating func finish() -> Batch {
        let rest = waiting
        waiting = []
        return .samples(read(rest, firstLine: waitingLine, then: .end))
    }

    private mutating func read(
        _ bytes: [UInt8],
        firstLine: Int,
        then: Continuation
    ) -> SampleBatch {
        var batch = SampleBatch()
        table?.beginBlock()
        var line = firstLine
        var start = 0
        while start < bytes.count {
            let (text, next) = CSVLine.next(in: bytes, from: start)
            let rest = Rest(
                start: next,
                then: bytes.count - start > Self.waitingBytesMax ? .end : then
            )
            switch read(bytes, text, line: line, rest, into: &batch) {
            case .read: break
            case .broken(let rule):
                batch.unreadable.append(UnreadableLine(line: line, reason: rule))
            case .needsMore:
                waiting = Array(bytes[start...])
                waitingLine = line
                return batch
            }
            line += 1
            start = next
        }
        return batch
    }

    private mutating func read(
        _ bytes: [UInt8],
        _ line: Range<Int>,
        line number: Int,
        _ rest: Rest,
        into batch: inout SampleBatch
    ) -> Outcome {
        let text = CSVDelimiter.withoutByteOrderMark(bytes, line)
        if CSVLine.isBlank(bytes, text) {
            isAfterBlank = true
            return .read
        }
        if let declared = CSVDelimiter.declared(bytes, text) {
            declaredDelimiter = declared
            table = nil
            return .read
        }
        guard let delimiter = table?.delimiter else { return begin(bytes, text, rest) }
        do {
            try row.cut(bytes, text, delimiter: delimiter)
        } catch {
            return .broken(error.reason)
        }
        guard let fault = readValues(bytes, line: number, into: &batch) else {
            isAfterBlank = false
            return .read
        }
        return fault == Self.timeRule
            ? readOther(bytes, text, rest, fault: fault) : .broken(fault)
    }

    /// Reads the cut row as values; returns the rule it breaks, or `nil`.
    private mutating func readValues(
        _ bytes: [UInt8],
        line: Int,
        into batch: inout SampleBatch
    ) -> String? {
        guard let header = table?.header else { return Self.headerRule }
        guard header.time < row.cells.count,
            let reading = WrittenTime.reading(of: bytes, row.cells[header.time].range)
        else { return Self.timeRule }
        let width = header.names.count
        guard row.cells.count >= width,
            row.cells.count == width || row.cells[width...].allSatisfy(\.range.isEmpty)
        else { return Self.widthRule }
        if reading.isZoned {
            hasZoned = true
        } else if header.isUTC {
            hasUTCHeader = true
        } else {
            hasLocal = true
        }
        let stamp = MetricsTable.Stamp(line: line, time: reading.time)
        return table?.read(row, in: bytes, at: stamp, into: &batch)
    }

    /// Reads a row without time: a description row of the console, or the header of a next table.
    private mutating func readOther(
        _ bytes: [UInt8],
        _ line: Range<Int>,
        _ rest: Rest,
        fault: String
    ) -> Outcome {
        guard let header = table?.header else { return .broken(fault) }
        if header.layout == .console, let first = row.cells.first,
            MetricsHeader.isDescription(row.text(first, in: bytes))
        {
            table?.describe(row.cells.map { row.text($0, in: bytes) })
            return .read
        }
        let namesTime = row.cells.contains {
            MetricsHeader.isTime(row.text($0, in: bytes).lowercased())
        }
        guard isAfterBlank || namesTime else { return .broken(fault) }
        let outcome = begin(bytes, line, rest)
        if case .broken = outcome { return .broken(fault) }
        return outcome
    }

    /// Reads a header.
    private mutating func begin(_ bytes: [UInt8], _ line: Range<Int>, _ rest: Rest) -> Outcome {
        guard let delimiter = declaredDelimiter ?? CSVDelimiter.sniffed(bytes, line) else {
            return .broken(Self.headerRule)
        }
        do {
            try row.cut(bytes, line, delimiter: delimiter)
        } catch {
            return .broken(error.reason)
        }
        let hasTime = row.cells.contains { WrittenTime.reading(of: bytes, $0.range) != nil }
        guard !hasTime, row.cells.count > 1 else { return .broken(Self.headerRule) }
        let names = row.cells.map { row.text($0, in: bytes) }
        var preview = MetricsPreview(bytes, from: rest.start, delimiter)
        if !preview.isWhole, rest.then == .more { return .needsMore }
        let timeColumn =
            row.cells.contains(where: { isNumber(bytes, $0) }) ? nil : preview.timeColumn
        guard let header = MetricsHeader(cells: names, timeColumn: timeColumn) else {
            return .broken(Self.headerRule)
        }
        preview.look(time: header.time)
        table = MetricsTable(
            header: header,
            delimiter: delimiter,
            mark: preview.mark,
            textColumns: preview.textColumns
        )
        isAfterBlank = false
        return .read
    }

    /// Whether a cell is a number, so that its row is no header that leaves the time unnamed.
    private func isNumber(_ bytes: [UInt8], _ cell: CSVRow.Cell) -> Bool {
        var suffixes = UnitSuffixes()
        if case .plain = CellValue(bytes, cell.range, mark: .point, &suffixes) { return true }
        return false
    }
}

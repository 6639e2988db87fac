// Reads metrics tables line by line: header, description rows, values; then perhaps the next table.

/// The reader of ``MetricsCSV``.
struct MetricsCSVReader: FormatReader {
    /// Rows under a header that show its decimal mark and its columns of words.
    private static let previewRowsMax = 200

    static let headerRule = "the first row must name the columns, one of them the time"
    static let timeRule = "the time must be ISO 8601, or an epoch of 10, 13, 16 or 19 digits"
    static let widthRule = "a row must have as many cells as its header"

    private var table: MetricsTable?
    private var declaredDelimiter: UInt8?
    private var isAfterBlank = false
    private var row = CSVRow()
    private var hasZoned = false
    private var hasLocal = false
    private var hasUTCHeader = false

    init() {}

    var zone: WrittenZone {
        if hasLocal { return .absent }
        if hasUTCHeader { return .header(offsetSeconds: 0) }
        return hasZoned ? .written : .none
    }

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        var line = block.firstLine
        var start = 0
        while start < block.bytes.count {
            let (text, next) = CSVLine.next(in: block.bytes, from: start)
            if let fault = read(block.bytes, text, line: line, next: next, into: &rows) {
                rows.append(.unreadable(UnreadableLine(line: line, reason: fault)))
            }
            line += 1
            start = next
        }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    /// Reads a line; returns the rule it breaks, or `nil`.
    private mutating func read(
        _ bytes: [UInt8],
        _ line: Range<Int>,
        line number: Int,
        next: Int,
        into rows: inout [Row]
    ) -> String? {
        let text = CSVDelimiter.withoutByteOrderMark(bytes, line)
        if CSVLine.isBlank(bytes, text) {
            isAfterBlank = true
            return nil
        }
        if let declared = CSVDelimiter.declared(bytes, text) {
            declaredDelimiter = declared
            table = nil
            return nil
        }
        guard let delimiter = table?.delimiter else { return begin(bytes, text, next: next) }
        do {
            try row.cut(bytes, text, delimiter: delimiter)
        } catch {
            return error.reason
        }
        guard let fault = readValues(bytes, line: number, into: &rows) else {
            isAfterBlank = false
            return nil
        }
        return fault == Self.timeRule || isAfterBlank
            ? readOther(bytes, text, next: next, fault: fault) : fault
    }

    /// Reads the cut row as values; returns the rule it breaks, or `nil`.
    private mutating func readValues(
        _ bytes: [UInt8],
        line: Int,
        into rows: inout [Row]
    ) -> String? {
        guard let header = table?.header else { return Self.headerRule }
        guard header.time < row.cells.count,
            let reading = WrittenTime.reading(of: bytes, row.cells[header.time].range)
        else { return Self.timeRule }
        let width = header.names.count
        let hasOnlyEmptyCellsBeyond = row.cells.dropFirst(width).allSatisfy(\.range.isEmpty)
        guard row.cells.count >= width, hasOnlyEmptyCellsBeyond else { return Self.widthRule }
        if reading.isZoned {
            hasZoned = true
        } else if header.isUTC {
            hasUTCHeader = true
        } else {
            hasLocal = true
        }
        let stamp = MetricsTable.Stamp(line: line, time: reading.time)
        return table?.read(row, in: bytes, at: stamp, into: &rows)
    }

    /// Reads a row without time: a description row of the console, or the header of a next table.
    private mutating func readOther(
        _ bytes: [UInt8],
        _ line: Range<Int>,
        next: Int,
        fault: String
    ) -> String? {
        guard let header = table?.header else { return fault }
        if header.layout == .console, let first = row.cells.first,
            MetricsHeader.isDescription(row.text(first, in: bytes))
        {
            table?.describe(row.cells.map { row.text($0, in: bytes) })
            return nil
        }
        let namesTime = row.cells.contains {
            MetricsHeader.isTime(row.text($0, in: bytes).lowercased())
        }
        guard isAfterBlank || namesTime else { return fault }
        let previous = table
        if begin(bytes, line, next: next) == nil { return nil }
        table = previous
        return fault
    }

    /// Reads a header; returns the rule it breaks, or `nil`.
    private mutating func begin(_ bytes: [UInt8], _ line: Range<Int>, next: Int) -> String? {
        guard let delimiter = declaredDelimiter ?? CSVDelimiter.sniffed(bytes, line) else {
            return Self.headerRule
        }
        do {
            try row.cut(bytes, line, delimiter: delimiter)
        } catch {
            return error.reason
        }
        let hasTime = row.cells.contains { WrittenTime.reading(of: bytes, $0.range) != nil }
        guard !hasTime else { return Self.headerRule }
        let names = row.cells.map { row.text($0, in: bytes) }
        var preview = MetricsPreview(bytes, from: next, delimiter, rowsMax: Self.previewRowsMax)
        guard let header = MetricsHeader(cells: names, timeColumn: preview.timeColumn) else {
            return Self.headerRule
        }
        preview.look(time: header.time)
        table = MetricsTable(
            header: header,
            delimiter: delimiter,
            mark: preview.mark,
            textColumns: preview.textColumns
        )
        isAfterBlank = false
        return nil
    }
}

// Snapshots of pg_stat_statements as CSV: counters of each statement since the statistics were reset.
// Source: PostgreSQL manual 9.4 to 17, F.32 pg_stat_statements: `total_time` to 12, `total_exec_time` from 13.

/// Reads snapshots, one after the other, each with or without its header.
struct StatementStatisticsReader: FormatReader {
    static let timeRule =
        "a snapshot needs the time at which it was taken: COPY (SELECT now() AS time, * FROM pg_stat_statements)"
    static let rowRule = "a row must have the columns of its header"
    static let headerRule = "the first row must name the columns of pg_stat_statements"

    /// A longer record is one whose quotes never close: a torn line.
    private static let recordBytesMax = 1 << 20
    /// Temporary and shared blocks have this size unless the server was compiled otherwise.
    private static let blockBytes = 8_192.0

    private var columns: StatementStatisticsColumns?
    private var shapes = StatementShapes()
    private var suffixes = UnitSuffixes()
    private var row = CSVRow()
    private var rows: [Row] = []
    /// A record whose quotes have not closed yet, and the line at which it began.
    private var record: [UInt8] = []
    private var firstLine = 0
    private var hasUnzoned = false

    var zone: WrittenZone { hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return take()
    }

    mutating func finish() -> Batch {
        if !record.isEmpty { refuse(Self.rowRule) }
        return take()
    }

    private mutating func take() -> Batch {
        defer { rows = [] }
        return .rows(rows)
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        if record.isEmpty {
            guard text.contains(where: { $0 > 0x20 }) else { return }
            firstLine = line
        } else {
            record.append(0x0A)
        }
        guard record.count + text.count <= Self.recordBytesMax else { return refuse(Self.rowRule) }
        record += text
        let quotes = record.withUnsafeBufferPointer { ByteScan.count(0x22, in: $0) }
        if quotes.isMultiple(of: 2) { endRecord() }
    }

    private mutating func refuse(_ reason: String) {
        rows.append(.unreadable(UnreadableLine(line: firstLine, reason: reason)))
        record.removeAll(keepingCapacity: true)
    }

    private mutating func endRecord() {
        do {
            try row.cut(record, 0..<record.count, delimiter: 0x2C)
        } catch {
            return refuse(error.reason)
        }
        if let header = StatementStatisticsColumns(row.cells.map { row.text($0, in: record) }) {
            columns = header
            record.removeAll(keepingCapacity: true)
            return
        }
        guard let columns else { return refuse(Self.headerRule) }
        guard row.cells.count == columns.count else { return refuse(Self.rowRule) }
        guard let time = columns.time,
            let reading = WrittenTime.reading(of: record, row.cells[time].range)
        else { return refuse(Self.timeRule) }
        if !reading.isZoned { hasUnzoned = true }
        append(columns, MetricsTable.Stamp(line: firstLine, time: reading.time))
        record.removeAll(keepingCapacity: true)
    }

    /// Adds the counters of one statement.
    private mutating func append(
        _ columns: StatementStatisticsColumns,
        _ stamp: MetricsTable.Stamp
    ) {
        let name = "\(statement(columns)) \(identity(columns))"
        append(columns.calls, "\(name) calls", .count, stamp)
        append(columns.executionTime, "\(name) time", UnitScale(.seconds, places: -3), stamp)
        let blocks = UnitScale(.bytes, factor: Self.blockBytes)
        append(columns.temporaryBlocks, "\(name) temporary files", blocks, stamp)
    }

    private mutating func append(
        _ column: Int?,
        _ name: String,
        _ scale: UnitScale,
        _ stamp: MetricsTable.Stamp
    ) {
        guard let column else { return }
        let cell = CellValue(record, row.cells[column].range, mark: .point, &suffixes)
        var series = MetricSeries(name: name, scale: scale, kind: .counter)
        if let sample = series.sample(cell, at: stamp) { rows.append(.sample(sample)) }
    }

    /// The verb and table of the statement; its values are parameters, and its text stays out.
    private mutating func statement(_ columns: StatementStatisticsColumns) -> String {
        guard let column = columns.query else { return "statement" }
        let text = Array(row.text(row.cells[column], in: record).utf8)
        guard let read = shapes.read(text[...])?.text else { return "statement" }
        return read.table.isEmpty ? read.verb : "\(read.verb) \(read.table)"
    }

    /// The numbers that tell statements apart: of the statement, and of its user and database where they stand.
    private func identity(_ columns: StatementStatisticsColumns) -> String {
        let numbers = columns.identity.map { column in
            String(decoding: record[row.cells[column].range].prefix(20), as: UTF8.self)
        }
        return "[\(numbers.joined(separator: "/"))]"
    }
}

/// Where the columns of a snapshot stand.
struct StatementStatisticsColumns {
    let count: Int
    let calls: Int
    let time: Int?
    let executionTime: Int?
    let temporaryBlocks: Int?
    let query: Int?
    let identity: [Int]

    /// Reads a header; `nil` for a row that is none.
    init?(_ names: [String]) {
        let names = names.map { $0.lowercased() }
        func column(_ wanted: String...) -> Int? {
            names.firstIndex { wanted.contains($0) }
        }
        guard let calls = column("calls"), column("queryid", "query") != nil,
            let executionTime = column("total_exec_time", "total_time")
        else { return nil }
        count = names.count
        self.calls = calls
        self.executionTime = executionTime
        temporaryBlocks = column("temp_blks_written")
        query = column("query")
        time = names.firstIndex { MetricsHeader.isTime($0) || $0 == "now" || $0 == "snapshot" }
        identity = ["queryid", "userid", "dbid"].compactMap { names.firstIndex(of: $0) }
    }
}

// Tables of log lines, as Datadog's log explorer and CloudWatch Logs Insights export them.
// Source: Datadog docs, "Export logs"; AWS CloudWatch Logs User Guide, "CloudWatch Logs Insights"; RFC 4180.

/// `"Date","Host","Service","Content"` or `@timestamp,@message`, newest first.
package struct LogExport: LineWrapper {
    package let name = "log-export-csv"
    package let isUnmistakable = true

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { LogExportUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                #"""
                "Date","Host","Service","Content"
                "2026-11-21T03:03:28.000Z","host1","web","Completed 200 OK"
                "2026-11-21T03:03:27.000Z","host1","web","{""level"":""info""}
                second line"
                "2026-11-21T03:03:26.777Z","host1","worker",done
                """#,
                unwraps: [
                    "worker|1795230206.777|done", #"web|1795230207.0|{"level":"info"}"#,
                    "web|1795230207.0|second line", "web|1795230208.0|Completed 200 OK",
                ],
                source: "Datadog docs, Export logs"
            ),
            WrapperSample(
                """
                @timestamp,@message
                2026-11-21 03:03:27.095,second
                2026-11-21 03:03:26.095,first
                """,
                unwraps: ["-|1795230206.095|first", "-|1795230207.095|second"],
                source: "CloudWatch Logs Insights; its times are UTC and do not say so"
            ),
            WrapperSample(
                "Date,Host,Value\n2026-11-21T03:03:28.000Z,host1,3",
                unwraps: [],
                source: "a table of metrics"
            ),
        ]
    }
}

private struct LogExportUnwrapper: Unwrapper {
    /// Where the columns stand that are used.
    private struct Columns {
        var time = -1
        var content = -1
        var program = -1
        /// Whether stamps without zone are UTC.
        var isUTC = false
    }

    private static let timeNames: Set = ["date", "@timestamp", "timestamp"]
    private static let contentNames: Set = ["content", "message", "@message"]
    private static let programNames: Set = ["service", "@logstream"]
    /// Exports end at 100,000 rows; more than this is handed on in parts, each sorted by itself.
    private static let bytesMax = 64 << 20
    /// A record whose quote never closes ends here.
    private static let recordBytesMax = 1 << 20

    private var columns: Columns?
    private var hasBegun = false
    private var row = CSVRow()
    /// A record whose last quote is open, and its first line.
    private var open: [UInt8] = []
    private var openLine = 0
    private var records: [WrappedLine] = []
    private var bytes = 0

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        if !hasBegun {
            hasBegun = true
            columns = header(Array(text))
            return columns == nil ? .foreign : .nothing
        }
        guard let columns else { return .foreign }
        if open.isEmpty { openLine = line }
        let record = open + (open.isEmpty ? [] : [0x0A]) + text
        if record.count(where: { $0 == 0x22 }) & 1 == 1, record.count < Self.recordBytesMax {
            open = record
            return .nothing
        }
        open = []
        guard take(record, columns) else { return .foreign }
        guard bytes > Self.bytesMax else { return .nothing }
        return .lines(finish())
    }

    /// The records in the order of their times.
    mutating func finish() -> [WrappedLine] {
        defer {
            records = []
            bytes = 0
        }
        return records.enumerated().sorted { left, right in
            let times = [left, right].map { $0.element.envelope.time?.time.microseconds ?? 0 }
            // What was written in one instant stands in the order of the other end of the file.
            return (times[0], right.offset) < (times[1], left.offset)
        }.flatMap { Self.lines($0.element) }
    }

    private mutating func header(_ text: [UInt8]) -> Columns? {
        guard cut(text) else { return nil }
        var columns = Columns()
        for (index, cell) in row.cells.enumerated() {
            var name = row.text(cell, in: text).lowercased()
            if name.hasPrefix("\u{FEFF}") { name.removeFirst() }
            if Self.timeNames.contains(name), columns.time < 0 {
                columns.time = index
                columns.isUTC = name == "@timestamp"
            }
            if Self.contentNames.contains(name), columns.content < 0 { columns.content = index }
            if Self.programNames.contains(name), columns.program < 0 { columns.program = index }
        }
        return columns.time >= 0 && columns.content >= 0 ? columns : nil
    }

    private mutating func cut(_ text: [UInt8]) -> Bool {
        do {
            try row.cut(text, text.indices, delimiter: 0x2C)
            return true
        } catch {
            return false
        }
    }

    private mutating func take(_ record: [UInt8], _ columns: Columns) -> Bool {
        guard cut(record), row.cells.count > max(columns.time, columns.content) else {
            return false
        }
        let stamp = row.cells[columns.time].range
        guard let reading = WrittenTime.reading(of: record, stamp) else { return false }
        let content = Array(row.text(row.cells[columns.content], in: record).utf8)
        var program: [UInt8] = []
        if columns.program >= 0, columns.program < row.cells.count {
            program = Array(row.text(row.cells[columns.program], in: record).utf8)
        }
        let isZoned = reading.isZoned || columns.isUTC
        let time = WrittenMoment(reading.time, zone: isZoned ? .written : .absent)
        bytes += record.count
        records.append(
            WrappedLine(
                stream: program[...],
                payload: content[...],
                envelope: Envelope(line: openLine, time: time)
            )
        )
        return true
    }

    private static func lines(_ record: WrappedLine) -> [WrappedLine] {
        record.payload.split(separator: 0x0A).enumerated().map { index, payload in
            var line = record
            line.payload = payload.last == 0x0D ? payload.dropLast() : payload
            line.envelope.line += index
            return line
        }
    }
}

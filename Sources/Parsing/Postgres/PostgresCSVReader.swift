// PostgreSQL's csvlog: a record may run over several lines inside its quotes.
// Source: PostgreSQL manual 17, 20.8.4 "Using CSV-Format Log Output": 22 columns in 8.4, 23 to 12, 24 in 13, 26 from 14.

/// Reads the server log in CSV.
struct PostgresCSVReader: FormatReader {
    private var messages = PostgresMessages()
    private var hasUnknownZone = false
    private var row = CSVRow()
    /// A record whose quotes have not closed yet, and the line at which it began.
    private var record: [UInt8] = []
    private var firstLine = 0

    /// A longer record is one whose quotes never close: a torn line.
    private static let recordBytesMax = 1 << 20

    var zone: WrittenZone { hasUnknownZone ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return .rows(messages.take())
    }

    mutating func finish() -> Batch {
        endRecord(lastLine: nil)
        return .rows(messages.takeAll())
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        // A line that begins as a record does begins one, whatever the quotes before it say.
        if !record.isEmpty, Self.beginsRecord(text) { endRecord(lastLine: nil) }
        if record.isEmpty {
            guard text.contains(where: { $0 > 0x20 }) else { return }
            firstLine = line
        } else {
            record.append(0x0A)
        }
        record += text.prefix(max(0, Self.recordBytesMax - record.count))
        let quotes = record.withUnsafeBufferPointer { ByteScan.count(0x22, in: $0) }
        guard quotes.isMultiple(of: 2) else { return }
        endRecord(lastLine: line)
    }

    /// Whether a stamp and a comma begin a line.
    static func beginsRecord(_ text: ArraySlice<UInt8>) -> Bool {
        let isQuoted = text.first == 0x22
        let start = text.startIndex + (isQuoted ? 1 : 0)
        guard let stamp = CalendarTime.stamp(in: text, at: start) else { return false }
        return text[stamp.end...].prefix(8).contains(0x2C)
    }

    private mutating func endRecord(lastLine: Int?) {
        guard !record.isEmpty else { return }
        defer { record.removeAll(keepingCapacity: true) }
        guard let lastLine, let read = Record(record, &row) else {
            messages.refuse(firstLine, "no record of PostgreSQL's CSV log")
            return
        }
        if !read.isZoned { hasUnknownZone = true }
        for (kind, text) in read.parts {
            messages.append(
                PostgresMessage(
                    kind: kind,
                    time: read.time,
                    process: read.process,
                    application: read.application,
                    firstLine: firstLine,
                    lastLine: lastLine,
                    text: text.prefix(PostgresMessage.textBytesMax)
                )
            )
        }
    }

    /// The columns of a record that are read.
    struct Record {
        private(set) var time: Timestamp
        private(set) var isZoned: Bool
        private(set) var process: String
        private(set) var application: String
        /// The message, and its detail where there is one.
        private(set) var parts: [(kind: PostgresLine.Kind, text: ArraySlice<UInt8>)] = []

        private static let processColumn = 3
        private static let severityColumn = 11
        private static let messageColumn = 13
        private static let applicationColumn = 22
        /// The columns of 8.4, the oldest form.
        private static let columnsMin = 22

        init?(_ bytes: [UInt8], _ row: inout CSVRow) {
            do {
                try row.cut(bytes, 0..<bytes.count, delimiter: 0x2C)
            } catch {
                return nil
            }
            let cells = row.cells
            guard cells.count >= Self.columnsMin,
                let kind = PostgresLine.kind(named: bytes[cells[Self.severityColumn].range])
            else { return nil }
            let stampText = bytes[cells[0].range]
            guard let stamp = CalendarTime.stamp(in: stampText, at: stampText.startIndex) else {
                return nil
            }
            (time, isZoned) = PostgresLine.moment(stamp, zoneNamed: stampText[stamp.end...])
            process = LineCursor.string(bytes[cells[Self.processColumn].range])
            let name =
                cells.count > Self.applicationColumn
                ? row.text(cells[Self.applicationColumn], in: bytes) : ""
            application = name.isEmpty ? process : name
            let text = Array(row.text(cells[Self.messageColumn], in: bytes).utf8)
            parts.append((kind, text[...]))
            let detail = cells[Self.messageColumn + 1]
            if !detail.range.isEmpty {
                parts.append((.detail, Array(row.text(detail, in: bytes).utf8)[...]))
            }
        }
    }
}

// The slow query log of MySQL, MariaDB and Percona Server: records of comment lines and a statement.
// Source: MySQL 5.0 to 8.4 `sql/log.cc` (`Query_logger::slow_log_write`, `File_query_log::write_slow`); Percona
// Server 5.7 "Slow query log"; samples of percona-toolkit.

/// Reads a slow query log.
struct MySQLSlowReader: FormatReader {
    private var rows: [Row] = []
    private var record: MySQLSlowRecord?
    private var shapes = StatementShapes(.mySQL)
    /// The time of a record stands also for those that follow within its second.
    private var lastTime: CalendarTime.Stamp?
    private var hasUnzoned = false

    var zone: WrittenZone { hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return .rows(take())
    }

    mutating func finish() -> Batch {
        endRecord()
        return .rows(take())
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        if MySQLSlowRecord.isHeader(text) {
            if record?.hasStatement == true || record?.begins(again: text) == true { endRecord() }
            if record == nil { record = MySQLSlowRecord(firstLine: line) }
            record?.takeHeader(text, line: line)
            if let time = record?.stamp { lastTime = time }
        } else if Self.isBanner(text) {
            endRecord()
        } else if record != nil {
            record?.takeStatement(text, line: line)
        } else if text.contains(where: { $0 > 0x20 }) {
            let reason = "no header of a slow query stands before it"
            rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
        }
    }

    /// Whether a line is one of the three that a server writes when it opens the file.
    static func isBanner(_ text: ArraySlice<UInt8>) -> Bool {
        if LineCursor.begins(text, with: "Tcp port: ") { return true }
        if LineCursor.begins(text, with: "Time  "), LineCursor.find("Argument", in: text) != nil {
            return true
        }
        return LineCursor.find(", Version: ", in: text.prefix(300)) != nil
            && LineCursor.find("started with:", in: text) != nil
    }

    private mutating func endRecord() {
        guard let ended = record else { return }
        record = nil
        guard let seconds = ended.seconds, let (time, isZoned) = ended.end(lastTime) else {
            let reason = "a slow query needs Query_time, and Time or SET timestamp"
            rows.append(.unreadable(UnreadableLine(line: ended.firstLine, reason: reason)))
            return
        }
        guard let statement = shapes.read(ended.text[...]) else {
            let reason = "no statement follows the header of a slow query"
            rows.append(.unreadable(UnreadableLine(line: ended.firstLine, reason: reason)))
            return
        }
        if !isZoned { hasUnzoned = true }
        let event = StatementEvent(
            firstLine: ended.firstLine,
            lastLine: ended.lastLine,
            time: time,
            statement: statement.text,
            rowHash: statement.literalHash,
            durationMilliseconds: (seconds * 1e6).rounded() / 1e3,
            application: ended.user
        )
        rows.append(.statement(event))
    }

    private mutating func take() -> [Row] {
        defer { rows = [] }
        return rows
    }
}

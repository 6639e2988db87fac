// One record of a slow query log, line by line.
// Source: MySQL 5.0 to 8.4 `sql/log.cc`; Percona Server 5.7 "Slow query log".

/// A record as far as it was read.
struct MySQLSlowRecord {
    let firstLine: Int
    private(set) var lastLine: Int
    /// When the record was written, as its line `# Time:` says.
    private(set) var stamp: CalendarTime.Stamp?
    private(set) var user = ""
    private(set) var seconds: Double?
    private var statement: [UInt8] = []
    /// `SET timestamp=…`: seconds since 1970 at which the statement began.
    private var begin: Int?
    private var database: [UInt8] = []
    private var hasUser = false

    init(firstLine: Int) {
        self.firstLine = firstLine
        lastLine = firstLine
    }

    /// Whether the statement has begun, so that a header begins another record.
    var hasStatement: Bool { !statement.isEmpty || !database.isEmpty || begin != nil }

    private static let headers: [StaticString] = [
        "Time: ", "User@Host: ", "Query_time: ", "Thread_id: ", "Schema: ", "QC_hit: ", "QC_Hit: ",
        "Filesort: ", "Full_scan: ", "Bytes_sent: ", "Tmp_table", "InnoDB_", "No InnoDB statistics",
        "Log_slow_rate", "Rows_affected: ", "Stored_routine: ",
        "Profile_total: ", "Killed: ", "Merge_passes: ", "Stored routine: ",
    ]

    /// Whether a line is one that the server writes before a statement; statements may hold comments.
    static func isHeader(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == 0x23 else { return false }
        let body = text.dropFirst().drop { $0 == 0x20 }
        return headers.contains { LineCursor.begins(body, with: $0) }
    }

    /// Whether a header line would be the second of its kind.
    func begins(again text: ArraySlice<UInt8>) -> Bool {
        if LineCursor.begins(text, with: "# Time: ") { return stamp != nil || seconds != nil }
        return LineCursor.begins(text, with: "# User@Host: ") && hasUser
    }

    mutating func takeHeader(_ text: ArraySlice<UInt8>, line: Int) {
        lastLine = line
        var cursor = LineCursor(text)
        if cursor.skip("# Time: ") {
            cursor.skipSpaces()
            stamp = Self.stamp(cursor.rest)
        }
        if let at = LineCursor.find("User@Host: ", in: text) {
            cursor.index = at + 11
            hasUser = true
            user = LineCursor.string(cursor.text(until: 0x5B).prefix(64))
        }
        if let at = LineCursor.find("Query_time: ", in: text) {
            cursor.index = at + 12
            seconds = cursor.decimal()
        }
    }

    mutating func takeStatement(_ text: ArraySlice<UInt8>, line: Int) {
        lastLine = line
        var cursor = LineCursor(text)
        if statement.isEmpty {
            if cursor.skip("SET timestamp="), let seconds = cursor.integer() {
                begin = seconds
                return
            }
            if LineCursor.begins(text, with: "use "), text.last == 0x3B {
                database = Array(text)
                return
            }
            // What a client asks for without SQL: `# administrator command: Ping;`.
            _ = cursor.skip("# administrator command: ")
            guard text.contains(where: { $0 > 0x20 }) else { return }
        } else {
            statement.append(0x0A)
        }
        statement += cursor.rest.prefix(max(0, StatementText.bytesMax - statement.count))
    }

    /// The statement, or `use …` where that is all that was executed.
    var text: [UInt8] { statement.isEmpty ? database : statement }

    /// When the statement ended, and whether the moment is on UTC.
    func end(_ lastTime: CalendarTime.Stamp?) -> (Timestamp, isZoned: Bool)? {
        if let stamp, stamp.zone != .none { return (stamp.time, true) }
        if let begin {
            let start = Timestamp(seconds: Double(begin))
            return (start.advanced(bySeconds: seconds ?? 0), true)
        }
        return (stamp ?? lastTime).map { ($0.time, $0.zone != .none) }
    }

    /// Reads `2021-01-26T23:45:57.678222Z`, or `071015 21:43:52` with a blank for the ten of the hour.
    private static func stamp(_ text: ArraySlice<UInt8>) -> CalendarTime.Stamp? {
        if let stamp = CalendarTime.stamp(in: text, at: text.startIndex) { return stamp }
        let digits = text.prefix(while: LineCursor.isDigit)
        guard digits.count == 6 else { return nil }
        var cursor = LineCursor(text)
        cursor.index = digits.endIndex
        cursor.skipSpaces()
        let hourless = cursor.rest.prefix(while: LineCursor.isDigit).count == 1
        let clock = (hourless ? [0x30] : []) + cursor.rest.prefix { $0 > 0x20 }.prefix(15)
        let date = digits.map { $0 }
        let written =
            [0x32, 0x30] + date[0..<2] + [0x2D] + date[2..<4] + [0x2D] + date[4..<6] + [0x20]
            + clock
        return CalendarTime.stamp(in: written, at: 0)
    }
}

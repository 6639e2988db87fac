// The first line of a PostgreSQL message: stamp, process, level, whatever `log_line_prefix` adds between.
// Source: PostgreSQL 8.4 to 17 `elog.c` (`log_line_prefix`, `error_severity`); prefixes of Debian, RDS, Heroku.

/// A line that begins a message of a PostgreSQL server.
struct PostgresLine {
    /// What a line is to the message.
    enum Kind: Equatable, Sendable {
        /// A message of its own.
        case message(LogEvent.Severity)
        /// More of the message before, by the same process.
        case detail
        /// A hint, a context, the statement that failed.
        case annotation
    }

    let time: Timestamp
    /// Whether the stamp could be put on UTC.
    let isZoned: Bool
    let kind: Kind
    /// Whether two blanks stand behind the level, as the server writes them.
    ///
    /// Other programs print `INFO: ` too.
    let isTypical: Bool
    /// The pid, or empty.
    let process: ArraySlice<UInt8>
    /// The application name, or `nil` when the prefix does not hold one.
    let application: ArraySlice<UInt8>?
    /// What stands behind the level.
    let text: ArraySlice<UInt8>

    /// Prefixes with long application and host names stay below this.
    private static let prefixBytesMax = 500

    /// Reads a line; `nil` when no stamp begins it or no level follows.
    init?(_ line: ArraySlice<UInt8>) {
        guard let stamp = CalendarTime.stamp(in: line, at: line.startIndex),
            let (level, kind, end) = Self.level(in: line[stamp.end...])
        else { return nil }
        var cursor = LineCursor(line)
        cursor.index = end
        isTypical = LineCursor.stands("  ", in: line, at: end)
        cursor.skipSpaces()
        text = cursor.rest
        self.kind = kind
        let prefix = line[stamp.end..<level]
        let offset = stamp.zone == .none ? Self.offsetSeconds(named: prefix) : 0
        isZoned = offset != nil
        time = stamp.time.advanced(bySeconds: -Double(offset ?? 0))
        process = Self.process(in: prefix)
        application = Self.application(in: prefix)
    }

    /// Finds the level: a known word of capitals before a colon and a blank.
    private static func level(in text: ArraySlice<UInt8>) -> (start: Int, Kind, end: Int)? {
        let searched = text.prefix(prefixBytesMax)
        var index = searched.startIndex
        while let colon = searched[index...].firstIndex(of: 0x3A) {
            index = colon + 1
            guard index == text.endIndex || text[index] == 0x20 else { continue }
            var start = colon
            while start > searched.startIndex, isLevelByte(searched[start - 1]) { start -= 1 }
            guard start > searched.startIndex, !LineCursor.isWord(searched[start - 1]),
                let kind = kind(named: searched[start..<colon])
            else { continue }
            return (start, kind, index)
        }
        return nil
    }

    private static func isLevelByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || LineCursor.isDigit(byte)
    }

    private static func kind(named word: ArraySlice<UInt8>) -> Kind? {
        if LineCursor.equal(word, "LOG") { return .message(.info) }
        if LineCursor.equal(word, "DETAIL") { return .detail }
        if LineCursor.equal(word, "ERROR") { return .message(.error) }
        if LineCursor.equal(word, "FATAL") || LineCursor.equal(word, "PANIC") {
            return .message(.fatal)
        }
        if LineCursor.equal(word, "WARNING") { return .message(.warning) }
        if LineCursor.equal(word, "NOTICE") || LineCursor.equal(word, "INFO") {
            return .message(.info)
        }
        if LineCursor.begins(word, with: "DEBUG"), word.count <= 6 { return .message(.debug) }
        let annotations: [StaticString] = ["STATEMENT", "HINT", "CONTEXT", "QUERY", "LOCATION"]
        return annotations.contains { LineCursor.equal(word, $0) } ? .annotation : nil
    }

    /// Reads `[24248]`, `[608647-3]` or Heroku's `app[postgres.4882]`.
    private static func process(in prefix: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if let start = LineCursor.find("[postgres.", in: prefix) {
            return prefix[(start + 10)...].prefix(while: LineCursor.isDigit)
        }
        for index in prefix.indices where prefix[index] == 0x5B {
            let digits = prefix[(index + 1)...].prefix(while: LineCursor.isDigit)
            if !digits.isEmpty { return digits }
        }
        return []
    }

    /// Reads `app=sidekiq,`; a name may hold blanks.
    private static func application(in prefix: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let start = LineCursor.find("app=", in: prefix) else { return nil }
        var name = prefix[(start + 4)...].prefix { $0 != 0x2C }
        while let last = name.last, last == 0x20 || last == 0x3A { name.removeLast() }
        return name.isEmpty || LineCursor.equal(name, "[unknown]") ? nil : name
    }
}

extension PostgresLine {
    /// The offset of the zone whose abbreviation stands behind the stamp; `nil` for an unknown one.
    ///
    /// `CST` (America, China) and `IST` (India, Ireland, Israel) are left out: the time zone database
    /// gives those letters to several places.
    private static func offsetSeconds(named prefix: ArraySlice<UInt8>) -> Int? {
        let name = prefix.drop { $0 == 0x20 }.prefix { (0x41...0x5A).contains($0) }
        return zones.first { LineCursor.equal(name, $0.name) }.map { $0.minutes * 60 }
    }

    /// Abbreviations that one offset alone has in the time zone database of 2024.
    private static let zones: [(name: StaticString, minutes: Int)] = [
        ("CET", 60), ("CEST", 120), ("WET", 0), ("WEST", 60), ("EET", 120), ("EEST", 180),
        ("MSK", 180), ("BST", 60), ("EST", -300), ("EDT", -240), ("CDT", -300), ("MST", -420),
        ("MDT", -360), ("PST", -480), ("PDT", -420), ("AKST", -540), ("AKDT", -480),
        ("HST", -600), ("NST", -210), ("NDT", -150), ("AST", -240), ("ADT", -180), ("JST", 540),
        ("KST", 540), ("HKT", 480), ("PKT", 300), ("WIB", 420), ("SAST", 120), ("EAT", 180),
        ("WAT", 60), ("CAT", 120), ("AEST", 600), ("AEDT", 660), ("ACST", 570), ("ACDT", 630),
        ("AWST", 480), ("NZST", 720), ("NZDT", 780),
    ]
}

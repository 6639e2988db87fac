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
}

extension PostgresLine {
    /// Reads a line; `nil` when no stamp begins it or no level follows.
    init?(_ line: ArraySlice<UInt8>) {
        guard let stamp = Self.stamp(in: line),
            let (level, kind, end) = Self.level(in: line[stamp.end...])
        else { return nil }
        let prefix = line[stamp.end..<level]
        let moment = Self.moment(stamp, zoneNamed: prefix)
        self.init(
            time: moment.time,
            isZoned: moment.isZoned,
            kind: kind,
            isTypical: LineCursor.stands("  ", in: line, at: end),
            process: Self.process(in: prefix),
            application: Self.application(in: prefix),
            text: line[end...].drop { $0 == 0x20 }
        )
    }

    /// Reads a line that a prefix of the server's own configuration begins.
    init?(_ line: ArraySlice<UInt8>, prefix: PostgresPrefix) {
        guard let head = prefix.read(line),
            let (kind, end) = Self.level(after: line[head.end...].drop { $0 == 0x20 })
        else { return nil }
        self.init(
            time: head.time,
            isZoned: head.isZoned,
            kind: kind,
            isTypical: true,
            process: head.process,
            application: head.application,
            text: line[end...].drop { $0 == 0x20 }
        )
    }

    /// What a line adds to the message before it: without the TAB, and without the header that syslog and
    /// Heroku repeat on each line of a message.
    static func continuation(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = line
        if let first = line.first, first != 0x09,
            let count = LineCursor.find("] ", in: line.prefix(prefixBytesMax)),
            let dash = line[..<count].lastIndex(of: 0x2D),
            let open = line[..<dash].lastIndex(of: 0x5B),
            !line[(open + 1)..<dash].isEmpty,
            line[(open + 1)..<dash].allSatisfy(LineCursor.isDigit),
            line[(dash + 1)..<count].allSatisfy(LineCursor.isDigit)
        {
            text = line[(count + 2)...]
        }
        // syslog writes a TAB as its octal number.
        if LineCursor.begins(text, with: "#011") { text = text.dropFirst(4) }
        return text.drop { $0 == 0x09 }
    }

    /// The stamp that begins a line: a date, or an epoch of seconds with milliseconds (`%n`).
    private static func stamp(in line: ArraySlice<UInt8>) -> CalendarTime.Stamp? {
        if let stamp = CalendarTime.stamp(in: line, at: line.startIndex) { return stamp }
        let epoch = line.prefix { LineCursor.isDigit($0) || $0 == 0x2E }
        guard epoch.count == 14, let time = EpochTime.read(epoch) else { return nil }
        return CalendarTime.Stamp(time: time, zone: .utc, end: epoch.endIndex)
    }

    /// A stamp on UTC, as far as the name of a zone behind it tells.
    static func moment(
        _ stamp: CalendarTime.Stamp,
        zoneNamed text: ArraySlice<UInt8>
    ) -> (time: Timestamp, isZoned: Bool) {
        let offset = stamp.zone == .none ? offsetSeconds(named: text) : 0
        return (stamp.time.advanced(bySeconds: -Double(offset ?? 0)), offset != nil)
    }

    /// Finds the level: a known word of capitals before a colon and a blank.
    private static func level(in text: ArraySlice<UInt8>) -> (start: Int, Kind, end: Int)? {
        let searched = text.prefix(prefixBytesMax)
        var index = searched.startIndex
        while index < searched.endIndex {
            let colon = LineCursor.first(0x3A, in: searched, from: index)
            guard colon < searched.endIndex else { return nil }
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

    /// The level that a text begins with, and the index after its colon.
    private static func level(after text: ArraySlice<UInt8>) -> (Kind, end: Int)? {
        let colon = LineCursor.first(0x3A, in: text.prefix(prefixBytesMax), from: text.startIndex)
        guard colon < text.endIndex, text[colon] == 0x3A,
            colon + 1 == text.endIndex || text[colon + 1] == 0x20,
            let kind = kind(named: text[text.startIndex..<colon])
        else { return nil }
        return (kind, colon + 1)
    }

    private static func isLevelByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || LineCursor.isDigit(byte)
    }

    /// What a level says of a line; `nil` for another word.
    static func kind(named word: ArraySlice<UInt8>) -> Kind? {
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

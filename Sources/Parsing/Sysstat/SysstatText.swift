// The texts of sar, pidstat and iostat: a banner with the date, headings, rows of numbers.
// Source: sysstat 12.7 pr_stats.c, pidstat.c, iostat.c, and real runs of 12.6.

/// Which of the programs wrote a text.
enum SysstatProgram: Sendable {
    /// Each heading and row begins with a time.
    case sar, pidstat
    /// A line of date and time stands above each report.
    case iostat
}

/// Reads any of them line by line.
struct SysstatText: FormatReader {
    static let timeRule = "a row must begin with a time of day, or follow a line of date and time"
    static let headingRule = "a row must follow a heading"

    private let program: SysstatProgram
    private var clock = SysstatClock()
    private var notes = ZoneNotes()
    private var table: SysstatTable?
    /// Of iostat, the time of the report at hand and how many reports began.
    private var reportTime: Timestamp?
    private var reports = 0
    /// Whether a heading was met that only this program writes.
    private(set) var hasOwnHeading = false

    init(_ program: SysstatProgram) { self.program = program }

    var zone: WrittenZone {
        switch program {
        case .sar, .pidstat: notes.zone == .none ? clock.zone : notes.zone
        case .iostat: notes.zone
        }
    }

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        block.forEachLine { line, text in
            guard let rule = read(text, line, into: &rows) else { return }
            rows.append(.unreadable(UnreadableLine(line: line, reason: rule)))
        }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    /// Reads a line; returns the rule that it breaks, or `nil`.
    private mutating func read(
        _ text: ArraySlice<UInt8>,
        _ line: Int,
        into rows: inout [Row]
    ) -> String? {
        if SlowlogSession.isBlank(text) {
            if program == .iostat { table = nil }
            return nil
        }
        if clock.begin(text) {
            table = nil
            return nil
        }
        let words = ColumnText.words(text)
        switch program {
        case .sar, .pidstat: return readTimed(words, line, into: &rows)
        case .iostat: return readReport(text, words, line, into: &rows)
        }
    }

    /// A heading or row of sar or pidstat.
    private mutating func readTimed(
        _ words: [String],
        _ line: Int,
        into rows: inout [Row]
    ) -> String? {
        if words[0].hasSuffix(":"), !words[0].hasPrefix("#"),
            words[0].dropLast().allSatisfy(\.isLetter)
        {
            // "Average:" and "Summary:" repeat what the rows said.
            return nil
        }
        if words[0] == "#" || words[0] == "#Time" {
            guard let heading = SysstatTable(words.filter { $0 != "#" && $0 != "#Time" }) else {
                return SysstatText.headingRule
            }
            begin(heading)
            return nil
        }
        guard let (time, count) = moment(words) else { return Self.timeRule }
        let rest = Array(words.dropFirst(count))
        // "03:44:48 LINUX RESTART (2 CPU)"
        if rest.first == "LINUX" { return nil }
        if let heading = SysstatTable(rest) {
            begin(heading)
            return nil
        }
        guard let table else { return Self.headingRule }
        let cells = table.columns.first == "Time" ? words : rest
        return table.read(cells, at: MetricsTable.Stamp(line: line, time: time), into: &rows)
    }

    private mutating func begin(_ heading: SysstatTable) {
        table = heading
        hasOwnHeading = hasOwnHeading || heading.columns.contains("PID") == (program == .pidstat)
    }

    /// A time of day with the banner's date, or an epoch (`pidstat -H`).
    private mutating func moment(_ words: [String]) -> (time: Timestamp, words: Int)? {
        if let found = clock.moment(words) { return found }
        guard let word = words.first, word.utf8.count == 10, let seconds = Int64(word) else {
            return nil
        }
        notes.note(isZoned: true)
        return (Timestamp(microseconds: seconds * 1_000_000), 1)
    }

    /// A line of iostat.
    ///
    /// The first report counts from the start of the system, so that it says nothing of now.
    private mutating func readReport(
        _ text: ArraySlice<UInt8>,
        _ words: [String],
        _ line: Int,
        into rows: inout [Row]
    ) -> String? {
        if let found = IostatStamp(text, words) {
            notes.note(isZoned: found.isZoned)
            reportTime = found.time
            reports += 1
            return nil
        }
        if words[0] == "avg-cpu:" || words[0].hasPrefix("Device") {
            let heading = words[0] == "avg-cpu:" ? Array(words.dropFirst()) : words
            guard let heading = SysstatTable(heading) else { return Self.headingRule }
            table = heading
            hasOwnHeading = true
            return nil
        }
        guard let table else { return Self.headingRule }
        guard let reportTime else { return Self.timeRule }
        var read: [Row] = []
        let stamp = MetricsTable.Stamp(line: line, time: reportTime)
        let fault = table.read(words, at: stamp, into: &read)
        if reports > 1 { rows += read }
        return fault
    }
}

/// A line that is a date and a time, as `iostat -t` writes above each report.
private struct IostatStamp {
    let time: Timestamp
    let isZoned: Bool

    init?(_ text: ArraySlice<UInt8>, _ words: [String]) {
        if let stamp = CalendarTime.stamp(in: text, at: text.startIndex), words.count <= 3 {
            time = stamp.time
            isZoned = stamp.zone != .none
            return
        }
        guard (2...3).contains(words.count), let days = WrittenDate.days(words[0]) else {
            return nil
        }
        var clock = SysstatClock()
        guard let moment = clock.moment(Array(words.dropFirst())), moment.words == words.count - 1
        else { return nil }
        let midnight = days * CalendarTime.microsecondsPerDay
        time = Timestamp(microseconds: midnight + moment.time.microseconds)
        isZoned = false
    }
}

extension SysstatText {
    /// The share of lines that must read as rows of a table or belong to one.
    private static let unreadableShareMax = 0.5
    /// No other program writes such banners and headings.
    private static let score = 0.97

    /// Recognises the text of a program by reading its beginning.
    static func recognition(_ program: SysstatProgram, of head: FileHead, because reason: String)
        -> Recognition?
    {
        var reader = SysstatText(program)
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        guard case .rows(let rows) = reader.read(LineBlock(bytes: bytes, firstLine: 1)),
            reader.hasOwnHeading
        else { return nil }
        let strange = rows.count { if case .unreadable = $0 { true } else { false } }
        let lines = head.lines.count { !SlowlogSession.isBlank($0) }
        guard Double(strange) <= unreadableShareMax * Double(max(1, lines)) else { return nil }
        return Recognition(
            score: score * (1 - Double(strange) / Double(max(1, lines))),
            reason: reason
        )
    }
}

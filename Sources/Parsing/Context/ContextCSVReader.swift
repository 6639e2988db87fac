// Reads a table of events; notes may be quoted over several lines, as spreadsheets write them.

/// The reader of ``ContextCSV``.
struct ContextCSVReader: FormatReader {
    /// A longer note is an unclosed quote.
    private static let recordLinesMax = 100
    /// More rows are a log, not what people know.
    private static let eventsMax = 100_000

    static let headerRule = "the first row must name a time column and a column of words"
    static let timeRule = "the time must be ISO 8601, or an epoch of 10, 13, 16 or 19 digits"
    static let emptyRule = "an event must have words"
    static let countRule = "a context file may hold 100,000 events"

    private var delimiter: UInt8?
    private var roles: [ContextRole?] = []
    private var impliedKind = ""
    private var row = CSVRow()
    private var clock = ContextClock()
    private var drafts: [ContextDraft] = []
    private var strange: [UnreadableLine] = []
    /// A record whose quote is still open, line by line.
    private var open: [(line: Int, text: [UInt8])] = []

    init() {}

    /// Whether a header was read.
    var hasHeader: Bool { !roles.isEmpty }

    var zone: WrittenZone { clock.zone }

    mutating func read(_ block: LineBlock) -> Batch {
        var line = block.firstLine
        var start = 0
        while start < block.bytes.count {
            let (text, next) = CSVLine.next(in: block.bytes, from: start)
            take(line, Array(block.bytes[text]))
            line += 1
            start = next
        }
        return .rows([])
    }

    mutating func finish() -> Batch {
        giveUpOpenRecord()
        var rows = VersionHistory.events(drafts).map(Row.context)
        rows += strange.map(Row.unreadable)
        drafts = []
        strange = []
        return .rows(Row.inOrderOfLines(rows))
    }

    private mutating func take(_ line: Int, _ text: [UInt8]) {
        guard !open.isEmpty else { return takeFresh(line, text) }
        open.append((line, text))
        let whole = Array(open.map(\.text).joined(separator: [0x0A]))
        switch record(open[0].line, whole) {
        case nil: open = []
        case CSVRow.Fault.openQuote.reason where open.count < Self.recordLinesMax: break
        case .some: giveUpOpenRecord()
        }
    }

    private mutating func takeFresh(_ line: Int, _ text: [UInt8]) {
        guard let fault = record(line, text) else { return }
        if fault == CSVRow.Fault.openQuote.reason, delimiter != nil {
            open = [(line, text)]
        } else {
            strange.append(UnreadableLine(line: line, reason: fault))
        }
    }

    /// Reports the line that opened a quote, and reads the lines after it on their own.
    private mutating func giveUpOpenRecord() {
        let lines = open
        open = []
        for (index, entry) in lines.enumerated() {
            let fault = index == 0 ? CSVRow.Fault.openQuote.reason : record(entry.line, entry.text)
            if let fault { strange.append(UnreadableLine(line: entry.line, reason: fault)) }
        }
    }

    /// Reads a record; returns the rule it breaks, or `nil`.
    private mutating func record(_ line: Int, _ bytes: [UInt8]) -> String? {
        let text = CSVDelimiter.withoutByteOrderMark(bytes, 0..<bytes.count)
        if CSVLine.isBlank(bytes, text) { return nil }
        if let declared = CSVDelimiter.declared(bytes, text) {
            delimiter = declared
            return nil
        }
        guard let delimiter = delimiter ?? CSVDelimiter.sniffed(bytes, text) else {
            return Self.headerRule
        }
        do {
            try row.cut(bytes, text, delimiter: delimiter)
        } catch {
            return error.reason
        }
        self.delimiter = delimiter
        if roles.isEmpty { return begin(bytes) }
        return event(line, bytes)
    }

    /// Reads the header; returns the rule it breaks, or `nil`.
    private mutating func begin(_ bytes: [UInt8]) -> String? {
        let names = row.cells.map { ContextText.trimmed(row.text($0, in: bytes)) }
        let lowered = names.map { $0.lowercased() }
        guard ContextTable.isContext(names),
            !lowered.contains(where: ContextRole.logColumns.contains)
        else {
            delimiter = nil
            return Self.headerRule
        }
        roles = names.map { ContextRole($0) }
        if !roles.contains(.time), let date = roles.firstIndex(of: .date) { roles[date] = .time }
        if !roles.contains(.kind) {
            impliedKind =
                lowered.first { ContextWords.kind(ofType: $0) != nil && ContextRole($0) == .name }
                ?? ""
        }
        return nil
    }

    /// Reads an event; returns the rule it breaks, or `nil`.
    private mutating func event(_ line: Int, _ bytes: [UInt8]) -> String? {
        var fields = ContextFields()
        var times: [ContextRole: Range<Int>] = [:]
        var others: [String] = []
        for (cell, role) in zip(row.cells, roles) {
            switch role {
            case .time, .date, .end:
                if let role, times[role] == nil, !cell.range.isEmpty { times[role] = cell.range }
            case .kind, .service, .name, .version, .note:
                if let role { fields.set(role, to: row.text(cell, in: bytes)) }
            case nil: others.append(row.text(cell, in: bytes))
            }
        }
        guard let written = times[.time], let time = moment(written, date: times[.date], bytes)
        else {
            return Self.timeRule
        }
        if fields.isEmpty {
            fields.set(.note, to: others.filter { !$0.isEmpty }.joined(separator: " "))
        }
        guard !fields.isEmpty else { return Self.emptyRule }
        if !impliedKind.isEmpty { fields.set(.kind, to: impliedKind) }
        guard drafts.count < Self.eventsMax else { return Self.countRule }
        let draft = ContextDraft(fields, line: line, time: time)
        drafts.append(draft)
        if let end = times[.end], let ended = moment(end, date: times[.date], bytes) {
            drafts.append(draft.ended(at: ended))
        }
        return nil
    }

    private mutating func moment(_ time: Range<Int>, date: Range<Int>?, _ bytes: [UInt8])
        -> Timestamp?
    {
        if let date {
            let joined = bytes[date] + [0x20] + bytes[time]
            if let stamp = StampScanner.whole(Array(joined), 0..<joined.count) {
                return clock.resolve(stamp)
            }
        }
        return StampScanner.whole(bytes, time).map { clock.resolve($0) }
    }
}

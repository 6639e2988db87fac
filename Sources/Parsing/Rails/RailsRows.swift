// Rows of a log whose stamps carry no zone, held back until a line names one.
// Source: Ruby `Logger::LogDevice#add_log_header`; Rails `Rails::Rack::Logger#started_request_message`.

/// Puts wall-clock rows on UTC once the log has named its offset, which it may do after some lines.
struct RailsRows {
    private var rows: [Row] = []
    /// The places of rows whose stamps carry their zone, which do not move.
    private var settled: Set<Int> = []
    private var hasSettled = false
    private var hasUnsettled = false
    private var linesRead = 0
    /// The offset by which times are converted now: it changes when daylight saving begins or ends.
    private var offsetSeconds: Int?
    private var firstOffsetSeconds: Int?

    /// A log that names no zone in so many lines is handed on as it stands, and stays so.
    private static let linesHeldMax = 10_000

    /// Whether rows still wait for the zone.
    private var isHolding: Bool { offsetSeconds == nil && linesRead < Self.linesHeldMax }

    var zone: WrittenZone {
        if hasSettled, !hasUnsettled { return .written }
        return firstOffsetSeconds.map { .header(offsetSeconds: $0) } ?? .absent
    }

    /// The moment that a wall-clock time stands for, as far as is known.
    func time(fromWall wallTime: Timestamp) -> Timestamp {
        wallTime.advanced(bySeconds: -Double(offsetSeconds ?? 0))
    }

    /// Takes note of an offset that the log names.
    ///
    /// - Returns: By how many seconds times that were read before must move, or `nil` for not at all.
    mutating func learn(offsetSeconds seconds: Int) -> Double? {
        let wasHolding = isHolding
        guard wasHolding || offsetSeconds != nil else { return nil }
        let moved = -Double(seconds - (offsetSeconds ?? 0))
        offsetSeconds = seconds
        guard wasHolding else { return nil }
        firstOffsetSeconds = seconds
        for index in rows.indices where !settled.contains(index) {
            rows[index] = Self.shift(rows[index], bySeconds: moved)
        }
        return moved
    }

    mutating func append(_ row: Row) {
        if case .unreadable = row {} else { hasUnsettled = true }
        rows.append(row)
    }

    mutating func append(_ later: [Row]) {
        for row in later { append(row) }
    }

    /// Adds a row whose stamp carries its zone.
    mutating func append(settled row: Row) {
        if isHolding { settled.insert(rows.count) }
        hasSettled = true
        rows.append(row)
    }

    /// Counts a line that was read.
    mutating func endLine() { linesRead += 1 }

    /// Hands on the rows whose times are settled.
    mutating func take() -> [Row] { isHolding ? [] : takeAll() }

    /// Hands on every row.
    mutating func takeAll() -> [Row] {
        defer {
            rows = []
            settled = []
        }
        return rows
    }

    private static func shift(_ row: Row, bySeconds seconds: Double) -> Row {
        switch row {
        case .statement(var event):
            event.time = event.time.advanced(bySeconds: seconds)
            return .statement(event)
        case .request(var event):
            event.start = event.start.advanced(bySeconds: seconds)
            return .request(event)
        case .log(var event):
            event.time = event.time.advanced(bySeconds: seconds)
            return .log(event)
        case .job(var event):
            event.time = event.time.advanced(bySeconds: seconds)
            return .job(event)
        case .slowlog, .sample, .context, .quiet, .server, .client, .span, .unreadable: return row
        }
    }
}

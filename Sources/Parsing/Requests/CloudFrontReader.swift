// Standard logs of CloudFront: a header names the columns, which grew over the years from 18 to 33.
// Source: AWS, "Standard logging reference" (W3C extended log file format, tabs, times of whole seconds).

/// Reads a standard log of CloudFront.
struct CloudFrontReader: FormatReader {
    let zone = WrittenZone.written
    private var columns = Columns()

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        block.forEachLine { number, text in
            if let row = read(text, line: number) { rows.append(row) }
        }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    /// Reads a line; `nil` for one of the header.
    mutating func read(_ text: ArraySlice<UInt8>, line: Int) -> Row? {
        if text.first == 0x23 {
            if LineCursor.begins(text, with: "#Fields:") { columns = Columns(header: text) }
            return nil
        }
        guard text.contains(where: { $0 > 0x20 }) else { return nil }
        guard !columns.isEmpty else {
            return .unreadable(UnreadableLine(line: line, reason: "no header names the columns"))
        }
        return columns.request(text, line: line).map { .request($0) }
            ?? .unreadable(
                UnreadableLine(line: line, reason: "no date and time as the header says")
            )
    }

    /// Which column holds what.
    private struct Columns {
        /// What is read of a line.
        private enum Field: Sendable {
            case date, time, method, path, status, cache, id, seconds
        }

        private var fields: [Field?] = []

        var isEmpty: Bool { fields.isEmpty }

        /// A header of CloudFront has 33 names; a longer one is no header.
        private static let columnsMax = 200

        init() {}

        /// Reads `#Fields: date time x-edge-location …`.
        init(header: ArraySlice<UInt8>) {
            var cursor = LineCursor(header)
            _ = cursor.skip("#Fields:")
            cursor.skipSpaces()
            while !cursor.isAtEnd, fields.count < Self.columnsMax {
                fields.append(Self.field(cursor.text(until: 0x20)))
                cursor.skipSpaces()
            }
            if !fields.contains(.date) || !fields.contains(.time) { fields = [] }
        }

        private static func field(_ name: ArraySlice<UInt8>) -> Field? {
            if LineCursor.equal(name, "date") { return .date }
            if LineCursor.equal(name, "time") { return .time }
            if LineCursor.equal(name, "cs-method") { return .method }
            if LineCursor.equal(name, "cs-uri-stem") { return .path }
            if LineCursor.equal(name, "sc-status") { return .status }
            if LineCursor.equal(name, "x-edge-result-type") { return .cache }
            if LineCursor.equal(name, "x-edge-request-id") { return .id }
            return LineCursor.equal(name, "time-taken") ? .seconds : nil
        }

        /// Reads a line of values between tabs.
        func request(_ text: ArraySlice<UInt8>, line: Int) -> RequestEvent? {
            var cursor = LineCursor(text)
            var date: ArraySlice<UInt8> = []
            var time: ArraySlice<UInt8> = []
            var event = RequestEvent(
                line: line,
                start: Timestamp(microseconds: 0),
                target: RequestTarget(line: []),
                status: nil,
                durationMilliseconds: nil
            )
            for field in fields where !cursor.isAtEnd {
                let value = cursor.text(until: 0x09)
                switch field {
                case .date: date = value
                case .time: time = value
                case .method where RequestTarget.isMethod(value):
                    event.method = LineCursor.string(value)
                case .path: event.path = LineCursor.string(RequestTarget.path(of: value))
                case .status:
                    var digits = LineCursor(value)
                    event.status = RequestWords.status(digits.integer())
                case .cache: event.cache = Self.cache(value)
                case .id: event.idHash = RequestWords.idHash(value)
                case .seconds:
                    var digits = LineCursor(value)
                    event.durationMilliseconds = digits.decimal().map { $0 * 1_000 }
                case .method, nil: break
                }
            }
            guard let end = Self.time(date, time) else { return nil }
            // The stamp says when the last byte was sent.
            event.start = end.advanced(bySeconds: -(event.durationMilliseconds ?? 0) / 1_000)
            return event
        }

        private static func time(_ date: ArraySlice<UInt8>, _ time: ArraySlice<UInt8>) -> Timestamp?
        {
            guard date.count == 10, time.count == 8 else { return nil }
            let joined = Array(date) + [0x54] + Array(time)
            return CalendarTime.stamp(in: joined, at: 0)?.time
        }

        private static func cache(_ word: ArraySlice<UInt8>) -> RequestEvent.CacheResult? {
            let hits: [StaticString] = ["Hit", "RefreshHit", "OriginShieldHit"]
            if hits.contains(where: { LineCursor.equal(word, $0) }) { return .hit }
            if LineCursor.equal(word, "Miss") { return .miss }
            let refusals: [StaticString] = ["Error", "LimitExceeded", "CapacityExceeded"]
            return refusals.contains { LineCursor.equal(word, $0) } ? .refused : nil
        }
    }
}

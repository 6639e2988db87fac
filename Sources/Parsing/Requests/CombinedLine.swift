// A line of an access log in the common or combined form, with what servers append to it.
// Source: Apache httpd 2.4 mod_log_config; nginx ngx_http_log_module (`combined`, escaping of quotes as \x22).

/// A request as nginx and Apache log it: `1.2.3.4 - - [11/Feb/2013:06:43:36 +0000] "GET / HTTP/1.1" 200 5778`.
enum CombinedLine: SingleLine {
    static let rule = "an access log line is address, stamp in brackets, quoted request and status"

    /// Names and addresses before the stamp stay below this.
    private static let headBytesMax = 400
    /// Formats append some ten words.
    private static let tailWordsMax = 32

    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
    {
        var cursor = LineCursor(text)
        let bracket = LineCursor.first(0x5B, in: text.prefix(headBytesMax), from: text.startIndex)
        guard bracket > text.startIndex, bracket < text.endIndex, text[bracket - 1] == 0x20,
            let stamp = CalendarTime.accessStamp(in: text, at: bracket + 1)
        else { return false }
        cursor.index = stamp.end
        guard cursor.skip("] \""), let request = quoted(&cursor), cursor.skip(byte: 0x20) else {
            return false
        }
        let status = cursor.integer()
        guard status != nil || cursor.skip(byte: 0x2D) else { return false }
        var tail = Tail()
        if cursor.skip(byte: 0x20) {
            _ = cursor.text(until: 0x20)
            tail.read(&cursor)
        }
        // nginx stamps the end of a request and prints seconds; Apache stamps its beginning.
        let start = tail.seconds.map { stamp.time.advanced(bySeconds: -$0) } ?? stamp.time
        let event = RequestEvent(
            line: line,
            start: start,
            target: RequestTarget(line: request),
            status: RequestWords.status(status),
            durationMilliseconds: tail.milliseconds,
            idHash: tail.idHash
        )
        rows.append(.request(event), isZoned: stamp.zone != .none)
        return true
    }

    /// Reads to the quote that ends a text, and passes it.
    static func quoted(_ cursor: inout LineCursor) -> ArraySlice<UInt8>? {
        let end = LineCursor.closingQuote(in: cursor.bytes, from: cursor.index)
        guard end < cursor.bytes.endIndex else { return nil }
        defer { cursor.index = end + 1 }
        return cursor.bytes[cursor.index..<end]
    }

    /// What formats append behind the size: referrer, agent, times, ids.
    private struct Tail {
        /// `$request_time`: seconds with three decimals.
        var seconds: Double?
        /// `%D`: microseconds without decimals.
        var microseconds: Int?
        var idHash: UInt64?
        private var quotes = 0

        var milliseconds: Double? {
            if let seconds { return seconds * 1_000 }
            return microseconds.map { Double($0) / 1_000 }
        }

        mutating func read(_ cursor: inout LineCursor) {
            for _ in 0..<tailWordsMax {
                cursor.skipSpaces()
                guard let first = cursor.next else { return }
                if first == 0x22 {
                    cursor.index += 1
                    guard let text = quoted(&cursor) else { return }
                    quotes += 1
                    // The first two are referrer and agent; what else is quoted may be a time.
                    if quotes > 2 { take(text) }
                } else {
                    take(cursor.text(until: 0x20))
                }
            }
        }

        /// Takes a bare word, or one behind a name such as `rt=`: the first time counts, which is the server's.
        private mutating func take(_ word: ArraySlice<UInt8>) {
            var value = LineCursor(word)
            let equals = LineCursor.first(0x3D, in: word.prefix(24), from: word.startIndex)
            if equals < word.endIndex, word[equals] == 0x3D {
                guard isTimeName(word[..<equals]) else { return }
                value.index = equals + 1
                if value.next == 0x22 { value.index += 1 }
            }
            let start = value.index
            guard let number = value.decimal() else {
                if idHash == nil { idHash = RequestWords.idHash(value.rest) }
                return
            }
            guard value.isAtEnd || value.next == 0x22 else {
                if idHash == nil { idHash = RequestWords.idHash(word) }
                return
            }
            guard seconds == nil, microseconds == nil else { return }
            if word[start..<value.index].contains(0x2E) {
                seconds = number
            } else {
                microseconds = Int(number)
            }
        }

        private func isTimeName(_ name: ArraySlice<UInt8>) -> Bool {
            LineCursor.equal(name, "rt") || LineCursor.equal(name, "request_time")
                || LineCursor.equal(name, "req_time") || LineCursor.equal(name, "D")
                || LineCursor.equal(name, "request_id") || LineCursor.equal(name, "rid")
        }
    }
}

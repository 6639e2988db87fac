// A line of Envoy's access log in its default form, and in the longer one of Istio.
// Source: Envoy 1.2 to 1.31, "Access logging", default format string; Istio 1.x `EnvoyTextLogFormat`.

/// A request as Envoy logs it: `[2016-04-15T20:17:00.310Z] "POST /v1 HTTP/2" 204 - 154 0 226 100 "…"`.
enum EnvoyLine: SingleLine {
    static let rule =
        "an Envoy line is a stamp in brackets, quoted request, status, flags and numbers"

    /// Details that Istio puts between the flags and the numbers.
    private static let detailsMax = 4

    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
    {
        var cursor = LineCursor(text)
        guard cursor.skip(byte: 0x5B),
            let stamp = CalendarTime.stamp(in: text, at: cursor.index), stamp.zone != .none
        else { return false }
        cursor.index = stamp.end
        guard cursor.skip("] \""), let request = CombinedLine.quoted(&cursor),
            cursor.skip(byte: 0x20), let status = cursor.integer(), cursor.skip(byte: 0x20)
        else { return false }
        _ = cursor.text(until: 0x20)
        guard let milliseconds = duration(&cursor) else { return false }
        let event = RequestEvent(
            line: line,
            start: stamp.time,
            target: RequestTarget(line: request),
            status: RequestWords.status(status),
            durationMilliseconds: milliseconds,
            idHash: id(&cursor)
        )
        rows.append(.request(event), isZoned: true)
        return true
    }

    /// Reads `154 0 226`: bytes received, bytes sent, and the milliseconds wanted.
    private static func duration(_ cursor: inout LineCursor) -> Double? {
        for _ in 0...detailsMax {
            if let next = cursor.next, LineCursor.isDigit(next) { break }
            if cursor.skip(byte: 0x22) {
                guard CombinedLine.quoted(&cursor) != nil else { return nil }
            } else {
                _ = cursor.text(until: 0x20)
            }
            cursor.skipSpaces()
        }
        guard cursor.integer() != nil, cursor.skip(byte: 0x20), cursor.integer() != nil,
            cursor.skip(byte: 0x20), let milliseconds = cursor.integer()
        else { return nil }
        return Double(milliseconds)
    }

    /// The third quoted text behind the numbers: forwarded-for, agent, request id.
    private static func id(_ cursor: inout LineCursor) -> UInt64? {
        _ = cursor.skip(byte: 0x20)
        _ = cursor.text(until: 0x20)
        for number in 1...3 {
            cursor.skipSpaces()
            guard cursor.skip(byte: 0x22), let text = CombinedLine.quoted(&cursor) else {
                return nil
            }
            if number == 3 { return RequestWords.idHash(text) }
        }
        return nil
    }
}

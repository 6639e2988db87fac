// A connection as HAProxy logs it, with `option httplog` or `option tcplog`.
// Source: HAProxy configuration manual 1.5 to 3.0, chapter 8.2 (log formats) and 8.5 (termination state).

/// The parts of a line behind `haproxy[pid]: `.
struct HAProxyLine {
    /// What a line tells of.
    enum Content {
        case request(RequestEvent)
        /// A connection that failed before any request, or one without HTTP.
        case connection(LogEvent)
    }

    let content: Content
    /// When the connection was accepted, as wall-clock time.
    let accepted: Timestamp

    /// Where the message begins: behind `haproxy[7]: `, which syslog puts there, or at the start.
    static func body(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let name = LineCursor.find("haproxy", in: text.prefix(headBytesMax)) else {
            return text
        }
        let colon = LineCursor.first(0x3A, in: text.prefix(headBytesMax), from: name)
        guard colon + 1 < text.endIndex, text[colon] == 0x3A, text[colon + 1] == 0x20 else {
            return text
        }
        return text[(colon + 2)...]
    }

    /// Stamp, host and tag of syslog stay below this.
    private static let headBytesMax = 200

    /// Reads a message; `nil` for any but that of a connection.
    init?(_ body: ArraySlice<UInt8>, line: Int) {
        var cursor = LineCursor(body)
        guard let first = cursor.next, LineCursor.isDigit(first) || first == 0x3A || first == 0x75
        else { return nil }
        _ = cursor.text(until: 0x20)
        guard cursor.skip(byte: 0x5B),
            let stamp = CalendarTime.accessStamp(in: body, at: cursor.index)
        else { return nil }
        cursor.index = stamp.end
        guard cursor.skip("] ") else { return nil }
        accepted = stamp.time
        let frontend = cursor.text(until: 0x20)
        let rest = cursor.rest
        if frontend.last == 0x3A {
            content = .connection(Self.failure(rest, line, stamp.time))
        } else if let event = Self.request(&cursor, line, stamp.time) {
            content = .request(event)
        } else {
            cursor.index = rest.startIndex
            guard let event = Self.session(&cursor, line, stamp.time) else { return nil }
            content = .connection(event)
        }
    }

    /// Reads `be/srv TR/Tw/Tc/Tr/Ta status bytes …`, in which a time of -1 was never reached.
    private static func request(
        _ cursor: inout LineCursor,
        _ line: Int,
        _ accepted: Timestamp
    ) -> RequestEvent? {
        let server = cursor.text(until: 0x20)
        guard server.contains(0x2F), let times = times(&cursor), times.count == 5,
            let total = times.last, cursor.skip(byte: 0x20)
        else { return nil }
        let isNegative = cursor.skip(byte: 0x2D)
        guard let status = cursor.integer(), cursor.skip(byte: 0x20) else { return nil }
        let quote = LineCursor.first(0x22, in: cursor.bytes, from: cursor.index)
        cursor.index = min(quote + 1, cursor.bytes.endIndex)
        let end = LineCursor.findLast("\"", in: cursor.rest) ?? cursor.bytes.endIndex
        return RequestEvent(
            line: line,
            start: accepted,
            target: RequestTarget(line: cursor.bytes[cursor.index..<end]),
            status: isNegative ? nil : RequestWords.status(status),
            durationMilliseconds: total
        )
    }

    /// Reads `be/srv Tw/Tc/Tt bytes state …`, a session without HTTP.
    private static func session(
        _ cursor: inout LineCursor,
        _ line: Int,
        _ accepted: Timestamp
    ) -> LogEvent? {
        let server = cursor.text(until: 0x20)
        guard server.contains(0x2F), let times = times(&cursor), times.count == 3,
            cursor.skip(byte: 0x20)
        else { return nil }
        _ = cursor.text(until: 0x20)
        let state = cursor.text(until: 0x20)
        let isTimeout = state.first == 0x63 || state.first == 0x73
        let isFault = state.first.map { $0 != 0x2D } ?? false
        return LogEvent(
            line: line,
            time: accepted,
            severity: isFault ? .warning : .info,
            topic: isTimeout ? .timeout : .other,
            message: "session of \(LineCursor.string(server.prefix(80)))",
            process: "haproxy"
        )
    }

    private static func failure(
        _ text: ArraySlice<UInt8>,
        _ line: Int,
        _ accepted: Timestamp
    ) -> LogEvent {
        LogEvent(
            line: line,
            time: accepted,
            severity: .warning,
            topic: LineCursor.find("imeout", in: text) == nil ? .other : .timeout,
            message: LineCursor.message(text),
            process: "haproxy"
        )
    }

    /// Reads `0/0/1/48/49`; -1 stands for a step that was not reached, a `+` for a log written early.
    private static func times(_ cursor: inout LineCursor) -> [Double?]? {
        var times: [Double?] = []
        while times.count < 6 {
            let isNegative = cursor.skip(byte: 0x2D)
            _ = cursor.skip(byte: 0x2B)
            guard let value = cursor.integer() else { return nil }
            times.append(isNegative ? nil : Double(value))
            guard cursor.skip(byte: 0x2F) else { return times }
        }
        return nil
    }
}

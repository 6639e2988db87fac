// The lines of an HAProxy log, among them those that carry no date of their own.
// Source: HAProxy `src/proxy.c` (`Proxy %s started.`, `Stopping %s %s in %d ms.`), `src/server.c`, 1.5 to 3.0.

/// Reads a log of HAProxy; its notices take the time of the connection beside them.
struct HAProxyReader: FormatReader {
    /// HAProxy stamps connections in local time and does not name it.
    let zone = WrittenZone.absent
    private var rows: [Row] = []
    private var lastTime: Timestamp?
    /// Notices at the beginning, which wait for a connection to date them.
    private var held: [LogEvent] = []

    /// More notices before the first connection are not worth memory.
    private static let heldMax = 1_000
    private static let undated = "no stamp stands in the line or beside it"

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        return .rows(takeAll())
    }

    mutating func finish() -> Batch {
        for event in held { refuse(event.line, Self.undated) }
        held = []
        return .rows(takeAll())
    }

    /// Whether a message is one of HAProxy's notices.
    static func isNotice(_ body: ArraySlice<UInt8>) -> Bool {
        notices.contains { LineCursor.begins(body, with: $0) }
    }

    private static let notices: [StaticString] = [
        "Proxy ", "Stopping ", "Pausing ", "Enabling ", "Server ", "Backup Server ",
        "Health check ",
        "backend ", "New worker ", "Loading ", "[NOTICE]", "[WARNING]", "[ALERT]",
    ]

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        let body = HAProxyLine.body(of: text)
        if let connection = HAProxyLine(body, line: line) {
            date(connection.accepted)
            switch connection.content {
            case .request(let event): rows.append(.request(event))
            case .connection(let event): rows.append(.log(event))
            }
        } else if Self.isNotice(body) {
            let event = Self.notice(body, line, lastTime ?? Timestamp(microseconds: 0))
            if lastTime != nil {
                rows.append(.log(event))
            } else if held.count < Self.heldMax {
                held.append(event)
            } else {
                refuse(line, Self.undated)
            }
        } else if body.contains(where: { $0 > 0x20 }) {
            refuse(line, "no connection or notice of HAProxy")
        }
    }

    private mutating func refuse(_ line: Int, _ reason: String) {
        rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
    }

    /// Takes note of a moment, which dates the notices that waited.
    private mutating func date(_ time: Timestamp) {
        lastTime = time
        for var event in held {
            event.time = time
            rows.append(.log(event))
        }
        held = []
    }

    private static func notice(
        _ body: ArraySlice<UInt8>,
        _ line: Int,
        _ time: Timestamp
    ) -> LogEvent {
        let isDown = LineCursor.find(" is DOWN", in: body) != nil
        let isStart =
            LineCursor.begins(body, with: "Proxy ") && LineCursor.find(" started", in: body) != nil
        let isStop =
            LineCursor.begins(body, with: "Stopping ")
            || LineCursor.find(" stopped", in: body) != nil
        var topic = LogEvent.Topic.other
        if isDown { topic = .error(kind: "server down") }
        if isStart { topic = .processStarted }
        if isStop { topic = .processStopping }
        return LogEvent(
            line: line,
            time: time,
            severity: isDown ? .error : .info,
            topic: topic,
            message: LineCursor.message(body),
            process: "haproxy"
        )
    }

    private mutating func takeAll() -> [Row] {
        defer { rows = [] }
        return rows
    }
}

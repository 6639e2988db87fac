// Messages of Celery workers.
// Source: celery 4.0 to 5.7 `celery/app/trace.py`, `celery/worker/request.py`, `celery/app/log.py` (default formats).

/// A dated message: `[2026-11-21 03:20:05,353: INFO/MainProcess] Task add[131e…] succeeded in 0.003s: 3`.
struct CeleryLine {
    let time: Timestamp
    let isZoned: Bool
    let severity: LogEvent.Severity
    let process: ArraySlice<UInt8>
    let message: ArraySlice<UInt8>

    init?(_ text: ArraySlice<UInt8>) {
        var cursor = LineCursor(LineCursor.withoutColours(text))
        guard cursor.skip(byte: 0x5B),
            let stamp = CalendarTime.stamp(in: cursor.bytes, at: cursor.index)
        else { return nil }
        cursor.index = stamp.end
        guard cursor.skip(": "),
            let severity = FieldLevel.severity(of: cursor.text(until: 0x2F))
        else { return nil }
        time = stamp.time
        isZoned = stamp.zone != .none
        self.severity = severity
        process = cursor.text(until: 0x5D)
        guard cursor.skip(byte: 0x20) else { return nil }
        message = cursor.rest
    }
}

/// Reads a worker's log; what stands between two dated messages belongs to the first.
struct CeleryReader: FormatReader {
    private var rows: [Row] = []
    private var last: CeleryLine?
    private var hasUnzoned = false

    var zone: WrittenZone { hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        defer { rows = [] }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        guard let message = CeleryLine(text) else {
            readUndated(text, line)
            return
        }
        last = message
        if !message.isZoned { hasUnzoned = true }
        let task = CeleryTask(message.message)
        if let phase = task?.phase {
            rows.append(.job(Self.job(task, phase, message, line)))
        } else {
            rows.append(.log(Self.event(message, line)))
        }
    }

    /// A line without a stamp: the end of a worker, a traceback, or the banner at the beginning.
    private mutating func readUndated(_ text: ArraySlice<UInt8>, _ line: Int) {
        if let last, LineCursor.begins(text, with: "worker: ") {
            let event = LogEvent(
                line: line,
                time: last.time,
                severity: .info,
                topic: .processStopping,
                message: LineCursor.message(text),
                process: LineCursor.string(last.process)
            )
            rows.append(.log(event))
        } else if last == nil, let first = text.first, LineCursor.isDigit(first) || first == 0x7B {
            let reason = "no message of a Celery worker stands before it"
            rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
        }
    }

    private static func job(
        _ task: CeleryTask?,
        _ phase: JobEvent.Phase,
        _ message: CeleryLine,
        _ line: Int
    ) -> JobEvent {
        JobEvent(
            line: line,
            time: message.time,
            phase: phase,
            jobClass: LineCursor.string(task?.name ?? []),
            idHash: task.map { FixedHash.hash($0.id) },
            process: LineCursor.string(message.process.prefix(64)),
            elapsedSeconds: task?.elapsedSeconds
        )
    }

    private static func event(_ message: CeleryLine, _ line: Int) -> LogEvent {
        let text = message.message
        var topic = ErrorName.topic(of: text, severity: message.severity)
        if LineCursor.find(" time limit (", in: text.prefix(40)) != nil { topic = .timeout }
        if text.count < 200, LineCursor.find(" ready.", in: text) != nil { topic = .processStarted }
        return LogEvent(
            line: line,
            time: message.time,
            severity: message.severity,
            topic: topic,
            message: LineCursor.message(text),
            process: LineCursor.string(message.process.prefix(64))
        )
    }
}

/// A message about a task: `Task name[id] succeeded in 0.003s: 3`.
struct CeleryTask {
    let name: ArraySlice<UInt8>
    let id: ArraySlice<UInt8>
    /// The step that ended; `nil` for a task that was received, which may wait in the worker for long.
    private(set) var phase: JobEvent.Phase?
    private(set) var elapsedSeconds: Double?

    private static let nameBytesMax = 300
    private static let idBytesMax = 128

    init?(_ message: ArraySlice<UInt8>) {
        var cursor = LineCursor(message)
        guard cursor.skip("Task ") else { return nil }
        name = cursor.text(until: 0x5B)
        id = cursor.text(until: 0x5D)
        guard !name.isEmpty, name.count <= Self.nameBytesMax, !id.isEmpty,
            id.count <= Self.idBytesMax, cursor.skip(byte: 0x20)
        else { return nil }
        if cursor.skip("succeeded in ") {
            phase = .done
            elapsedSeconds = cursor.decimal()
        } else if cursor.skip("raised unexpected: ") || cursor.skip("raised expected: ")
            || cursor.skip("retry: ")
        {
            phase = .failed
        }
    }
}

// Messages of Resque workers that log very verbosely, the form with stamps.
// Source: resque 1.27 to 2.6 `lib/resque/worker.rb` (`perform`, `work_one_job`), `logging.rb`, `log_formatters`.

/// A message: `** [03:19:59 2026-11-21] 1051: got: (Job{critical} | MyJob | [3])`.
struct ResqueLine {
    let time: Timestamp
    let process: ArraySlice<UInt8>
    let message: ArraySlice<UInt8>

    init?(_ text: ArraySlice<UInt8>) {
        var cursor = LineCursor(text)
        guard cursor.skip("** ["), let clock = CalendarTime.timeOfDay(in: text, at: cursor.index)
        else { return nil }
        cursor.index = clock.end
        guard cursor.skip(byte: 0x20) else { return nil }
        let date = cursor.text(until: 0x5D)
        let midnight = Array(date) + Array(" 00:00:00".utf8)
        guard date.count == 10, let day = CalendarTime.stamp(in: midnight, at: 0),
            cursor.skip(byte: 0x20)
        else { return nil }
        time = Timestamp(microseconds: day.time.microseconds + clock.microseconds)
        process = cursor.text(until: 0x3A)
        guard process.allSatisfy(LineCursor.isDigit), cursor.skip(byte: 0x20) else { return nil }
        message = cursor.rest
    }

    /// The queue and the class in `(Job{critical} | MyJob | [3])`, and what follows; `nil` for other text.
    static func job(
        in text: ArraySlice<UInt8>
    ) -> (queue: ArraySlice<UInt8>, jobClass: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        var cursor = LineCursor(text)
        guard cursor.skip("(Job{") else { return nil }
        let queue = cursor.text(until: 0x7D)
        guard cursor.skip(" | ") else { return nil }
        let jobClass = cursor.text(until: 0x20)
        guard cursor.skip("| "), !jobClass.isEmpty else { return nil }
        return (queue.prefix(200), jobClass.prefix(200), cursor.rest)
    }
}

/// Reads a worker's log.
///
/// Resque's jobs have no ids: a process works off one at a time, which pairs the lines.
struct ResqueReader: FormatReader {
    /// Resque stamps in local time and does not name it.
    let zone = WrittenZone.absent
    private var rows: [Row] = []
    /// The job that each process works on, by the hash of its pid: an id made of pid and line.
    private var running: [UInt64: (id: String, start: Timestamp)] = [:]
    private var hasMessage = false

    /// Parents and their children: more processes do not write one log.
    private static let processesMax = 10_000

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in readLine(text, line: number) }
        defer { rows = [] }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    private mutating func readLine(_ text: ArraySlice<UInt8>, line: Int) {
        guard let message = ResqueLine(text) else {
            guard !hasMessage, text.contains(where: { $0 > 0x20 }) else { return }
            let reason = "no message of a Resque worker stands before it"
            rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
            return
        }
        hasMessage = true
        var cursor = LineCursor(message.message)
        if cursor.skip("got: "), let job = ResqueLine.job(in: cursor.rest) {
            start(job.queue, job.jobClass, message, line)
        } else if cursor.skip("done: "), let job = ResqueLine.job(in: cursor.rest) {
            end(.done, job.queue, job.jobClass, message, line)
        } else if let job = ResqueLine.job(in: message.message),
            LineCursor.find(") failed: #<", in: job.rest) != nil
        {
            end(.failed, job.queue, job.jobClass, message, line)
        } else {
            rows.append(.log(Self.event(message, line)))
        }
    }

    private mutating func start(
        _ queue: ArraySlice<UInt8>,
        _ jobClass: ArraySlice<UInt8>,
        _ message: ResqueLine,
        _ line: Int
    ) {
        if running.count >= Self.processesMax { running = [:] }
        let process = LineCursor.string(message.process)
        let id = "\(process)@\(message.time.microseconds / 1_000_000)/\(line)"
        running[FixedHash.hash(message.process)] = (id, message.time)
        rows.append(.job(Self.job(.started, id, queue, jobClass, message, line)))
    }

    private mutating func end(
        _ phase: JobEvent.Phase,
        _ queue: ArraySlice<UInt8>,
        _ jobClass: ArraySlice<UInt8>,
        _ message: ResqueLine,
        _ line: Int
    ) {
        let began = running.removeValue(forKey: FixedHash.hash(message.process))
        var event = Self.job(phase, began?.id, queue, jobClass, message, line)
        event.elapsedSeconds = began.map { message.time.seconds - $0.start.seconds }
        rows.append(.job(event))
    }

    private static func job(
        _ phase: JobEvent.Phase,
        _ id: String?,
        _ queue: ArraySlice<UInt8>,
        _ jobClass: ArraySlice<UInt8>,
        _ message: ResqueLine,
        _ line: Int
    ) -> JobEvent {
        JobEvent(
            line: line,
            time: message.time,
            phase: phase,
            jobClass: LineCursor.string(jobClass),
            idHash: id.map { FixedHash.hash($0.utf8) },
            queue: LineCursor.string(queue),
            process: LineCursor.string(message.process)
        )
    }

    private static func event(_ message: ResqueLine, _ line: Int) -> LogEvent {
        let text = message.message
        var topic = LogEvent.Topic.other
        var severity = LogEvent.Severity.info
        if LineCursor.begins(text, with: "Starting worker ") { topic = .processStarted }
        if LineCursor.begins(text, with: "Exiting...") { topic = .processStopping }
        if LineCursor.find("Error", in: text) != nil {
            severity = .warning
            topic = ErrorName.topic(of: text, severity: severity)
        }
        return LogEvent(
            line: line,
            time: message.time,
            severity: severity,
            topic: topic,
            message: LineCursor.message(text),
            process: LineCursor.string(message.process)
        )
    }
}

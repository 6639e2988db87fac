// One message of a Sidekiq worker, whichever formatter wrote it, and the row it stands for.
// Source: sidekiq 3 to 8, `lib/sidekiq/job_logger.rb`, `logging.rb`, `logger.rb`.

/// The parts of a message that Sidekiq's formatters print.
struct SidekiqLine {
    var time: Timestamp
    var severity: LogEvent.Severity
    /// The pid, as printed.
    var process: ArraySlice<UInt8>
    /// The thread (`tid`), as printed; empty where it is missing.
    var thread: ArraySlice<UInt8>
    var jobClass: ArraySlice<UInt8>?
    var jobID: ArraySlice<UInt8>?
    var elapsedSeconds: Double?
    /// The text; in JSON still with its escapes.
    var message: ArraySlice<UInt8>

    /// The severity that a level's name stands for; `nil` for another word.
    static func severity(named word: ArraySlice<UInt8>) -> LogEvent.Severity? {
        if LineCursor.equal(word, "INFO") { return .info }
        if LineCursor.equal(word, "WARN") { return .warning }
        if LineCursor.equal(word, "ERROR") { return .error }
        if LineCursor.equal(word, "DEBUG") { return .debug }
        if LineCursor.equal(word, "FATAL") { return .fatal }
        if LineCursor.equal(word, "UNKNOWN") || LineCursor.equal(word, "ANY") { return .info }
        return nil
    }

    /// The step of a job that the message tells of, or `nil` for any other message.
    ///
    /// User text may read `done` too; only Sidekiq's own has the run time beside it.
    func phase() -> (JobEvent.Phase, elapsedSeconds: Double?)? {
        guard jobClass != nil || jobID != nil else { return nil }
        if LineCursor.equal(message, "start") { return (.started, nil) }
        var cursor = LineCursor(message)
        let phase: JobEvent.Phase
        if cursor.skip("done") {
            phase = .done
        } else if cursor.skip("fail") {
            phase = .failed
        } else {
            return nil
        }
        if cursor.isAtEnd { return elapsedSeconds.map { (phase, $0) } }
        guard cursor.skip(": "), let seconds = cursor.decimal(), cursor.skip(" sec"),
            cursor.isAtEnd
        else { return nil }
        return (phase, seconds)
    }
}

/// Turns the messages of a Sidekiq log into rows, whichever formatter wrote them.
struct SidekiqRows {
    private var rows = OpenRows<Void>()
    /// Sidekiq 7 and 8 print only `Running in`, the older ones `Booting Sidekiq` before it.
    private var bootedProcess = ""
    private var hasReadMessage = false

    /// Adds the row of a message.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - line: Its line.
    ///   - decoded: Its text; asked for only where a row needs it.
    mutating func append(_ message: SidekiqLine, line: Int, decoded: () -> String) {
        hasReadMessage = true
        let thread = FixedHash.hash(message.process) ^ FixedHash.hash(message.thread) &* 31
        if let (phase, elapsedSeconds) = message.phase() {
            let event = Self.job(message, line: line, phase: phase, elapsedSeconds: elapsedSeconds)
            if phase == .failed {
                rows.append(.job(event), openFor: thread, note: ())
            } else {
                rows.close(thread)
                rows.append(.job(event))
            }
            return
        }
        let process = LineCursor.string(message.process)
        let topic = topic(of: message, process: process, isAfterFailure: rows.isOpen(thread))
        nameError(topic, of: message, thread: thread)
        rows.append(
            .log(
                LogEvent(
                    line: line,
                    time: message.time,
                    severity: message.severity,
                    topic: topic,
                    message: decoded(),
                    process: process
                )
            )
        )
    }

    /// Takes note of a line that is no message: it belongs to the one before, if there was one.
    mutating func appendContinuation(_ text: ArraySlice<UInt8>, line: Int) {
        guard !hasReadMessage, text.contains(where: { $0 != 0x20 }) else { return }
        rows.append(
            .unreadable(UnreadableLine(line: line, reason: "no Sidekiq message stands before it"))
        )
    }

    /// Hands on the rows that are complete.
    mutating func take() -> [Row] { rows.take() }

    /// Hands on every row.
    mutating func takeAll() -> [Row] { rows.takeAll() }

    private static func job(
        _ message: SidekiqLine,
        line: Int,
        phase: JobEvent.Phase,
        elapsedSeconds: Double?
    ) -> JobEvent {
        JobEvent(
            line: line,
            time: message.time,
            phase: phase,
            jobClass: message.jobClass.map(LineCursor.string) ?? "",
            jobID: message.jobID.map(LineCursor.string),
            process: LineCursor.string(message.process),
            elapsedSeconds: elapsedSeconds
        )
    }

    private mutating func topic(
        of message: SidekiqLine,
        process: String,
        isAfterFailure: Bool
    ) -> LogEvent.Topic {
        let text = message.message
        if LineCursor.begins(text, with: "Booting Sidekiq") {
            bootedProcess = process
            return .processStarted
        }
        if LineCursor.begins(text, with: "Running in ruby"), bootedProcess != process {
            bootedProcess = process
            return .processStarted
        }
        if LineCursor.equal(text, "Shutting down") || LineCursor.equal(text, "Bye!") {
            return .processStopping
        }
        let topic = ErrorName.topic(of: text, severity: message.severity)
        if topic == .other, isAfterFailure, let name = ErrorName.leading(in: text) {
            return ErrorName.topic(of: name)
        }
        return topic
    }

    /// Gives the failure that waits on this thread the class of its error.
    private mutating func nameError(
        _ topic: LogEvent.Topic,
        of message: SidekiqLine,
        thread: UInt64
    ) {
        guard rows.isOpen(thread) else { return }
        let text = message.message
        switch topic {
        case .error, .timeout, .outOfMemory:
            let name =
                ErrorName.leading(in: text) ?? ErrorName.trailing(in: text)
                ?? ErrorName.find(in: text)
            rows.update(thread) { row, _ in
                guard case .job(var event) = row else { return }
                event.errorClass = name
                row = .job(event)
            }
            rows.close(thread)
        case .other, .processStarted, .processStopping, .checkpoint, .lockWait, .deadlock,
            .autovacuum, .fork, .temporaryFile, .cancelled:
            return
        }
    }
}

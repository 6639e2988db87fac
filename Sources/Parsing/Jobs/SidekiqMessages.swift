// What the messages of a Sidekiq worker tell one after the other, whichever formatter wrote them.
// Source: sidekiq 3 to 8, `lib/sidekiq/job_logger.rb`, `launcher.rb`, `cli.rb`, `processor.rb`.

/// What one message of a worker is.
enum SidekiqRecord {
    case job(JobEvent.Phase, elapsedSeconds: Double?)
    case log(LogEvent)
}

/// Reads messages, each in the light of those before it.
struct SidekiqMessages {
    /// Whether a message was read, to which a line that is none belongs.
    private var hasReadMessage = false
    private var count = 0
    /// Threads whose job failed and whose error was not named yet, the oldest first.
    private var failures: [(thread: UInt64, count: Int)] = []
    /// Sidekiq 7 and 8 print only `Running in`, the older ones `Booting Sidekiq` before it.
    private var bootedProcess = ""

    /// The line that names an error follows within a few messages of all threads.
    private static let messagesBetweenMax = 200

    /// Reads a message.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - line: Its line.
    ///   - decoded: Its text; asked for only where it matters.
    /// - Returns: A step of a job, or any other message.
    mutating func read(_ message: SidekiqLine, line: Int, decoded: () -> String) -> SidekiqRecord {
        hasReadMessage = true
        count += 1
        if let (phase, elapsedSeconds) = message.phase() {
            settleFailure(of: message)
            if phase == .failed { failures.append((message.threadHash, count)) }
            return .job(phase, elapsedSeconds: elapsedSeconds)
        }
        let topic = topic(of: message)
        switch topic {
        case .error, .timeout, .outOfMemory:
            settleFailure(of: message)
        case .other where message.severity < .warning:
            return .log(Self.quiet(message, line: line))
        case .other, .processStarted, .processStopping, .checkpoint, .lockWait, .deadlock,
            .autovacuum, .fork, .diskWait, .temporaryFile, .cancelled:
            break
        }
        return .log(
            LogEvent(
                line: line,
                time: message.time,
                severity: message.severity,
                topic: topic,
                message: decoded(),
                process: LineCursor.string(message.process)
            )
        )
    }

    /// Takes note that messages stand before those that are read here.
    mutating func skipMessages() { hasReadMessage = true }

    /// The row of a line that is no message: none where it belongs to the message before.
    func stray(_ text: ArraySlice<UInt8>, line: Int) -> Row? {
        guard !hasReadMessage, text.contains(where: { $0 != 0x20 }) else { return nil }
        return .unreadable(
            UnreadableLine(line: line, reason: "no Sidekiq message stands before it")
        )
    }

    /// A message below a warning: what matters is that it was written, so its text is not decoded.
    private static func quiet(_ message: SidekiqLine, line: Int) -> LogEvent {
        LogEvent(
            line: line,
            time: message.time,
            severity: message.severity,
            topic: .other,
            message: ""
        )
    }

    /// The failure of a message's thread a few messages before; a thread has one at most.
    private mutating func failure(of message: SidekiqLine) -> Int? {
        while let oldest = failures.first, count - oldest.count > Self.messagesBetweenMax {
            failures.removeFirst()
        }
        guard !failures.isEmpty else { return nil }
        let thread = message.threadHash
        return failures.firstIndex { $0.thread == thread }
    }

    /// Forgets the failure of a message's thread: its error was named, or another job began.
    private mutating func settleFailure(of message: SidekiqLine) {
        if let index = failure(of: message) { failures.remove(at: index) }
    }

    private mutating func topic(of message: SidekiqLine) -> LogEvent.Topic {
        let text = message.message
        if LineCursor.begins(text, with: "Booting Sidekiq") {
            bootedProcess = LineCursor.string(message.process)
            return .processStarted
        }
        if LineCursor.begins(text, with: "Running in ruby") {
            let process = LineCursor.string(message.process)
            defer { bootedProcess = process }
            if bootedProcess != process { return .processStarted }
        }
        if LineCursor.equal(text, "Shutting down") || LineCursor.equal(text, "Bye!") {
            return .processStopping
        }
        let topic = ErrorName.topic(of: text, severity: message.severity)
        if topic == .other, failure(of: message) != nil, let name = ErrorName.leading(in: text) {
            return ErrorName.topic(of: name)
        }
        return topic
    }
}

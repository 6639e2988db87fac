// What a record with named fields tells of: a request, a step of a job, a statement, or itself.

extension FieldDraft {
    /// How the values of the fields are written.
    enum Escapes: Sendable {
        /// As they stand.
        case none
        /// With the escapes of JSON.
        case json
    }

    /// Names of classes and routes are cut here.
    private static let nameBytesMax = 200

    /// The row of the record; `nil` when it has no time.
    func row(line number: Int, escapes: Escapes) -> Row? {
        guard let time else { return nil }
        if let event = request(number, time, escapes) { return .request(event) }
        if let event = job(number, time) { return .job(event) }
        if let event = statement(number, time, escapes) { return .statement(event) }
        return .log(event(number, time, escapes))
    }

    private func text(_ role: FieldRole, _ escapes: Escapes) -> String {
        let raw = self[role].prefix(4 * LogEvent.messageCharactersMax)
        switch escapes {
        case .none: return LineCursor.string(raw)
        case .json: return JSONFieldCursor.decode(raw)
        }
    }

    /// Whether the record is that of a request: it has a status and says what was asked for.
    private var isRequest: Bool {
        has(.status) && (has(.method) || has(.path) || has(.controller))
    }

    private func request(_ number: Int, _ time: Timestamp, _ escapes: Escapes) -> RequestEvent? {
        guard isRequest else { return nil }
        var status = LineCursor(self[.status])
        let target = self[.path]
        let milliseconds = durationMilliseconds
        return RequestEvent(
            firstLine: number,
            lastLine: number,
            // A logger writes when the request is over.
            start: time.advanced(bySeconds: -(milliseconds ?? 0) / 1_000),
            method: LineCursor.string(self[.method].prefix(Self.methodBytesMax)),
            path: LineCursor.string(RequestTarget.path(of: target)),
            endpoint: endpoint,
            status: RequestWords.status(status.integer()),
            durationMilliseconds: milliseconds,
            databaseMilliseconds: FieldDuration.milliseconds(self[.database], unit: 1),
            idHash: RequestWords.idHash(self[.requestID]),
            cache: cache
        )
    }

    /// The longest registered method has 17 letters.
    private static let methodBytesMax = 20

    /// `Controller#action`, or the route that a framework names; empty where the path has to do.
    private var endpoint: String {
        let controller = self[.controller].prefix(Self.nameBytesMax)
        let action = self[.action].prefix(Self.nameBytesMax)
        if !controller.isEmpty, !action.isEmpty {
            return LineCursor.string(controller) + "#" + LineCursor.string(action)
        }
        let name = self[.endpoint].prefix(Self.nameBytesMax)
        guard let colon = name.firstIndex(of: 0x3A),
            LineCursor.stands("Controller", in: name, at: colon - 10)
        else { return name.first == 0x2F ? LineCursor.string(name) : "" }
        return LineCursor.string(name[..<colon]) + "#" + LineCursor.string(name[(colon + 1)...])
    }

    /// The run time in milliseconds.
    var durationMilliseconds: Double? {
        FieldDuration.milliseconds(self[.duration], unit: 1)
            ?? FieldDuration.milliseconds(self[.durationSeconds], unit: 1_000)
            ?? FieldDuration.milliseconds(self[.durationMicroseconds], unit: 1e-3)
            ?? FieldDuration.milliseconds(self[.durationNanoseconds], unit: 1e-6)
    }

    private var cache: RequestEvent.CacheResult? {
        let word = self[.cache]
        if LineCursor.equal(word, "HIT") || LineCursor.equal(word, "Hit")
            || LineCursor.equal(word, "REVALIDATED") || LineCursor.equal(word, "hit")
        {
            return .hit
        }
        let isMiss =
            LineCursor.equal(word, "MISS") || LineCursor.equal(word, "Miss")
            || LineCursor.equal(word, "miss") || LineCursor.equal(word, "EXPIRED")
            || LineCursor.equal(word, "BYPASS")
        return isMiss ? .miss : nil
    }
}

extension FieldDraft {
    /// A job's step: the record names the job, and its message says which step.
    private func job(_ number: Int, _ time: Timestamp) -> JobEvent? {
        guard has(.jobID), has(.jobClass), let phase = JobWords.phase(of: self[.message]) else {
            return nil
        }
        return JobEvent(
            line: number,
            time: time,
            phase: phase,
            jobClass: LineCursor.string(self[.jobClass].prefix(Self.nameBytesMax)),
            idHash: FixedHash.hash(self[.jobID].prefix(Self.nameBytesMax)),
            queue: has(.queue) ? LineCursor.string(self[.queue].prefix(Self.nameBytesMax)) : nil,
            process: LineCursor.string(self[.process].prefix(Self.nameBytesMax)),
            elapsedSeconds: phase == .started ? nil : durationMilliseconds.map { $0 / 1_000 }
        )
    }

    /// A statement with its run time.
    private func statement(_ number: Int, _ time: Timestamp, _ escapes: Escapes) -> StatementEvent?
    {
        guard has(.statement), let milliseconds = durationMilliseconds else { return nil }
        let sql = Array(text(.statement, escapes).utf8)
        guard let statement = StatementText(sql[...]), statement.isStatement else { return nil }
        return StatementEvent(
            firstLine: number,
            lastLine: number,
            time: time,
            statement: statement,
            rowHash: statement.literalHash,
            durationMilliseconds: milliseconds,
            application: LineCursor.string(self[.process].prefix(Self.nameBytesMax))
        )
    }

    /// Anything else: what matters below a warning is that it was written, so its text is not decoded.
    private func event(_ number: Int, _ time: Timestamp, _ escapes: Escapes) -> LogEvent {
        let severity = severity ?? (has(.errorClass) ? .error : .info)
        let process = LineCursor.string(self[.process].prefix(Self.nameBytesMax))
        guard severity >= .warning else {
            return LogEvent(
                line: number,
                time: time,
                severity: severity,
                topic: .other,
                message: "",
                process: process
            )
        }
        let role = has(.message) ? FieldRole.message : .errorMessage
        let name = LineCursor.string(self[.errorClass].prefix(Self.nameBytesMax))
        let topic =
            name.isEmpty
            ? ErrorName.topic(of: self[role], severity: severity) : ErrorName.topic(of: name)
        return LogEvent(
            line: number,
            time: time,
            severity: severity,
            topic: topic,
            message: text(role, escapes),
            process: process
        )
    }
}

/// Words by which loggers tell the step of a job.
enum JobWords {
    private static let starts: [StaticString] = [
        "start", "started", "Started", "Performing", "Start", "job.start", "job_started",
    ]
    private static let ends: [StaticString] = [
        "done", "Performed", "Completed", "completed", "finished", "Finished", "succeeded",
        "job_finished", "job.done",
    ]
    private static let failures: [StaticString] = [
        "fail", "failed", "Failed", "job_failed", "job.failed",
    ]

    /// The step that a message tells of by its first word, or `nil`.
    static func phase(of message: ArraySlice<UInt8>) -> JobEvent.Phase? {
        var cursor = LineCursor(message)
        let word = cursor.text(until: 0x20)
        if starts.contains(where: { LineCursor.equal(word, $0) }) { return .started }
        if ends.contains(where: { LineCursor.equal(word, $0) }) { return .done }
        return failures.contains { LineCursor.equal(word, $0) } ? .failed : nil
    }
}

/// Run times as fields hold them: numbers, or numbers with a unit behind them.
enum FieldDuration {
    /// Reads a run time.
    ///
    /// - Parameters:
    ///   - text: `12.5`, `12.5ms`, `1.2s`, `850µs`, `42ns` or `1m2s`.
    ///   - unit: Milliseconds that one of a bare number stands for.
    /// - Returns: Milliseconds, or `nil` for other text.
    static func milliseconds(_ text: ArraySlice<UInt8>, unit: Double) -> Double? {
        guard !text.isEmpty else { return nil }
        var cursor = LineCursor(text)
        var sum = 0.0
        repeat {
            guard let number = cursor.decimal() else { return nil }
            if cursor.isAtEnd { return sum == 0 ? number * unit : nil }
            guard let factor = factor(&cursor) else { return nil }
            sum += number * factor
        } while !cursor.isAtEnd
        return sum
    }

    private static func factor(_ cursor: inout LineCursor) -> Double? {
        if cursor.skip("ms") { return 1 }
        if cursor.skip("us") || cursor.skip("\u{B5}s") || cursor.skip("\u{3BC}s") { return 1e-3 }
        if cursor.skip("ns") { return 1e-6 }
        if cursor.skip("s") { return 1_000 }
        if cursor.skip("m") { return 60_000 }
        return cursor.skip("h") ? 3_600_000 : nil
    }
}

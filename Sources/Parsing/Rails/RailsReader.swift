// The state of a Rails log from line to line: its zone, open requests, an exception about to be named.
// Source: Rails 3.0 to 8.1 log subscribers; `ActionDispatch::DebugExceptions#log_error`.

/// Reads the default and the production form of a Rails log.
struct RailsReader: FormatReader {
    private var rows = RailsRows()
    private var requests = RailsRequests()
    /// Lines that a worker wrote through the same logger.
    private var workerMessages = SidekiqMessages()
    private var shapes = StatementShapes()
    /// The last moment that was read: lines without a stamp stand at it.
    private var lastTime: Timestamp?
    private var lastSeverity = LogEvent.Severity.error
    private var lastProcess = ""
    private var isAfterBlank = false

    var zone: WrittenZone { rows.zone }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in
            readLine(RailsLine(text), line: number)
            rows.endLine()
        }
        return .rows(rows.take())
    }

    mutating func finish() -> Batch {
        for request in requests.takeAll() { rows.append(.request(request)) }
        return .rows(rows.takeAll())
    }

    private mutating func readLine(_ line: RailsLine, line number: Int) {
        if let wallTime = line.wallTime {
            lastTime = rows.time(fromWall: wallTime)
            lastSeverity = max(line.severity ?? .info, .error)
            lastProcess = LineCursor.string(line.process)
        }
        let text = line.trimmed
        guard !text.isEmpty else {
            isAfterBlank = true
            return
        }
        defer { isAfterBlank = false }
        guard let message = RailsMessage.read(text) else {
            if !appendWorkerLine(line, number) { appendOther(line, text, number) }
            return
        }
        switch message {
        case .created(let stamp):
            learnZone(of: stamp)
            lastTime = stamp.time
        case .started(let method, let path, let stamp):
            start(line, method, path, stamp, number)
        case .begun(let endpoint, let method, let stamp):
            begin(line, endpoint, method, stamp, number)
        case .processing(let endpoint):
            process(line, endpoint, number)
        case .completed(let status, let milliseconds, let database):
            complete(line, status, milliseconds, database, number)
        case .statement(let sql, let milliseconds, let binds):
            appendStatement(sql, milliseconds, binds, line, number)
        case .job(let job): appendJob(job, line, number)
        case .fields(let draft, let escapes): appendFields(draft, escapes, number)
        case .cachedStatement, .routine: return
        }
    }

    private mutating func learnZone(of stamp: CalendarTime.Stamp) {
        var seconds = 0
        switch stamp.zone {
        case .utc: seconds = 0
        case .offset(let offset): seconds = offset
        case .none: return
        }
        guard let moved = rows.learn(offsetSeconds: seconds) else { return }
        requests.shift(bySeconds: moved)
        lastTime = lastTime?.advanced(bySeconds: moved)
    }

    private mutating func start(
        _ line: RailsLine,
        _ method: String,
        _ path: String,
        _ stamp: CalendarTime.Stamp?,
        _ number: Int
    ) {
        if let stamp { learnZone(of: stamp) }
        if let wallTime = line.wallTime {
            lastTime = rows.time(fromWall: wallTime)
        } else if let stamp {
            lastTime = stamp.time
        }
        guard let time = lastTime else {
            appendUndated(number)
            return
        }
        let event = RequestEvent(
            firstLine: number,
            lastLine: number,
            start: time,
            method: method,
            path: path,
            endpoint: "",
            status: nil,
            durationMilliseconds: nil,
            databaseMilliseconds: nil,
            idHash: RequestWords.idHash(line.requestID)
        )
        for request in requests.start(event, key: line.key) { rows.append(.request(request)) }
    }

    /// Notes the controller of a request, which begins here where `Started` is silenced or was cut off.
    private mutating func process(_ line: RailsLine, _ endpoint: String, _ number: Int) {
        if requests.process(endpoint, at: lastTime, line: number, key: line.key) { return }
        start(line, "", "", nil, number)
        requests.process(endpoint, at: lastTime, line: number, key: line.key)
    }

    /// Notes a request of Rails 2, whose first line names the controller and a time without zone.
    private mutating func begin(
        _ line: RailsLine,
        _ endpoint: String,
        _ method: String,
        _ stamp: CalendarTime.Stamp?,
        _ number: Int
    ) {
        if line.wallTime == nil, let stamp { lastTime = rows.time(fromWall: stamp.time) }
        start(line, method, "", nil, number)
        requests.process(endpoint, at: lastTime, line: number, key: line.key)
    }

    private mutating func complete(
        _ line: RailsLine,
        _ status: Int,
        _ milliseconds: Double?,
        _ databaseMilliseconds: Double?,
        _ number: Int
    ) {
        let begun = requests.complete(at: lastTime, milliseconds: milliseconds, key: line.key)
        guard let time = lastTime else {
            appendUndated(number)
            return
        }
        var event =
            begun
            ?? RequestEvent(
                firstLine: number,
                lastLine: number,
                start: time.advanced(bySeconds: -(milliseconds ?? 0) / 1_000),
                method: "",
                path: "",
                endpoint: "",
                status: nil,
                durationMilliseconds: nil,
                databaseMilliseconds: nil,
                idHash: RequestWords.idHash(line.requestID)
            )
        event.lastLine = number
        event.status = status
        event.durationMilliseconds = milliseconds
        event.databaseMilliseconds = databaseMilliseconds
        rows.append(.request(event))
    }
}

extension RailsReader {
    /// Adds what Sidekiq wrote.
    ///
    /// - Returns: Whether Sidekiq wrote the line.
    private mutating func appendWorkerLine(_ line: RailsLine, _ number: Int) -> Bool {
        guard let time = lastTime, var message = SidekiqBody.read(line) else { return false }
        message.time = time
        let record = workerMessages.read(message, line: number) {
            LineCursor.message(message.message)
        }
        switch record {
        case .job(let phase, let elapsedSeconds):
            rows.append(.job(message.event(number, phase, elapsedSeconds)))
        case .log(let event): rows.append(.log(event))
        }
        return true
    }

    /// Adds the request that lograge tells of, at the time it states or else that of its line.
    private mutating func appendFields(
        _ draft: FieldDraft,
        _ escapes: FieldDraft.Escapes,
        _ number: Int
    ) {
        var draft = draft
        let isSettled = draft.time != nil && draft.isZoned
        if draft.time == nil, let time = lastTime { draft.takeDefault(time: time, isZoned: false) }
        guard let row = draft.row(line: number, escapes: escapes) else {
            appendUndated(number)
            return
        }
        if isSettled { rows.append(settled: row) } else { rows.append(row) }
    }

    private mutating func appendJob(_ job: ActiveJobMessage, _ line: RailsLine, _ number: Int) {
        guard let time = lastTime else {
            appendUndated(number)
            return
        }
        let id = job.id.isEmpty ? line.requestID : job.id
        let event = JobEvent(
            line: number,
            time: time,
            phase: job.phase,
            jobClass: LineCursor.string(job.jobClass),
            idHash: id.isEmpty ? nil : FixedHash.hash(id),
            queue: job.queue.isEmpty ? nil : LineCursor.string(job.queue),
            process: LineCursor.string(line.process),
            elapsedSeconds: job.elapsedSeconds,
            layer: .activeJob
        )
        rows.append(.job(event))
        guard let name = job.errorClass else { return }
        appendEvent(line.trimmed, ErrorName.topic(of: name), line.severity ?? .error, time, number)
    }

    private mutating func appendStatement(
        _ sql: ArraySlice<UInt8>,
        _ milliseconds: Double,
        _ binds: ArraySlice<UInt8>,
        _ line: RailsLine,
        _ number: Int
    ) {
        guard let time = lastTime else {
            appendUndated(number)
            return
        }
        guard let statement = shapes.read(sql) else { return }
        let event = StatementEvent(
            firstLine: number,
            lastLine: number,
            time: time,
            statement: statement.text,
            rowHash: statement.literalHash
                ?? RailsBinds.rowHash(of: statement.text.pick, in: binds),
            durationMilliseconds: milliseconds,
            application: LineCursor.string(line.process)
        )
        rows.append(.statement(event))
    }

    /// Adds what is neither request nor statement: a message of the application, or an exception.
    ///
    /// Lines without a prefix are continuations, save the one that names an exception after a blank one.
    private mutating func appendOther(
        _ line: RailsLine,
        _ text: ArraySlice<UInt8>,
        _ number: Int
    ) {
        guard let time = lastTime else {
            appendUndated(number)
            return
        }
        if let severity = line.severity {
            guard severity > .debug else { return }
            let topic = ErrorName.topic(of: text, severity: severity)
            appendEvent(text, topic, severity, time, number)
        } else if isAfterBlank, let name = ErrorName.parenthesised(in: text) {
            let isRefusal = LineCursor.find("OOM command not allowed", in: text) != nil
            let topic = isRefusal ? LogEvent.Topic.outOfMemory : ErrorName.topic(of: name)
            appendEvent(text, topic, lastSeverity, time, number)
        }
    }

    private mutating func appendEvent(
        _ text: ArraySlice<UInt8>,
        _ topic: LogEvent.Topic,
        _ severity: LogEvent.Severity,
        _ time: Timestamp,
        _ number: Int
    ) {
        let event = LogEvent(
            line: number,
            time: time,
            severity: severity,
            topic: topic,
            message: LineCursor.message(text),
            process: lastProcess
        )
        rows.append(.log(event))
    }

    private mutating func appendUndated(_ number: Int) {
        rows.append(.unreadable(UnreadableLine(line: number, reason: "no stamp stands before it")))
    }
}

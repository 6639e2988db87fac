// One message of a Sidekiq worker, whichever formatter wrote it.
// Source: sidekiq 3 to 8, `lib/sidekiq/job_logger.rb`, `logging.rb`, `logger.rb`.

/// The parts of a message that Sidekiq's formatters print: ranges of its line, so that the line is held once.
struct SidekiqLine {
    var time = Timestamp(microseconds: 0)
    var severity = LogEvent.Severity.info
    var elapsedSeconds: Double?
    /// The text whose parts the others are.
    private let text: ArraySlice<UInt8>
    private var processRange = Span32(0, 0)
    private var threadRange = Span32(0, 0)
    private var messageRange = Span32(0, 0)
    private var classRange: Span32?
    private var idRange: Span32?

    /// Makes a message of a text of which nothing is known yet.
    init(of text: ArraySlice<UInt8>) { self.text = text }

    /// The pid, as printed.
    var process: ArraySlice<UInt8> {
        get { part(processRange) }
        set { processRange = Span32(newValue) }
    }
    /// The thread (`tid`), as printed; empty where it is missing.
    var thread: ArraySlice<UInt8> {
        get { part(threadRange) }
        set { threadRange = Span32(newValue) }
    }
    /// What is told; in JSON still with its escapes.
    var message: ArraySlice<UInt8> {
        get { part(messageRange) }
        set { messageRange = Span32(newValue) }
    }
    var jobClass: ArraySlice<UInt8>? {
        get { classRange.map(part) }
        set { classRange = newValue.map { Span32($0) } }
    }
    var jobID: ArraySlice<UInt8>? {
        get { idRange.map(part) }
        set { idRange = newValue.map { Span32($0) } }
    }

    /// Whether the message names a job.
    var hasJob: Bool { classRange != nil || idRange != nil }

    private func part(_ range: Span32) -> ArraySlice<UInt8> {
        range.isEmpty ? [] : text[range.range]
    }

    /// Tells threads of all processes apart.
    var threadHash: UInt64 { FixedHash.hash(process) ^ FixedHash.hash(thread) &* 31 }

    /// The step of a job that the message tells of, as a row of its own.
    func event(_ line: Int, _ phase: JobEvent.Phase, _ elapsedSeconds: Double?) -> JobEvent {
        JobEvent(
            line: line,
            time: time,
            phase: phase,
            jobClass: LineCursor.string(jobClass ?? []),
            idHash: jobID.map { FixedHash.hash($0) },
            process: LineCursor.string(process),
            elapsedSeconds: elapsedSeconds
        )
    }

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
        guard hasJob else { return nil }
        var cursor = LineCursor(message)
        if LineCursor.equal(cursor.bytes, "start") { return (.started, nil) }
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

// One message of a Sidekiq worker, whichever formatter wrote it.
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

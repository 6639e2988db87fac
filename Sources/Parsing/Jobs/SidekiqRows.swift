// The messages of a log that only Sidekiq writes, as what a block of them adds up to.

/// Collects the steps of jobs and the other rows of a block.
struct SidekiqRows {
    private var messages = SidekiqMessages()
    private var jobs = JobEventBatch()
    private var rows: [Row] = []

    /// Adds a message; its text is asked for only where it matters.
    mutating func append(_ message: SidekiqLine, line: Int, decoded: () -> String) {
        switch messages.read(message, line: line, decoded: decoded) {
        case .job(let phase, let elapsedSeconds):
            let numbers = jobs.numbers(
                jobClass: message.jobClass ?? [],
                process: message.process
            )
            jobs.rows.append(
                JobEventRow(
                    time: message.time.microseconds,
                    line: line,
                    idHash: message.jobID.map { FixedHash.hash($0) },
                    elapsedSeconds: elapsedSeconds,
                    jobClass: numbers.jobClass,
                    process: numbers.process,
                    phase: phase
                )
            )
        case .log(let event): rows.append(.log(event))
        }
    }

    /// Takes note of a line that is no message: it belongs to the one before, if there was one.
    mutating func appendContinuation(_ text: ArraySlice<UInt8>, line: Int) {
        if let row = messages.stray(text, line: line) { rows.append(row) }
    }

    /// Takes note that messages stand before those that are read here.
    mutating func skipMessages() { messages.skipMessages() }

    /// Hands on what a block held.
    mutating func take() -> Batch {
        defer {
            jobs = JobEventBatch()
            rows = []
        }
        return .several([.jobs(jobs), .rows(rows)])
    }
}

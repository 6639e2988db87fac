/// A step in the life of a background job, as a worker's log tells it.
package struct JobEvent: Sendable, Equatable {
    /// What happened.
    package enum Phase: UInt8, Sendable {
        case started
        case done
        case failed
    }

    /// Who tells of the job.
    package enum Layer: UInt8, Sendable {
        /// The library that runs it.
        case library
        /// ActiveJob, which stands above a library that may tell of the same job.
        case activeJob
    }

    package var line: Int
    package var time: Timestamp
    package var phase: Phase
    /// The class or function: under ActiveJob the wrapped one.
    package var jobClass: String
    /// A hash of the job's id (Sidekiq's jid, RQ's uuid); `nil` when the line does not carry it.
    package var idHash: UInt64?
    /// The queue, where the log names it.
    package var queue: String?
    /// The worker process as the log names it (a pid, an RQ worker name).
    package var process: String
    /// Run time as the log states it.
    package var elapsedSeconds: Double?
    package var layer: Layer

    /// Makes an event.
    package init(
        line: Int,
        time: Timestamp,
        phase: Phase,
        jobClass: String,
        idHash: UInt64?,
        queue: String? = nil,
        process: String,
        elapsedSeconds: Double? = nil,
        layer: Layer = .library
    ) {
        self.line = line
        self.time = time
        self.phase = phase
        self.jobClass = jobClass
        self.idHash = idHash
        self.queue = queue
        self.process = process
        self.elapsedSeconds = elapsedSeconds
        self.layer = layer
    }
}

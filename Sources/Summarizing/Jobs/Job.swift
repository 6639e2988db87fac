// A job's life, joined over the push in Redis and the worker's log, on the report's clock.

/// One run of a job.
package struct Job: Sendable, Equatable {
    /// The hash of the job's id, which its later runs share; of the line where no source gives an id.
    package var id: UInt64
    /// The index of its queue in ``Timeline/queues``, or -1 when no source says.
    package var queue: Int
    /// The index of its class in ``Timeline/jobClasses``.
    package var jobClass: Int
    /// The index of the worker process in ``Timeline/processes``, or -1 when it never started.
    package var process: Int
    /// Microseconds on the report's clock; `nil` when not seen.
    package var enqueued: Int64?
    package var started: Int64?
    package var ended: Int64?
    package var enqueueMark: Int?
    package var startMark: Int?
    package var endMark: Int?
    package var hasFailed: Bool
    /// Whether a source tells of an earlier push or run of the same job.
    package var isRetry = false

    /// Seconds between push and start; negative only within the clocks' error.
    package var waitSeconds: Double? {
        guard let enqueued, let started else { return nil }
        return (Double(started) - Double(enqueued)) / 1e6
    }

    /// Seconds between start and end.
    package var runSeconds: Double? {
        guard let started, let ended else { return nil }
        return (Double(ended) - Double(started)) / 1e6
    }
}

// Single jobs, for exports: reports only count them.

package import Summarizing

/// One run of a job with its names, its times on the report's clock, and where it can be checked.
package struct JobRun: Sendable, Equatable {
    /// `nil` where no source says.
    package let queue: String?
    package let jobClass: String?
    package let process: String?
    /// `nil` where it was not seen.
    package let enqueued: Timestamp?
    package let started: Timestamp?
    package let ended: Timestamp?
    package let hasFailed: Bool
    /// Where it was seen last: its end, its start, or its push.
    package let source: String
    package let line: Int

    /// More runs make a table that nobody's notebook takes; the first ones are kept.
    package static let runsMax = 2_000_000
}

/// The runs of a capture.
package struct JobRuns: Sendable, Equatable {
    package let runs: [JobRun]
    /// Runs beyond ``JobRun/runsMax``.
    package let leftOut: Int

    /// No runs, where nobody asked for them.
    package static let none = JobRuns(runs: [], leftOut: 0)

    private init(runs: [JobRun], leftOut: Int) {
        self.runs = runs
        self.leftOut = leftOut
    }

    /// Names the jobs of a timeline, in the timeline's order.
    package init(_ timeline: Timeline) {
        let runs = timeline.jobs.prefix(JobRun.runsMax).map { Self.run($0, timeline) }
        self.init(runs: runs, leftOut: timeline.jobs.count - runs.count)
    }

    private static func run(_ job: Job, _ timeline: Timeline) -> JobRun {
        let place = (job.endMark ?? job.startMark ?? job.enqueueMark).map(timeline.place)
        return JobRun(
            queue: timeline.queues.indices.contains(job.queue)
                ? timeline.queues[job.queue].name : nil,
            jobClass: name(job.jobClass, timeline.jobClasses),
            process: name(job.process, timeline.processes),
            enqueued: job.enqueued.map { Timestamp(microseconds: $0) },
            started: job.started.map { Timestamp(microseconds: $0) },
            ended: job.ended.map { Timestamp(microseconds: $0) },
            hasFailed: job.hasFailed,
            source: place?.path ?? "",
            line: place?.line ?? 0
        )
    }

    private static func name(_ number: Int, _ names: NameTable) -> String? {
        guard names.names.indices.contains(number), !names.names[number].isEmpty else { return nil }
        return names.names[number]
    }
}

// Jobs as the logs of their workers tell them.

import Parsing

/// One run of a job, from its start line to its end line; without pointers, since there are millions.
package struct LoggedJob: Sendable, Equatable, PlainCell {
    /// The hash of the job's id, or of the line when the log gives none.
    package var id: UInt64 = 0
    /// Numbers in ``JobLog/classes``, ``JobLog/processes`` and ``JobLog/queues``; -1 when unknown.
    package var jobClass: Int32 = 0
    package var process: Int32 = 0
    package var queue: Int32 = 0
    private var flags: UInt32 = 0
    private var startStamp = LoggedJob.unseen
    private var endStamp = LoggedJob.unseen
    package var startMark = 0
    package var endMark = 0

    /// Stands for the stamp of a line that was not seen.
    private static let unseen = Int64.min
    private static let failed: UInt32 = 1
    private static let activeJob: UInt32 = 2

    package init() {}

    /// Microseconds on the log's clock, or `nil` when that line was not seen.
    package var start: Int64? {
        get { startStamp == Self.unseen ? nil : startStamp }
        set { startStamp = newValue ?? Self.unseen }
    }

    /// Microseconds on the log's clock, or `nil` when that line was not seen.
    package var end: Int64? {
        get { endStamp == Self.unseen ? nil : endStamp }
        set { endStamp = newValue ?? Self.unseen }
    }

    package var hasFailed: Bool {
        get { flags & Self.failed != 0 }
        set { flags = newValue ? flags | Self.failed : flags & ~Self.failed }
    }

    /// Whether ActiveJob tells of it, above a library that may tell of the same run.
    package var isOfActiveJob: Bool {
        get { flags & Self.activeJob != 0 }
        set { flags = newValue ? flags | Self.activeJob : flags & ~Self.activeJob }
    }
}

/// Joins start and end lines by job id.
package struct JobLog: Sendable, Codable {
    /// Runs kept; beyond it half are dropped, by the hash of their id.
    private let jobsMax: Int

    package private(set) var classes = NameTable(namesMax: 4_096)
    package private(set) var processes = NameTable(namesMax: 4_096)
    package private(set) var queues = NameTable(namesMax: 4_096)
    package private(set) var jobs: [LoggedJob] = []
    /// Jobs are kept while the top bits of their id's hash are zero.
    package private(set) var sampleShift = 0
    @Derived private var open = HashIndex()

    init(_ budget: MemoryBudget = .standard) { jobsMax = budget.loggedJobsMax }

    mutating func insert(_ event: JobEvent) {
        let id =
            event.jobID.map { FixedHash.hash($0.utf8) }
            ?? FixedHash.combine(1, UInt64(truncatingIfNeeded: event.line))
        guard sampleShift == 0 || id >> UInt64(64 - sampleShift) == 0 else { return }
        switch event.phase {
        case .started: begin(event, id)
        case .done, .failed: finish(event, id)
        }
        if jobs.count > jobsMax { halve() }
    }

    /// Adds the log of another file.
    mutating func merge(_ later: JobLog) {
        let classNumbers = classes.absorb(later.classes)
        let processNumbers = processes.absorb(later.processes)
        let queueNumbers = queues.absorb(later.queues)
        while sampleShift < later.sampleShift { halve() }
        let shift = UInt64(64 - sampleShift)
        for job in later.jobs where sampleShift == 0 || job.id >> shift == 0 {
            var job = job
            job.jobClass = classNumbers[Int(job.jobClass)]
            job.process = processNumbers[Int(job.process)]
            job.queue = job.queue >= 0 ? queueNumbers[Int(job.queue)] : -1
            jobs.append(job)
        }
        while jobs.count > jobsMax { halve() }
    }

    private mutating func begin(_ event: JobEvent, _ id: UInt64) {
        // A retry re-uses the id: the new run takes the place of the old one in the index.
        open.set(id, Int32(jobs.count))
        var job = record(event, id)
        job.start = event.time.microseconds
        jobs.append(job)
    }

    private mutating func finish(_ event: JobEvent, _ id: UInt64) {
        let found = Int(open.find(id))
        guard found >= 0, jobs[found].end == nil else {
            var job = record(event, id)
            job.end = event.time.microseconds
            if let elapsed = event.elapsedSeconds {
                job.start = event.time.advanced(bySeconds: -elapsed).microseconds
            }
            job.hasFailed = event.phase == .failed
            jobs.append(job)
            return
        }
        jobs[found].end = event.time.microseconds
        jobs[found].endMark = event.line
        jobs[found].hasFailed = event.phase == .failed
        refine(found, event)
    }

    /// Logs with whole seconds still state how long a job ran; the start is then known better than its stamp.
    private mutating func refine(_ number: Int, _ event: JobEvent) {
        guard let elapsed = event.elapsedSeconds, event.time.microseconds % 1_000_000 == 0,
            let start = jobs[number].start, start % 1_000_000 == 0
        else { return }
        jobs[number].end = start + Int64(elapsed * 1e6)
    }

    private mutating func record(_ event: JobEvent, _ id: UInt64) -> LoggedJob {
        var job = LoggedJob()
        job.id = id
        job.jobClass = classes.number(of: event.jobClass)
        job.process = processes.number(of: event.process)
        job.queue = event.queue.map { queues.number(of: $0) } ?? -1
        job.startMark = event.line
        job.endMark = event.line
        job.isOfActiveJob = event.layer == .activeJob
        return job
    }

    private mutating func halve() {
        sampleShift += 1
        let shift = UInt64(64 - sampleShift)
        jobs.removeAll { $0.id >> shift != 0 }
        open = HashIndex(capacity: jobs.count)
        for (number, job) in jobs.enumerated() { open.set(job.id, Int32(number)) }
    }
}

extension JobLog: Restorable {
    mutating func restore() throws {
        let isSound = jobs.allSatisfy {
            classes.names.indices.contains(Int($0.jobClass))
                && processes.names.indices.contains(Int($0.process))
                && ($0.queue == -1 || queues.names.indices.contains(Int($0.queue)))
        }
        guard isSound, jobs.count <= jobsMax, (0...63).contains(sampleShift) else {
            throw PartialDamage("the job log contradicts itself")
        }
        for (number, job) in jobs.enumerated() { open.set(job.id, Int32(number)) }
    }

    mutating func shift(_ shift: MarkShift) {
        for number in jobs.indices {
            jobs[number].startMark = shift(jobs[number].startMark)
            jobs[number].endMark = shift(jobs[number].endMark)
        }
    }
}

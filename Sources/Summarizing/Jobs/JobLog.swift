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

    /// A step of a job that one line tells of.
    fileprivate init(_ id: UInt64, _ mark: Int) {
        self.id = id
        startMark = mark
        endMark = mark
    }

    /// Whether only the line of its end was seen; its start is then reckoned back, where the line says how long it ran.
    fileprivate var lacksStart: Bool { end != nil && startMark == endMark }

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
    /// The bits of a hash; jobs that are still too many then share one id.
    private static let sampleShiftMax = 63
    /// No job runs for a year: a longer run time is a line that lies.
    private static let runSecondsMax = 366.0 * 86_400

    package private(set) var classes = NameTable(namesMax: 4_096)
    package private(set) var processes = NameTable(namesMax: 4_096)
    package private(set) var queues = NameTable(namesMax: 4_096)
    package private(set) var jobs: [LoggedJob] = []
    /// Jobs are kept while the top bits of their id's hash are zero.
    package private(set) var sampleShift = 0
    /// The runs whose end was not seen yet, by the hash of their id.
    @Derived private var open = HashIndex()

    init(_ budget: MemoryBudget = .standard) { jobsMax = budget.loggedJobsMax }

    mutating func insert(_ event: JobEvent) {
        let id = Self.id(event.idHash, event.line)
        guard isKept(id) else { return }
        var job = LoggedJob(id, event.line)
        job.jobClass = classes.number(of: event.jobClass)
        job.process = processes.number(of: event.process)
        job.queue = event.queue.map { queues.number(of: $0) } ?? -1
        job.isOfActiveJob = event.layer == .activeJob
        insert(job, event.phase, event.time.microseconds, event.elapsedSeconds)
    }

    /// Adds the steps of a block.
    mutating func insert(_ batch: JobEventBatch) {
        let classNumbers = batch.classes.names.map { classes.number(of: $0) }
        let processNumbers = batch.processes.names.map { processes.number(of: $0) }
        for row in batch.rows {
            let id = Self.id(row.idHash, row.line)
            guard isKept(id) else { continue }
            var job = LoggedJob(id, row.line)
            job.jobClass = classNumbers[Int(row.jobClass)]
            job.process = processNumbers[Int(row.process)]
            job.queue = -1
            insert(job, row.phase, row.time, row.elapsedSeconds)
        }
    }

    /// Adds the log of a later shard, or of another file.
    mutating func merge(_ later: JobLog) {
        let classNumbers = classes.absorb(later.classes)
        let processNumbers = processes.absorb(later.processes)
        let queueNumbers = queues.absorb(later.queues)
        while sampleShift < later.sampleShift { halve() }
        for job in later.jobs where isKept(job.id) {
            var job = job
            job.jobClass = classNumbers[Int(job.jobClass)]
            job.process = processNumbers[Int(job.process)]
            job.queue = job.queue >= 0 ? queueNumbers[Int(job.queue)] : -1
            if job.lacksStart, ends(job) { continue }
            append(job)
        }
        limit()
    }

    private static func id(_ hash: UInt64?, _ line: Int) -> UInt64 {
        hash ?? FixedHash.combine(1, UInt64(truncatingIfNeeded: line))
    }

    private func isKept(_ id: UInt64) -> Bool {
        sampleShift == 0 || id >> UInt64(64 - sampleShift) == 0
    }

    private mutating func insert(
        _ step: LoggedJob,
        _ phase: JobEvent.Phase,
        _ time: Int64,
        _ elapsedSeconds: Double?
    ) {
        var job = step
        if phase == .started {
            job.start = time
        } else {
            job.end = time
            if let elapsedSeconds, (0...Self.runSecondsMax).contains(elapsedSeconds) {
                job.start =
                    Timestamp(microseconds: time).advanced(bySeconds: -elapsedSeconds).microseconds
            }
            job.hasFailed = phase == .failed
            if ends(job) { return }
        }
        append(job)
        limit()
    }

    /// Adds a run; while it is open its end is looked for.
    ///
    /// A retry re-uses the id: the new run takes the place of the old one.
    private mutating func append(_ job: LoggedJob) {
        note(job, jobs.count)
        jobs.append(job)
    }

    private mutating func note(_ job: LoggedJob, _ number: Int) {
        if job.end == nil {
            open.set(job.id, Int32(number))
        } else if !job.lacksStart {
            open.remove(job.id)
        }
    }

    /// Ends the run that the end of a job belongs to; `false` where none of its log is open.
    private mutating func ends(_ ending: LoggedJob) -> Bool {
        let found = Int(open.find(ending.id))
        guard found >= 0, let end = ending.end,
            LineMark.source(of: jobs[found].startMark) == LineMark.source(of: ending.endMark)
        else { return false }
        open.remove(ending.id)
        jobs[found].end = end
        jobs[found].endMark = ending.endMark
        jobs[found].hasFailed = ending.hasFailed
        // Logs with whole seconds still state how long a job ran; its end is then known better than its stamp.
        if let derived = ending.start, end % 1_000_000 == 0, let start = jobs[found].start,
            start % 1_000_000 == 0
        {
            jobs[found].end = start + (end - derived)
        }
        return true
    }

    private mutating func limit() {
        while jobs.count > jobsMax, sampleShift < Self.sampleShiftMax { halve() }
    }

    private mutating func halve() {
        sampleShift += 1
        let shift = UInt64(64 - sampleShift)
        jobs.removeAll { $0.id >> shift != 0 }
        indexOpenRuns()
    }

    private mutating func indexOpenRuns() {
        open = HashIndex()
        for (number, job) in jobs.enumerated() { note(job, number) }
    }
}

extension JobLog: Restorable {
    mutating func restore() throws {
        let isSound = jobs.allSatisfy {
            classes.names.indices.contains(Int($0.jobClass))
                && processes.names.indices.contains(Int($0.process))
                && ($0.queue == -1 || queues.names.indices.contains(Int($0.queue)))
        }
        guard isSound, (0...Self.sampleShiftMax).contains(sampleShift),
            jobs.count <= jobsMax || sampleShift == Self.sampleShiftMax
        else {
            throw PartialDamage("the job log contradicts itself")
        }
        indexOpenRuns()
    }

    mutating func shift(_ shift: MarkShift) {
        for number in jobs.indices {
            jobs[number].startMark = shift(jobs[number].startMark)
            jobs[number].endMark = shift(jobs[number].endMark)
        }
    }
}

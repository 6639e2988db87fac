// Lists used as queues: pushes, pops and the jobs in the payloads.
// Source: the client calls of Sidekiq 5 to 8, Resque, RQ, Celery and what Redis shows of them.

import Parsing

/// What MONITOR shows of lists.
///
/// It has no replies, so a blocking pop may or may not have taken anything.
package struct QueueTrace: Sendable {
    /// Lists followed; an application has tens.
    static let queuesMax = 2_048
    /// Events kept for the replay, 40 bytes each; beyond it depth is bounded by counts alone.
    static let eventsMax = 2_000_000
    /// Jobs kept, 56 bytes each; beyond it half are dropped, by the hash of their id.
    static let jobsMax = 1 << 20

    /// One operation on a list.
    package struct Event: Sendable, Equatable {
        /// What was asked for.
        package enum Kind: UInt8, Sendable {
            case push, pop, blockingPop, delete, observe
        }

        package var time: Int64
        package var kind: Kind
        /// For blocking pops, the number of the key list in ``QueueTrace/keyLists``.
        package var queue: Int32
        package var count: Int32
        package var client: UInt64
    }

    /// A job as the push that created it shows it.
    package struct PushedJob: Sendable, Equatable {
        /// The hash of the job's id.
        package var id: UInt64
        package var time: Int64
        package var mark: Int
        package var queue: Int32
        package var jobClass: Int32
        /// `enqueued_at` in the payload, microseconds on the client's clock; 0 when absent.
        package var enqueuedAt: Int64
    }

    package internal(set) var queues = NameTable(namesMax: queuesMax)
    package internal(set) var classes = NameTable(namesMax: 4_096)
    package internal(set) var events: [Event] = []
    package internal(set) var isComplete = true
    /// The distinct lists of keys of blocking pops.
    package internal(set) var keyLists: [[Int32]] = []
    package internal(set) var jobs: [PushedJob] = []
    /// Jobs are kept while the top bits of their id's hash are zero.
    package internal(set) var sampleShift = 0
    var keyListNumbers: [[Int32]: Int32] = [:]

    init() {}

    /// Notes LPUSH or RPUSH.
    mutating func push(_ entry: CommandRow) {
        let queue = number(of: entry.key)
        let words = entry.words
        append(
            Event(
                time: entry.time,
                kind: .push,
                queue: queue,
                count: Int32(words.count),
                client: entry.client
            )
        )
        for word in words { addJob(word, entry, queue) }
    }

    /// Notes LPOP, RPOP, RPOPLPUSH or LMOVE.
    mutating func pop(_ entry: CommandRow) {
        let words = entry.words
        let queue = number(of: entry.key)
        append(Event(time: entry.time, kind: .pop, queue: queue, count: 1, client: entry.client))
        // RPOPLPUSH and LMOVE push what they took; the copy is followed under its own name.
        guard let target = words.first, target.contains(0x3A) else { return }
        append(
            Event(
                time: entry.time,
                kind: .push,
                queue: number(of: target),
                count: 1,
                client: entry.client
            )
        )
    }

    /// Notes BRPOP, BLPOP or BLMOVE with its list of keys.
    mutating func blockingPop(_ entry: CommandRow) {
        guard !entry.key.isEmpty else { return }
        let keys = [number(of: entry.key)] + entry.words.dropLast().map { number(of: $0) }
        let list: Int32
        if let known = keyListNumbers[keys] {
            list = known
        } else {
            guard keyLists.count < Self.queuesMax * 8 else { return isComplete = false }
            list = Int32(keyLists.count)
            keyLists.append(keys)
            keyListNumbers[keys] = list
        }
        append(
            Event(time: entry.time, kind: .blockingPop, queue: list, count: 1, client: entry.client)
        )
    }

    /// Notes LLEN: somebody watches this list.
    mutating func observe(_ entry: CommandRow) {
        append(
            Event(
                time: entry.time,
                kind: .observe,
                queue: number(of: entry.key),
                count: 0,
                client: entry.client
            )
        )
    }

    /// Notes DEL or UNLINK of a list that is followed.
    mutating func delete(_ entry: CommandRow) {
        let name = String(decoding: entry.key, as: UTF8.self)
        guard queues.names.contains(name) else { return }
        append(
            Event(
                time: entry.time,
                kind: .delete,
                queue: number(of: entry.key),
                count: 0,
                client: entry.client
            )
        )
    }

    /// Joins the trace of the lines that follow.
    mutating func merge(_ later: QueueTrace) {
        let queueNumbers = queues.absorb(later.queues)
        let classNumbers = classes.absorb(later.classes)
        let lists = later.keyLists.map { keys in
            let keys = keys.map { queueNumbers[Int($0)] }
            if let known = keyListNumbers[keys] { return known }
            let number = Int32(keyLists.count)
            keyLists.append(keys)
            keyListNumbers[keys] = number
            return number
        }
        isComplete = isComplete && later.isComplete
        for event in later.events {
            var event = event
            event.queue =
                event.kind == .blockingPop
                ? lists[Int(event.queue)] : queueNumbers[Int(event.queue)]
            append(event)
        }
        while sampleShift < later.sampleShift { halve() }
        for job in later.jobs {
            var job = job
            job.queue = queueNumbers[Int(job.queue)]
            job.jobClass = classNumbers[Int(job.jobClass)]
            append(job)
        }
    }

    private mutating func number(of key: ArraySlice<UInt8>) -> Int32 {
        queues.number(of: String(decoding: key.prefix(KeyPattern.keyBytesMax), as: UTF8.self))
    }

    private mutating func append(_ event: Event) {
        guard events.count < Self.eventsMax else { return isComplete = false }
        events.append(event)
    }

    private mutating func addJob(_ payload: ArraySlice<UInt8>, _ entry: CommandRow, _ queue: Int32)
    {
        guard let job = JobPayload(payload) else { return }
        append(
            PushedJob(
                id: job.id,
                time: entry.time,
                mark: entry.mark,
                queue: queue,
                jobClass: classes.number(of: job.jobClass),
                enqueuedAt: job.enqueuedAt
            )
        )
    }

    private mutating func append(_ job: PushedJob) {
        guard sampleShift == 0 || job.id >> UInt64(64 - sampleShift) == 0 else { return }
        jobs.append(job)
        if jobs.count > Self.jobsMax { halve() }
    }

    private mutating func halve() {
        sampleShift += 1
        let shift = UInt64(64 - sampleShift)
        jobs.removeAll { $0.id >> shift != 0 }
    }
}

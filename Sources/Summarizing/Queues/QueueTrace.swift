// Lists used as queues: pushes, pops and the jobs in the payloads.
// Source: the client calls of Sidekiq 5 to 8, Resque, RQ, Celery and what Redis shows of them.

import Parsing

/// What MONITOR shows of lists.
///
/// It has no replies, so a blocking pop may or may not have taken anything.
package struct QueueTrace: Sendable, Codable {
    /// Lists followed; an application has tens.
    static let queuesMax = 2_048
    /// Events kept for the replay; beyond it depth is bounded by counts alone.
    private let eventsMax: Int
    /// Jobs kept; beyond it half are dropped, by the hash of their id.
    private let jobsMax: Int

    /// One operation on a list; without pointers and gaps, since there are millions.
    package struct Event: Sendable, Equatable, PlainCell {
        /// What was asked for.
        package enum Kind: UInt8, Sendable {
            case push, pop, blockingPop, delete, observe
        }

        package var time: Int64 = 0
        package var client: UInt64 = 0
        /// For blocking pops, the number of the key list in ``QueueTrace/keyLists``.
        package var queue: Int32 = 0
        /// The kind in the upper bits, the count in the ``countBits`` below.
        private var kindAndCount: UInt32 = 0

        private static let countBits: UInt32 = 29
        private static let countMask: UInt32 = (1 << countBits) - 1

        package init() {}

        /// Makes an operation; more elements than 29 bits can count become as many as they can.
        package init(time: Int64, kind: Kind, queue: Int32, count: Int32, client: UInt64) {
            self.time = time
            self.client = client
            self.queue = queue
            let shown = min(UInt32(max(0, count)), Self.countMask)
            kindAndCount = UInt32(kind.rawValue) << Self.countBits | shown
        }

        package var kind: Kind { knownKind ?? .observe }

        package var count: Int32 { Int32(kindAndCount & Self.countMask) }

        /// The kind, or `nil` for bits that no kind has.
        fileprivate var knownKind: Kind? {
            Kind(rawValue: UInt8(kindAndCount >> Self.countBits))
        }
    }

    /// A job as the push that created it shows it.
    package struct PushedJob: Sendable, Equatable, PlainCell {
        /// The hash of the job's id.
        package var id: UInt64 = 0
        package var time: Int64 = 0
        package var mark = 0
        package var queue: Int32 = 0
        package var jobClass: Int32 = 0
        /// `enqueued_at` in the payload, microseconds on the client's clock; 0 when absent.
        package var enqueuedAt: Int64 = 0

        package init() {}
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
    @Derived private var keyListNumbers: [[Int32]: Int32] = [:]
    /// Numbers by the hashes of keys, of whole blocking pops and of class names: caches.
    @Derived private var queueOfKey = HashIndex()
    @Derived private var listOfCommand = HashIndex()
    @Derived private var classOfName = HashIndex()
    /// What the caches hold at most; what comes after is looked up by name each time.
    private static let commandsMax = 1 << 16

    init(_ budget: MemoryBudget = .standard) {
        eventsMax = budget.queueEventsMax
        jobsMax = budget.pushedJobsMax
    }

    /// Notes LPUSH or RPUSH.
    mutating func push(_ entry: CommandRow) {
        let queue = number(of: entry.key, hash: entry.keyHash)
        var count: Int32 = 0
        for word in entry.words {
            addJob(word, entry, queue)
            count += 1
        }
        append(
            Event(
                time: entry.time,
                kind: .push,
                queue: queue,
                count: count,
                client: entry.client
            )
        )
    }

    /// Notes LPOP, RPOP, RPOPLPUSH or LMOVE.
    mutating func pop(_ entry: CommandRow) {
        let queue = number(of: entry.key, hash: entry.keyHash)
        append(Event(time: entry.time, kind: .pop, queue: queue, count: 1, client: entry.client))
        // RPOPLPUSH and LMOVE push what they took; the copy is followed under its own name.
        var words = entry.words
        guard let target = words.next(), target.contains(0x3A) else { return }
        append(
            Event(
                time: entry.time,
                kind: .push,
                queue: number(of: target, hash: entry.hash(ofKey: target)),
                count: 1,
                client: entry.client
            )
        )
    }

    /// Notes BRPOP, BLPOP or BLMOVE with its list of keys.
    mutating func blockingPop(_ entry: CommandRow) {
        guard !entry.key.isEmpty else { return }
        let hash = FixedHash.hash(entry.arguments, seed: entry.keyHash)
        var list = listOfCommand.find(hash)
        if list < 0 {
            guard let number = listNumber(entry) else { return isComplete = false }
            list = number
            if listOfCommand.count < Self.commandsMax { listOfCommand.add(hash, list) }
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
                queue: number(of: entry.key, hash: entry.keyHash),
                count: 0,
                client: entry.client
            )
        )
    }

    /// Notes DEL or UNLINK of a list that is followed.
    mutating func delete(_ entry: CommandRow) {
        guard queues.known(String(decoding: entry.key, as: UTF8.self)) != nil else { return }
        append(
            Event(
                time: entry.time,
                kind: .delete,
                queue: number(of: entry.key, hash: entry.keyHash),
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

    private mutating func number(of key: Bytes, hash: UInt64) -> Int32 {
        let known = queueOfKey.find(hash)
        if known >= 0 { return known }
        let name = String(decoding: key.prefix(KeyPattern.keyBytesMax), as: UTF8.self)
        let number = queues.number(of: name)
        if queueOfKey.count < Self.commandsMax { queueOfKey.add(hash, number) }
        return number
    }

    private mutating func listNumber(_ entry: CommandRow) -> Int32? {
        let words = Array(entry.words).dropLast()
        let keys =
            [number(of: entry.key, hash: entry.keyHash)]
            + words.map { number(of: $0, hash: entry.hash(ofKey: $0)) }
        if let known = keyListNumbers[keys] { return known }
        guard keyLists.count < Self.queuesMax * 8 else { return nil }
        let list = Int32(keyLists.count)
        keyLists.append(keys)
        keyListNumbers[keys] = list
        return list
    }

    private mutating func append(_ event: Event) {
        guard events.count < eventsMax else { return isComplete = false }
        events.append(event)
    }

    private mutating func addJob(_ payload: Bytes, _ entry: CommandRow, _ queue: Int32) {
        guard let job = JobPayload(payload) else { return }
        let hash = FixedHash.hash(job.jobClass)
        var jobClass = classOfName.find(hash)
        if jobClass < 0 {
            jobClass = classes.number(of: String(decoding: job.jobClass, as: UTF8.self))
            if classOfName.count < Self.commandsMax { classOfName.add(hash, jobClass) }
        }
        var pushed = PushedJob()
        pushed.id = job.id
        pushed.time = entry.time
        pushed.mark = entry.mark
        pushed.queue = queue
        pushed.jobClass = jobClass
        pushed.enqueuedAt = job.enqueuedAt
        append(pushed)
    }

    private mutating func append(_ job: PushedJob) {
        guard sampleShift == 0 || job.id >> UInt64(64 - sampleShift) == 0 else { return }
        jobs.append(job)
        if jobs.count > jobsMax { halve() }
    }

    private mutating func halve() {
        sampleShift += 1
        let shift = UInt64(64 - sampleShift)
        jobs.removeAll { $0.id >> shift != 0 }
    }
}

extension QueueTrace: Restorable {
    mutating func restore() throws {
        let (queueCount, listCount) = (queues.names.count, keyLists.count)
        let eventsAreSound = events.allSatisfy {
            $0.knownKind != nil && $0.queue >= 0
                && $0.queue < ($0.kind == .blockingPop ? listCount : queueCount)
        }
        let jobsAreSound = jobs.allSatisfy {
            queues.names.indices.contains(Int($0.queue))
                && classes.names.indices.contains(Int($0.jobClass))
        }
        guard eventsAreSound, jobsAreSound, (0...63).contains(sampleShift),
            keyLists.joined().allSatisfy({ queues.names.indices.contains(Int($0)) })
        else { throw PartialDamage("the queue trace contradicts itself") }
        for (number, keys) in keyLists.enumerated() { keyListNumbers[keys] = Int32(number) }
    }

    mutating func shift(_ shift: MarkShift) {
        for number in jobs.indices { jobs[number].mark = shift(jobs[number].mark) }
    }
}

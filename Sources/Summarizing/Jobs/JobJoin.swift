// Pushes and log lines joined into jobs and queues.

import Parsing

/// The jobs of a run and their queues, on the report's clock.
struct JobJoin {
    private(set) var jobs: [Job] = []
    private(set) var queues: [QueueFlow] = []
    private(set) var classes = NameTable(namesMax: 8_192)
    private(set) var processes = NameTable(namesMax: 8_192)

    private var queueNumbers: [String: Int] = [:]
    private let grid: Grid
    /// A job that never started although jobs pushed this much later did was taken by a worker whose log is
    /// not here.
    private static let overtakenSecondsMin = 5.0
    /// With fewer of the pushes found in a log, depth is replayed instead.
    private static let matchedShareMin = 0.9

    init(
        _ summary: ShardSummary,
        grid: Grid,
        corrections: ClockCorrections,
        replay: QueueReplay
    ) {
        self.grid = grid
        let pushed = joinPushes(summary.redis.queues)
        let pushes = addQueuesWithoutIDs(summary.redis.queues)
        joinLog(summary.jobs, pushed, corrections)
        assignQueuesByClass()
        for (index, job) in jobs.enumerated() where job.queue >= 0 {
            queues[job.queue].jobs.append(index)
        }
        for number in queues.indices { account(number, summary.redis.queues, replay) }
        for (number, arrivals) in pushes.sorted(by: { $0.key < $1.key }) {
            countByReplay(number, arrivals)
        }
    }

    /// Adds the queues whose pushes carry no ids: lists of libraries, and lists that somebody waits for.
    ///
    /// - Returns: What was pushed to each, a bin.
    private mutating func addQueuesWithoutIDs(_ trace: QueueTrace) -> [Int: [Double]] {
        var pushes: [Int: [Double]] = [:]
        var numbers: [Int32: Int] = [:]
        let keys = trace.queues.names
        let awaited = Set(trace.keyLists.joined())
        let known = Set(queueNumbers.keys)
        for event in trace.events where event.kind == .push {
            guard Int(event.queue) < keys.count else { continue }
            let key = keys[Int(event.queue)]
            let isQueue = QueueFlow.isOfLibrary(key) || awaited.contains(event.queue)
            guard isQueue, !known.contains(QueueFlow.shortName(of: key)) else { continue }
            let number = numbers[event.queue] ?? queue(key: key)
            numbers[event.queue] = number
            queues[number].pushed += Int(event.count)
            guard let bin = grid.index(event.time) else { continue }
            pushes[number, default: [Double](repeating: 0, count: grid.count)][bin] +=
                Double(event.count)
        }
        return pushes
    }

    /// Counts what came and went of a queue from its pushes and its replayed depth.
    private mutating func countByReplay(_ number: Int, _ arrivals: [Double]) {
        guard queues[number].depthSource == .replay else { return }
        queues[number].arrivals = arrivals
        var before = 0.0
        for bin in 0..<grid.count {
            let depth = queues[number].depth[bin] ?? before
            queues[number].starts[bin] = max(0, arrivals[bin] + before - depth)
            before = depth
        }
    }

    private mutating func queue(key: String) -> Int {
        let name = QueueFlow.shortName(of: key)
        if let known = queueNumbers[name] { return known }
        queueNumbers[name] = queues.count
        queues.append(QueueFlow(name: name, key: key, bins: grid.count))
        return queues.count - 1
    }

    /// Makes a job of every push; returns their places.
    private mutating func joinPushes(_ trace: QueueTrace) -> PushPlaces {
        var places = PushPlaces(capacity: trace.jobs.count)
        var queueOfPush: [Int32: Int] = [:]
        var classOfPush: [Int32: Int] = [:]
        jobs.reserveCapacity(trace.jobs.count)
        for push in trace.jobs {
            let number = queueOfPush[push.queue] ?? queue(key: trace.queues.name(push.queue))
            queueOfPush[push.queue] = number
            queues[number].pushed += 1
            if queues[number].firstMark == nil { queues[number].firstMark = push.mark }
            let isRetry = places.add(push.id, at: jobs.count)
            let jobClass =
                classOfPush[push.jobClass]
                ?? Int(classes.number(of: trace.classes.name(push.jobClass)))
            classOfPush[push.jobClass] = jobClass
            jobs.append(
                Job(
                    id: push.id,
                    queue: number,
                    jobClass: jobClass,
                    process: -1,
                    enqueued: push.time,
                    started: nil,
                    ended: nil,
                    enqueueMark: push.mark,
                    startMark: nil,
                    endMark: nil,
                    hasFailed: false,
                    isRetry: isRetry
                )
            )
        }
        return places
    }

    private mutating func joinLog(
        _ log: JobLog,
        _ pushes: PushPlaces,
        _ corrections: ClockCorrections
    ) {
        // Where the library's own log tells of a class, ActiveJob's lines tell of the same runs again.
        let classesOfLibrary = Set(log.jobs.lazy.filter { !$0.isOfActiveJob }.map(\.jobClass))
        var ran: Set<UInt64> = []
        let order = Self.inOrderOfTime(log.jobs, corrections) {
            !$0.isOfActiveJob || !classesOfLibrary.contains($0.jobClass)
        }
        for (time, place) in order {
            let run = log.jobs[place]
            let source = LineMark.source(of: run.startMark)
            let jobClass = Int(classes.number(of: log.classes.name(run.jobClass)))
            let process = Int(processes.number(of: log.processes.name(run.process)))
            let number = pushes.place(of: run.id, startedAt: time, in: jobs) ?? jobs.count
            let isFirst = ran.insert(run.id).inserted
            if number == jobs.count {
                let queueNumber = run.queue >= 0 ? queue(key: log.queues.name(run.queue)) : -1
                jobs.append(
                    Job(
                        id: run.id,
                        queue: queueNumber,
                        jobClass: jobClass,
                        process: process,
                        hasFailed: run.hasFailed
                    )
                )
            }
            if !isFirst { jobs[number].isRetry = true }
            jobs[number].jobClass = jobClass
            jobs[number].process = process
            jobs[number].started = run.start.map { corrections.moved($0, source: source) }
            jobs[number].ended = run.end.map { corrections.moved($0, source: source) }
            jobs[number].startMark = run.startMark
            jobs[number].endMark = run.end == nil ? nil : run.endMark
            jobs[number].hasFailed = run.hasFailed
        }
    }

    /// The places of runs that count, by their starts on the report's clock; runs of one moment stay in the order of the
    /// logs.
    ///
    /// - Complexity: O(n log n).
    private static func inOrderOfTime(
        _ runs: [LoggedJob],
        _ corrections: ClockCorrections,
        where counts: (LoggedJob) -> Bool
    ) -> [(time: Int64?, place: Int)] {
        var order: [(time: Int64?, place: Int)] = []
        for (place, run) in runs.enumerated() where counts(run) {
            let source = LineMark.source(of: run.startMark)
            order.append((run.start.map { corrections.moved($0, source: source) }, place))
        }
        return order.sorted { ($0.time ?? .min, $0.place) < ($1.time ?? .min, $1.place) }
    }

    /// A class whose pushes went to one queue runs from that queue also where the push was not seen.
    private mutating func assignQueuesByClass() {
        var queueOfClass: [Int: Int] = [:]
        for job in jobs where job.queue >= 0 { queueOfClass[job.jobClass] = job.queue }
        for index in jobs.indices where jobs[index].queue < 0 {
            jobs[index].queue = queueOfClass[jobs[index].jobClass] ?? -1
        }
    }

    private mutating func account(_ number: Int, _ trace: QueueTrace, _ replay: QueueReplay) {
        var flow = queues[number]
        var matched = 0
        for index in flow.jobs {
            let job = jobs[index]
            flow.count(job, on: grid)
            if job.enqueued != nil, job.started != nil { matched += 1 }
        }
        var lost = flow.pushed
        if flow.pushed > 0, matched > 0 { lost = fillFromJobs(&flow) }
        let isWellMatched = Double(lost) <= (1 - Self.matchedShareMin) * Double(flow.pushed)
        if !isWellMatched || flow.depthSource == .none {
            fillFromReplay(&flow, trace, replay)
        }
        queues[number] = flow
    }

    /// Waiting jobs are those pushed and not yet started.
    ///
    /// Jobs that were overtaken by far were taken by a worker whose log is not here; they are left out and counted.
    private func fillFromJobs(_ flow: inout QueueFlow) -> Int {
        let waiting = flow.jobs.filter { jobs[$0].enqueued != nil }
            .sorted { (jobs[$0].enqueued ?? 0) < (jobs[$1].enqueued ?? 0) }
        guard let newestStarted = waiting.last(where: { jobs[$0].started != nil }),
            let newest = jobs[newestStarted].enqueued
        else { return flow.pushed }
        let kept = waiting.filter { index in
            guard jobs[index].started == nil, let enqueued = jobs[index].enqueued else {
                return true
            }
            return Double(newest - enqueued) / 1e6 < Self.overtakenSecondsMin
        }
        // A job leaves when it starts; where clocks disagree, not before it came.
        let departures = kept.compactMap { index in
            jobs[index].started.map { max($0, jobs[index].enqueued ?? $0) }
        }.sorted()
        var (arrived, departed, oldest) = (0, 0, 0)
        for bin in 0..<grid.count {
            let end = Int64(grid.start + (bin + 1) * grid.step) * 1_000_000
            while arrived < kept.count, let enqueued = jobs[kept[arrived]].enqueued, enqueued < end
            {
                arrived += 1
            }
            while departed < departures.count, departures[departed] < end { departed += 1 }
            while oldest < arrived, let started = jobs[kept[oldest]].started, started < end {
                oldest += 1
            }
            flow.depth[bin] = Double(arrived - departed)
            let first = oldest < arrived ? jobs[kept[oldest]].enqueued : nil
            flow.oldestSeconds[bin] = first.map { Double(end - $0) / 1e6 } ?? 0
        }
        flow.depthSource = .matchedJobs
        return waiting.count - kept.count
    }

    private func fillFromReplay(
        _ flow: inout QueueFlow,
        _ trace: QueueTrace,
        _ replay: QueueReplay
    ) {
        guard trace.isComplete,
            let number = trace.queues.names.firstIndex(of: flow.key),
            !replay.depths[number].isEmpty
        else { return }
        // The last one of a bin counts, where the clock stepped back too.
        let depths = Dictionary(replay.depths[number].map { ($0.bin, $0.depth) }) { $1 }
        var current = 0.0
        for bin in 0..<grid.count {
            for second in 0..<grid.step {
                let replayBin = grid.start + bin * grid.step + second
                if let depth = depths[replayBin] { current = Double(depth) }
            }
            flow.depth[bin] = current
        }
        flow.depthSource = .replay
    }
}

extension Job {
    fileprivate init(id: UInt64, queue: Int, jobClass: Int, process: Int, hasFailed: Bool) {
        self.init(
            id: id,
            queue: queue,
            jobClass: jobClass,
            process: process,
            enqueued: nil,
            started: nil,
            ended: nil,
            enqueueMark: nil,
            startMark: nil,
            endMark: nil,
            hasFailed: hasFailed
        )
    }
}

// Sidekiq processes: threads that block on several queues in shuffled order, run one job each, and log it.
// Source: sidekiq 6.4 lib/sidekiq/{fetch,job_logger,launcher}.rb.

import Randomness

/// A class of jobs: how long it runs and what can be wrong with it.
struct SimulatedClass {
    var name: String
    var queue: String
    var medianSeconds: Double
    var sigma = 0.3
    /// Run times are this much longer inside the window.
    var slowdown: (window: Range<Double>, factor: Double)?
    /// Run times are this much longer while more jobs than `depth` wait in the class's queue.
    var crowding: (depth: Int, factor: Double)?
    /// Keys that a job reads one after the other, a round trip each, outside and inside the window.
    var reads: (window: Range<Double>, usual: Int, inside: Int, roundTrip: Double)?
    /// Jobs fail inside this window and are tried again.
    var failing: Range<Double>?
    /// The share of its jobs that fail on any day.
    var failingShare = 0.0
    /// Seconds from a failure to the next try.
    var retrySeconds = 0.8...2.0
}

/// The processes, their threads and what they wait for.
struct SimulatedWorkers {
    struct Process {
        var pid: Int
        var host: String
        var identity: String
        var isAlive = true
        var threads: Range<Int>
    }

    struct Thread {
        var process: Int
        var client: String
        var name: String
        var queues: [String]
        /// The number of its blocking call, so that a time-out of an old one is told apart.
        var call = 0
        var isBusy = false
        /// What it runs; lost, or found unfinished, when its process ends.
        var job: SimulatedJob?
    }

    var classes: [String: SimulatedClass] = [:]
    /// Jobs that never succeed, by their ids.
    var poison: [String: SimulatedPoison] = [:]
    /// Jobs that fail so many times more before they succeed, by their ids.
    var failuresLeft: [String: Int] = [:]
    /// Seconds of jobs that take much longer than others of their class, by their ids.
    var longRuns: [String: Double] = [:]
    var processes: [Process] = []
    var threads: [Thread] = []
    /// The order in which every thread looks at its queues; `nil` for one that is shuffled each time.
    var strictOrder: [String]?
    /// Threads that wait, the longest first.
    var waiting: [Int] = []
    /// By queue, whether a job started late since the queue was last empty, and when it was next empty.
    var isLate: [String: Bool] = [:]
    var drained: [String: Double] = [:]
}

extension Simulation {
    /// Starts a process, on the host of another one that ended where that is given; returns its number.
    @discardableResult
    mutating func addProcess(threads count: Int, queues: [String], replacing old: Int? = nil) -> Int
    {
        let number = workers.processes.count
        let host = old.map { workers.processes[$0].host } ?? "10.0.0.\(21 + number)"
        let pid = 400 + 17 * number
        let first = workers.threads.count
        for index in 0..<count {
            workers.threads.append(
                SimulatedWorkers.Thread(
                    process: number,
                    client: "\(host):\(42_000 + index)",
                    name: random.hex(3),
                    queues: queues
                )
            )
        }
        workers.processes.append(
            SimulatedWorkers.Process(
                pid: pid,
                host: host,
                identity: "worker-\(number):\(pid):\(random.hex(12))",
                threads: first..<(first + count)
            )
        )
        for thread in first..<(first + count) {
            at(now + 0.05 * random.uniform()) { $0.request(thread) }
        }
        every(5, from: now + 5 * random.uniform()) { $0.beat(number) }
        return number
    }

    /// Gives the oldest job of a queue to a worker that waits for one.
    mutating func handOut(_ queue: String, at stamp: Double) {
        guard
            let place = workers.waiting.firstIndex(where: {
                workers.threads[$0].queues.contains(queue)
            }), let job = server.lists[queue]?.first
        else { return }
        server.lists[queue]?.removeFirst()
        begin(workers.waiting.remove(at: place), job, at: stamp)
    }

    mutating func payload(of job: SimulatedJob) -> String {
        let seconds = Moment.monitor(job.pushed)
        return
            #"{"retry":true,"queue":"\#(job.queue)","class":"\#(job.name)","args":[\#(random.below(90_000))],"#
            + #""jid":"\#(job.id)","created_at":\#(seconds),"enqueued_at":\#(seconds)}"#
    }

    /// Puts a job into its queue.
    mutating func push(_ name: String, from client: String, id: String? = nil) {
        guard let queue = workers.classes[name]?.queue else { return }
        let job = SimulatedJob(
            id: id ?? random.hex(24),
            name: name,
            queue: queue,
            pushed: now
        )
        let payload = payload(of: job)
        send(["sadd", "queues", queue], from: client)
        let stamp = send(["lpush", "queue:\(queue)", payload], from: client)
        server.lists[queue, default: []].append(job)
        handOut(queue, at: stamp)
    }

    private mutating func request(_ number: Int) {
        guard workers.processes[workers.threads[number].process].isAlive else { return }
        workers.threads[number].isBusy = false
        workers.threads[number].job = nil
        let queues =
            workers.strictOrder ?? workers.threads[number].queues.shuffled(using: &random)
        let words = ["brpop"] + queues.map { "queue:\($0)" } + ["2"]
        let stamp = send(words, from: workers.threads[number].client)
        for queue in queues {
            guard let job = server.lists[queue]?.first else { continue }
            server.lists[queue]?.removeFirst()
            return begin(number, job, at: stamp)
        }
        workers.threads[number].call += 1
        let call = workers.threads[number].call
        workers.waiting.append(number)
        at(stamp + 2) { simulation in
            guard simulation.workers.threads[number].call == call,
                let place = simulation.workers.waiting.firstIndex(of: number)
            else { return }
            simulation.workers.waiting.remove(at: place)
            simulation.request(number)
        }
    }

    private mutating func begin(_ number: Int, _ job: SimulatedJob, at stamp: Double) {
        workers.threads[number].isBusy = true
        workers.threads[number].job = job
        at(stamp + 0.0003 + 0.0004 * random.uniform()) { simulation in
            let started = simulation.now
            guard simulation.workers.processes[simulation.workers.threads[number].process].isAlive
            else { return }
            simulation.observe(job, at: started)
            simulation.note(number, job, "INFO: start")
            simulation.poison(number, job)
            let reading = simulation.readRows(number, job)
            let seconds = simulation.runSeconds(job) + reading
            simulation.at(started + seconds) { simulation in
                guard
                    simulation.workers.processes[simulation.workers.threads[number].process]
                        .isAlive
                else { return }
                simulation.finish(number, job, seconds)
            }
        }
    }

    /// Keeps the truth about the queue: late jobs, and when it was empty again after them.
    private mutating func observe(_ job: SimulatedJob, at time: Double) {
        if time - job.pushed > 1 { workers.isLate[job.queue] = true }
        guard server.lists[job.queue]?.isEmpty ?? true else { return }
        if workers.isLate[job.queue] == true { workers.drained[job.queue] = time }
        workers.isLate[job.queue] = false
    }

    /// Reads the rows of a job; returns the seconds that it takes.
    private mutating func readRows(_ number: Int, _ job: SimulatedJob) -> Double {
        guard let reads = workers.classes[job.name]?.reads else { return 0 }
        let count = reads.window.contains(now) ? reads.inside : reads.usual
        let client = workers.threads[number].client
        for place in 0..<count {
            at(now + Double(place) * reads.roundTrip) { simulation in
                simulation.send(["get", "product:\(simulation.random.below(9_000))"], from: client)
            }
        }
        return Double(count) * reads.roundTrip
    }

    private mutating func runSeconds(_ job: SimulatedJob) -> Double {
        if let seconds = workers.poison[job.id]?.seconds { return seconds }
        if let seconds = workers.longRuns[job.id] { return seconds }
        guard let kind = workers.classes[job.name] else { return 0.01 }
        var usual = random.duration(median: kind.medianSeconds, sigma: kind.sigma)
        if let crowding = kind.crowding, server.lists[job.queue]?.count ?? 0 > crowding.depth {
            usual *= crowding.factor
        }
        guard let slowdown = kind.slowdown, slowdown.window.contains(now) else { return usual }
        return usual * slowdown.factor
    }

    private mutating func hasFailed(_ job: SimulatedJob) -> Bool {
        if workers.poison[job.id] != nil { return true }
        if let left = workers.failuresLeft[job.id] {
            workers.failuresLeft[job.id] = left > 1 ? left - 1 : nil
            return true
        }
        guard let kind = workers.classes[job.name] else { return false }
        let isUnlucky = kind.failingShare > 0 && random.uniform() < kind.failingShare
        return isUnlucky || kind.failing?.contains(now) ?? false
    }

    private mutating func finish(_ number: Int, _ job: SimulatedJob, _ seconds: Double) {
        let hasFailed = hasFailed(job)
        let elapsed = "elapsed=\(Moment.decimal(seconds))"
        note(number, job, "\(elapsed) INFO: \(hasFailed ? "fail" : "done")")
        let client = workers.threads[number].client
        if hasFailed, now < workers.poison[job.id]?.until ?? .infinity {
            send(["zadd", "retry", Moment.monitor(now + 1), job.id], from: client)
            let delay = workers.classes[job.name]?.retrySeconds ?? 1...1
            at(now + random.between(delay.lowerBound, delay.upperBound)) { simulation in
                simulation.send(["zrem", "retry", job.id], from: client)
                simulation.push(job.name, from: client, id: job.id)
            }
        }
        at(now + 0.0005) { $0.request(number) }
    }

    private mutating func note(_ number: Int, _ job: SimulatedJob, _ rest: String) {
        let thread = workers.threads[number]
        let pid = workers.processes[thread.process].pid
        log.append(
            (now, "pid=\(pid) tid=\(thread.name) class=\(job.name) jid=\(job.id) \(rest)")
        )
    }

    /// Writes what a process says of itself; refused while memory is full.
    private mutating func beat(_ number: Int) {
        let process = workers.processes[number]
        guard process.isAlive else { return }
        if isMemoryFull {
            log.append(
                (
                    now,
                    "pid=\(process.pid) tid=hb ERROR: heartbeat: OOM command not allowed when used memory > 'maxmemory'."
                )
            )
            return
        }
        let busy = process.threads.filter { workers.threads[$0].isBusy }.count
        let info = #"{"hostname":"worker-\#(number)","concurrency":\#(process.threads.count)}"#
        let client = "\(process.host):43000"
        send(
            [
                "hmset", process.identity, "info", info, "busy", "\(busy)", "beat",
                Moment.monitor(now + workerClockAhead), "rtt_us", "210", "quiet", "false", "rss",
                "81000",
            ],
            from: client
        )
        send(["expire", process.identity, "60"], from: client)
    }
}

// Workers that ask each queue in turn and sleep when all are empty.
// Source: resque 2.6 worker.rb `work`, `reserve`; sidekiq wiki, "Pro Reliability Server" (super_fetch).

import Diagnosing
import Randomness

/// A worker that asks.
struct PollingWorker: Sendable {
    /// Whose protocol it speaks.
    enum Library: Sendable {
        case resque, superFetch
    }

    var library: Library
    var client: String
    var queues: [String]
    var sleepSeconds: Double
    var medianSeconds: Double
    /// The name of its thread in the log; `nil` for one whose log nobody collected.
    var thread: String?
}

/// What askers asked for, and what they got.
struct PollCount: Sendable {
    var asks = 0
    var jobs = 0
}

extension Simulation {
    private mutating func look(_ worker: PollingWorker) {
        for queue in worker.queues {
            polls.asks += 1
            let (list, words) = Self.fetch(queue, worker)
            send(words, from: worker.client)
            guard let job = server.lists[list]?.first else { continue }
            server.lists[list]?.removeFirst()
            polls.jobs += 1
            return run(job, worker)
        }
        at(now + worker.sleepSeconds * random.between(0.95, 1.05)) { $0.look(worker) }
    }

    private static func fetch(_ queue: String, _ worker: PollingWorker) -> (String, [String]) {
        switch worker.library {
        case .resque: ("resque:queue:\(queue)", ["lpop", "resque:queue:\(queue)"])
        case .superFetch:
            (
                "queue:\(queue)",
                ["lmove", "queue:\(queue)", "queue:sq|\(worker.client)|\(queue)", "RIGHT", "LEFT"]
            )
        }
    }

    private mutating func run(_ job: SimulatedJob, _ worker: PollingWorker) {
        let seconds = random.duration(median: worker.medianSeconds, sigma: 0.3)
        let line = worker.thread.map { "pid=77 tid=\($0) class=\(job.name) jid=\(job.id)" }
        if let line { log.append((now, "\(line) INFO: start")) }
        if worker.library == .resque {
            send(
                ["set", "resque:worker:\(worker.client)", "{\"queue\":\"\(job.queue)\"}"],
                from: worker.client
            )
        }
        at(now + seconds) { simulation in
            if let line {
                let elapsed = Moment.decimal(seconds)
                simulation.log.append((simulation.now, "\(line) elapsed=\(elapsed) INFO: done"))
            }
            switch worker.library {
            case .resque:
                simulation.send(["incr", "resque:stat:processed"], from: worker.client)
                simulation.send(["del", "resque:worker:\(worker.client)"], from: worker.client)
            case .superFetch:
                let own = "queue:sq|\(worker.client)|\(job.queue)"
                simulation.send(["lrem", own, "1", job.id], from: worker.client)
            }
            simulation.look(worker)
        }
    }

    private mutating func enqueue(_ queue: String, for library: PollingWorker.Library) {
        let id = random.hex(24)
        let client = webClient()
        let number = random.below(9_000)
        let seconds = Moment.monitor(now)
        let list: String
        switch library {
        case .resque:
            list = "resque:queue:\(queue)"
            send(["sadd", "resque:queues", queue], from: client)
            send(["rpush", list, #"{"class":"SyncJob","args":[\#(number)]}"#], from: client)
        case .superFetch:
            list = "queue:\(queue)"
            let payload =
                #"{"retry":true,"queue":"\#(queue)","class":"SyncJob","args":[\#(number)],"#
                + #""jid":"\#(id)","created_at":\#(seconds),"enqueued_at":\#(seconds)}"#
            send(["sadd", "queues", queue], from: client)
            send(["lpush", list, payload], from: client)
        }
        server.lists[list, default: []].append(
            SimulatedJob(id: id, name: "SyncJob", queue: queue, pushed: now)
        )
    }

    /// Workers on some hosts, and jobs for them.
    private mutating func addAskers(
        _ count: Int,
        _ library: PollingWorker.Library,
        queues: [String],
        jobsPerSecond rate: Double,
        sleepSeconds: Double,
        medianSeconds: Double,
        logged: Int = 0
    ) {
        for number in 0..<count {
            let worker = PollingWorker(
                library: library,
                client: "10.0.1.\(1 + number / 10):\(43_000 + number)",
                queues: queues,
                sleepSeconds: sleepSeconds,
                medianSeconds: medianSeconds,
                thread: number < logged ? random.hex(3) : nil
            )
            at(now + sleepSeconds * random.uniform()) { $0.look(worker) }
        }
        poisson(most: rate, rate: { _ in rate }) { simulation in
            simulation.enqueue(queues[simulation.random.below(queues.count)], for: library)
        }
    }

    private static let queueNames = ["mail", "sync", "images", "reports", "hooks", "search"]

    /// Many workers, many queues, a short sleep, and little to do.
    mutating func plantPolling() -> Truth {
        add(WebTraffic(requests: random.factor(2, 30), exports: 0, mails: 0))
        addMetricsAgent()
        let count = 4 + random.below(60)
        let queues = Array(Self.queueNames.prefix(1 + random.below(6)))
        let sleep = random.factor(0.1, 5)
        addAskers(
            count,
            .resque,
            queues: queues,
            jobsPerSecond: random.factor(0.2, 5),
            sleepSeconds: sleep,
            medianSeconds: 0.1
        )
        let length = end - Self.start
        return { simulation in
            let vain = Double(simulation.polls.asks - simulation.polls.jobs)
            let share = vain / Double(simulation.server.commands)
            let asks = Double(simulation.polls.asks) / length
            let perJob = Double(simulation.polls.asks) / Double(max(1, simulation.polls.jobs))
            let fact = PlantedFact(
                statement: .finding(.pollCost),
                value: ("asks_per_second", (0.95 * asks)...(1.05 * asks)),
                // A fifth of the traffic and a hundred commands a second for little work are plain.
                isPlain: share > 0.2 && vain / length > 100 && perJob > 20
            )
            // A twentieth of it, or a few commands, are not worth a word.
            return share > 0.05 && vain / length > 25 && perJob > 5 ? [fact] : []
        }
    }

    /// Workers that nearly always find a job when they ask.
    mutating func plantBusyAskers() -> Truth {
        addMetricsAgent()
        let count = 10 + random.below(30)
        let median = random.factor(0.03, 0.2)
        addAskers(
            count,
            .resque,
            queues: Array(Self.queueNames.prefix(1 + random.below(3))),
            jobsPerSecond: 0.85 * Double(count) / (median * 1.05),
            sleepSeconds: 1,
            medianSeconds: median
        )
        return { _ in [] }
    }

    /// The same, and only one process in eight or more has its log in the folder.
    mutating func plantPartialLog() -> Truth {
        addMetricsAgent()
        let count = 40 + random.below(40)
        let median = random.factor(0.05, 0.2)
        addAskers(
            count,
            .superFetch,
            queues: Array(Self.queueNames.prefix(1 + random.below(3))),
            jobsPerSecond: 0.8 * Double(count) / (median * 1.05),
            sleepSeconds: 1,
            medianSeconds: median,
            logged: 2 + random.below(4)
        )
        return { _ in [] }
    }
}

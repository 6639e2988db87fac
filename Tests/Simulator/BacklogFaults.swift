// Faults of queues: the four stories, a queue that nobody reads, and retries.

import Diagnosing

extension Simulation {
    func backlog(
        _ causes: Set<Finding.Kind>,
        _ name: String,
        queue: String,
        since start: Double
    ) -> PlantedFault {
        PlantedFault(
            kinds: [.queueBacklog],
            causes: causes,
            subjects: [Subject(jobClass: name)],
            start: start,
            end: .drained(queues: [queue])
        )
    }

    mutating func plantArrivals(_ window: Range<Double>) -> PlantedFault {
        campaign(window, perSecond: 110 * strength)
        return backlog([.arrivalsUp], "ExportJob", queue: "exports", since: window.lowerBound)
    }

    mutating func campaign(_ window: Range<Double>, perSecond rate: Double) {
        poisson(most: rate, from: window.lowerBound, until: window.upperBound, rate: { _ in rate })
        {
            $0.push("ExportJob", from: "10.0.0.11:40007")
        }
    }

    /// A schedule in no list that enqueues more than the workers can take, every minute.
    mutating func plantRecurringArrivals(_ bursts: [Range<Double>]) -> PlantedFault {
        for burst in bursts { campaign(burst, perSecond: 130 * strength) }
        var planted = backlog(
            [.arrivalsUp],
            "ExportJob",
            queue: "exports",
            since: bursts[0].lowerBound
        )
        planted.bursts = bursts
        return planted
    }

    /// A campaign after which every job takes longer because so many wait: the trouble outlives its cause.
    mutating func plantSelfSustaining(_ window: Range<Double>) -> PlantedFault {
        workers.classes["ExportJob"]?.crowding = (depth: 150, factor: 6)
        campaign(window.lowerBound..<(window.lowerBound + 12), perSecond: 120 * strength)
        var planted = backlog(
            [.arrivalsUp],
            "ExportJob",
            queue: "exports",
            since: window.lowerBound
        )
        planted.end = .never
        return planted
    }

    mutating func plantSlowService(_ window: Range<Double>) -> PlantedFault {
        workers.classes["ExportJob"]?.slowdown = (window, 22 * strength)
        return backlog([.serviceSlower], "ExportJob", queue: "exports", since: window.lowerBound)
    }

    mutating func plantLostProcess(_ window: Range<Double>) -> PlantedFault {
        at(window.lowerBound) { $0.kill(process: 1) }
        at(window.upperBound) { $0.addProcess(threads: 2, queues: ["exports", "mailers"]) }
        var planted = backlog(
            [.workersLost],
            "ExportJob",
            queue: "exports",
            since: window.lowerBound
        )
        planted.subjects = [Subject(queue: "exports"), Subject(queue: "mailers")]
        planted.end = .drained(queues: ["exports", "mailers"])
        return planted
    }

    /// The one process that reads a queue goes away; the others never look at it.
    mutating func plantAbandonedQueue(_ window: Range<Double>) -> PlantedFault {
        addDocuments(perSecond: 8 * strength)
        let process = addProcess(threads: 3, queues: ["documents"])
        at(window.lowerBound) { $0.kill(process: process) }
        at(window.upperBound) { $0.addProcess(threads: 3, queues: ["documents"]) }
        return backlog(
            [.workersLost],
            "DocumentJob",
            queue: "documents",
            since: window.lowerBound
        )
    }

    private mutating func addDocuments(perSecond rate: Double) {
        workers.classes["DocumentJob"] = SimulatedClass(
            name: "DocumentJob",
            queue: "documents",
            medianSeconds: 0.06
        )
        poisson(most: rate, rate: { _ in rate }) { simulation in
            simulation.push("DocumentJob", from: simulation.webClient())
        }
    }

    mutating func plantLongJobs(_ window: Range<Double>) -> PlantedFault {
        workers.classes["ReportJob"] = SimulatedClass(
            name: "ReportJob",
            queue: "exports",
            medianSeconds: 9,
            sigma: 0.1
        )
        // A dozen seconds of them keep the pool busy for forty.
        every(0.3 / strength, from: window.lowerBound, until: window.lowerBound + 12) {
            $0.push("ReportJob", from: "10.0.0.12:40001")
        }
        return backlog(
            [.headOfLineBlocking],
            "ReportJob",
            queue: "exports",
            since: window.lowerBound
        )
    }

    /// The reader of a queue is gone, its jobs fill the memory, and at the limit everybody is refused.
    mutating func plantFullMemory(_ window: Range<Double>) -> PlantedFault {
        addDocuments(perSecond: 20 * strength)
        let process = addProcess(threads: 4, queues: ["documents"])
        at(window.lowerBound) { $0.kill(process: process) }
        let full = window.upperBound - 8
        at(full) { $0.isMemoryFull = true }
        every(0.5, from: full, until: window.upperBound) { simulation in
            let pid = simulation.workers.processes[0].pid
            simulation.log.append(
                (
                    simulation.now,
                    "pid=\(pid) tid=q1 WARN: RedisClient::CommandError: OOM command not allowed when used memory > 'maxmemory'."
                )
            )
        }
        at(window.upperBound) { simulation in
            simulation.isMemoryFull = false
            simulation.addProcess(threads: 12, queues: ["documents"])
        }
        var planted = backlog(
            [.workersLost, .memoryExhaustion],
            "DocumentJob",
            queue: "documents",
            since: window.lowerBound
        )
        planted.subjects.append(Subject(queue: "documents"))
        planted.tolerated = [.memoryExhaustion]
        return planted
    }

    mutating func plantRetries(_ window: Range<Double>) -> PlantedFault {
        workers.classes["MailJob"]?.failing = window
        return PlantedFault(
            kinds: [.retryStorm],
            causes: [.retryStorm],
            subjects: [Subject(jobClass: "MailJob")],
            start: window.lowerBound,
            end: .at(window.upperBound)
        )
    }
}

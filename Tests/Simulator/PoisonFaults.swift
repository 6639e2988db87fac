// Jobs that never succeed: they hold a worker each time they are tried, or take its process with them.

import Randomness

/// What a job that never succeeds does.
struct SimulatedPoison {
    var seconds: Double
    /// Its process ends so long after the start; `nil` for a job that only fails.
    var endsProcessAfter: Double?
}

/// How a planted job never succeeds.
package enum PoisonKind: CaseIterable, Sendable {
    case holdsWorker, endsProcess
}

extension SimulatedCapture {
    /// Simulates a service in which one job among many of its class never succeeds.
    package init(poison kind: PoisonKind, seed: UInt64) {
        var simulation = Simulation(seed: seed, length: Self.length)
        simulation.addService([])
        simulation.plantPoison(kind, at: Simulation.start + simulation.random.between(40, 55))
        simulation.run()
        workerClockAhead = 0
        files = simulation.files()
    }
}

extension Simulation {
    fileprivate mutating func plantPoison(_ kind: PoisonKind, at time: Double) {
        workers.classes["ImportJob"] = SimulatedClass(
            name: "ImportJob",
            queue: "exports",
            medianSeconds: 0.1
        )
        poisson(most: 3, rate: { _ in 3 }) { simulation in
            simulation.push("ImportJob", from: simulation.webClient())
        }
        let id = random.hex(24)
        workers.poison[id] =
            switch kind {
            case .holdsWorker: SimulatedPoison(seconds: 6)
            case .endsProcess: SimulatedPoison(seconds: 60, endsProcessAfter: 0.5)
            }
        at(time) { $0.push("ImportJob", from: "10.0.0.12:40009", id: id) }
    }

    /// Ends the process of a thread that began a job which ends it; a new one finds the job unfinished.
    mutating func poison(_ thread: Int, _ job: SimulatedJob) {
        guard let seconds = workers.poison[job.id]?.endsProcessAfter else { return }
        let process = workers.threads[thread].process
        let queues = workers.threads[thread].queues
        at(now + seconds) { $0.kill(process: process) }
        at(now + seconds + 3) { simulation in
            simulation.addProcess(threads: 4, queues: queues)
            simulation.push(job.name, from: "10.0.0.12:40009", id: job.id)
        }
    }
}

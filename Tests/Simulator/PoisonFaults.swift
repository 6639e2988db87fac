// Jobs that never succeed: they hold a worker each time they are tried, or take its process with them.

import Diagnosing
import Randomness

/// What a job that never succeeds does.
struct SimulatedPoison {
    var seconds: Double
    /// Its process ends so long after the start; `nil` for a job that only fails.
    var endsProcessAfter: Double?
    /// When somebody takes it out.
    var until = Double.infinity
}

/// How a planted job never succeeds.
package enum PoisonKind: CaseIterable, Sendable {
    case holdsWorker, endsProcess
    /// Many jobs that fail as fast as others succeed.
    case failsFast
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
        addImports(perSecond: 3)
        switch kind {
        case .holdsWorker: pushPoison(SimulatedPoison(seconds: 6), at: time)
        case .endsProcess:
            pushPoison(SimulatedPoison(seconds: 60, endsProcessAfter: 0.5), at: time)
        case .failsFast:
            workers.classes["ImportJob"]?.retrySeconds = 1...2
            for _ in 0..<40 { pushPoison(SimulatedPoison(seconds: 0.1), at: time) }
        }
    }

    /// Ends the process of a thread that began a job which ends it; a new one finds the job unfinished.
    mutating func poison(_ thread: Int, _ job: SimulatedJob) {
        guard let seconds = workers.poison[job.id]?.endsProcessAfter else { return }
        let process = workers.threads[thread].process
        at(now + seconds) { simulation in
            let backAfter = simulation.workers.classes[job.name]?.retrySeconds ?? 3...3
            let delay = simulation.random.between(backAfter.lowerBound, backAfter.upperBound)
            simulation.crash(process: process, backAfter: delay)
        }
    }

    /// A class of which nearly all jobs succeed; `nil` leaves the time to the next try as it is for every class.
    mutating func addImports(perSecond rate: Double, retrySeconds: ClosedRange<Double>? = nil) {
        workers.classes["ImportJob"] = SimulatedClass(
            name: "ImportJob",
            queue: "exports",
            medianSeconds: 0.1
        )
        if let retrySeconds { workers.classes["ImportJob"]?.retrySeconds = retrySeconds }
        poisson(most: rate, rate: { _ in rate }) { simulation in
            simulation.push("ImportJob", from: simulation.webClient())
        }
    }

    mutating func pushPoison(_ poison: SimulatedPoison, at time: Double) {
        let id = random.hex(24)
        workers.poison[id] = poison
        at(time) { $0.push("ImportJob", from: "10.0.0.12:40009", id: id) }
    }

    /// Somebody needs that long to see which jobs it is.
    private static let poisonedSeconds = 50.0

    /// One batch of files that cannot be read: each job waits for its time limit, fails, and comes back.
    mutating func plantPoisonBatch(_ window: Range<Double>) -> PlantedFault {
        let delay = random.factor(1, 4)
        addImports(perSecond: 3, retrySeconds: (0.9 * delay)...(1.1 * delay))
        let seconds = random.factor(1.5, 5)
        // Each holds a worker for a part of its cycle; together more than all eight.
        let count = Int(((8 + 2.5 * strength) * (seconds + delay) / seconds).rounded(.up))
        return plantPoison(count, .headOfLineBlocking, window) { simulation in
            SimulatedPoison(seconds: seconds * simulation.random.between(0.95, 1.05))
        }
    }

    /// Jobs that need more memory than their process may have, found unfinished each time that it is back.
    mutating func plantPoisonCrashes(_ window: Range<Double>) -> PlantedFault {
        addImports(perSecond: 3, retrySeconds: 3...6)
        let count = Int((1.5 + strength).rounded())
        return plantPoison(count, .workersLost, window) { simulation in
            SimulatedPoison(seconds: 600, endsProcessAfter: simulation.random.factor(0.3, 3))
        }
    }

    /// Jobs that never succeed, pushed within two seconds of the window's start until somebody takes them out.
    private mutating func plantPoison(
        _ count: Int,
        _ cause: Finding.Kind,
        _ window: Range<Double>,
        making make: (inout Simulation) -> SimulatedPoison
    ) -> PlantedFault {
        for _ in 0..<count {
            var poison = make(&self)
            poison.until = window.lowerBound + Self.poisonedSeconds
            pushPoison(poison, at: window.lowerBound + 2 * random.uniform())
        }
        var planted = backlog([cause], "ImportJob", queue: "exports", since: window.lowerBound)
        planted.end = .drained(queues: ["exports", "mailers"])
        // They fail and come back whether or not the workers that are left keep up.
        planted.kinds.insert(.retryStorm)
        planted.leastEnd = window.lowerBound + Self.poisonedSeconds
        return planted
    }
}

// Jobs that never succeed among others, and jobs that fail or begin anew for reasons of their own.

import Diagnosing
import Randomness

extension Simulation {
    /// A few jobs that fail after a while and come back, in a service that can bear them.
    mutating func plantHoldingJobs() -> Truth {
        addService([])
        let delay = random.factor(1, 15)
        addImports(perSecond: random.factor(0.5, 6), retrySeconds: (0.8 * delay)...(1.2 * delay))
        let seconds = random.factor(2, 15)
        let onset = Self.start + random.between(20, 50)
        for _ in 0..<(1 + random.below(3)) {
            pushPoison(SimulatedPoison(seconds: seconds), at: onset + 3 * random.uniform())
        }
        // Its runs until the end of the capture, and the seconds of workers that everything else takes meanwhile.
        let cycle = seconds + 1.1 * delay
        let runs = (end - onset - 3) / cycle
        return { _ in
            [
                PlantedFact(
                    statement: .finding(.headOfLineBlocking),
                    subjects: [Subject(jobClass: "ImportJob")],
                    isPlain: runs >= 4 && seconds / cycle > 0.4
                )
            ]
        }
    }

    /// A job that ends its process, beside long jobs that end with it and are no more than its victims.
    mutating func plantKillingJob() -> Truth {
        addService([])
        let away = random.factor(1, 8)
        addImports(perSecond: random.factor(0.5, 6), retrySeconds: away...(1.3 * away))
        addArchives(medianSeconds: 15, perSecond: 0.15)
        let seconds = random.factor(0.2, 6)
        let onset = Self.start + random.between(20, 50)
        pushPoison(SimulatedPoison(seconds: 600, endsProcessAfter: seconds), at: onset)
        let deaths = (end - onset) / (seconds + 1.3 * away + 0.5)
        return { _ in
            [
                PlantedFact(
                    statement: .finding(.workersLost),
                    subjects: [Subject(jobClass: "ImportJob")],
                    isPlain: deaths >= 4
                )
            ]
        }
    }

    /// Jobs of a class that takes long.
    private mutating func addArchives(medianSeconds: Double, perSecond rate: Double) {
        workers.classes["ArchiveJob"] = SimulatedClass(
            name: "ArchiveJob",
            queue: "exports",
            medianSeconds: medianSeconds
        )
        poisson(most: rate, rate: { _ in rate }) { simulation in
            simulation.push("ArchiveJob", from: simulation.webClient())
        }
    }

    /// Processes that are told to end and come back, again and again, and long jobs that begin anew each time.
    mutating func plantRollingRestarts() -> Truth {
        addService([])
        addArchives(medianSeconds: 2, perSecond: 0.5)
        let period = random.between(10, 20)
        for number in 0..<(1 + random.below(3)) {
            let id = random.hex(24)
            workers.longRuns[id] = 90
            at(Self.start + 20 + Double(number)) {
                $0.push("ArchiveJob", from: "10.0.0.12:40009", id: id)
            }
        }
        var process = [0, 1]
        for (number, time) in stride(from: Self.start + 30, to: end - 10, by: period).enumerated() {
            for place in process.indices {
                let old = process[place]
                at(time + 2 * Double(place)) { $0.restart(process: old) }
                process[place] = 2 + 2 * number + place
            }
        }
        return { _ in [] }
    }

    /// Ends a process as a release does: it says so, and puts back what it has not finished.
    private mutating func restart(process number: Int) {
        let pid = workers.processes[number].pid
        log.append((now, "pid=\(pid) tid=m1 INFO: Shutting down"))
        log.append((now + 0.4, "pid=\(pid) tid=m1 INFO: Bye!"))
        crash(process: number, backAfter: 1)
    }

    /// A class of which many a job fails on any day, and most succeed at the next try.
    mutating func plantFlakyJobs() -> Truth {
        addService([])
        addImports(perSecond: random.factor(1, 8), retrySeconds: 0.8...6)
        workers.classes["ImportJob"]?.medianSeconds = random.factor(0.1, 0.8)
        workers.classes["ImportJob"]?.failingShare = random.between(0.1, 0.35)
        return { _ in [] }
    }

    /// Jobs that look whether something of somebody else is ready, and fail until it is.
    mutating func plantUnreadyJobs() -> Truth {
        addService([])
        addImports(perSecond: random.factor(1, 5), retrySeconds: 2...4)
        poisson(most: 0.2, rate: { _ in 0.2 }) { simulation in
            let id = simulation.random.hex(24)
            simulation.workers.failuresLeft[id] = 3 + simulation.random.below(4)
            simulation.push("ImportJob", from: simulation.webClient(), id: id)
        }
        return { _ in [] }
    }
}

// Faults of readers and connections: what holds the server, empties it, or knocks too often.

import Randomness
import Diagnosing

extension Simulation {
    private func fault(
        _ kind: Incident.Kind,
        _ causes: Set<Finding.Kind>,
        _ subject: Subject,
        _ window: Range<Double>
    ) -> PlantedFault {
        PlantedFault(
            kinds: [kind],
            causes: causes,
            subjects: [subject],
            start: window.lowerBound,
            end: .at(window.upperBound)
        )
    }

    /// A front page read 40 times a second that somebody refreshed before it expired, until nobody did.
    mutating func plantStampede(_ window: Range<Double>) -> PlantedFault {
        let lifetime = 10.0
        every(4, from: Self.start + 0.2) { simulation in
            // The refresh that the fault removes.
            if window.contains(simulation.now) { return }
            simulation.storeFront(lifetime, "10.0.0.11:40003")
        }
        let rate = 40 * strength
        poisson(most: rate, rate: { _ in rate }) { simulation in
            let client = simulation.webClient()
            simulation.send(["get", "fragment:front"], from: client)
            guard simulation.server.cache["fragment:front"] ?? 0 <= simulation.now else { return }
            let seconds = simulation.random.between(0.5, 0.7)
            simulation.at(simulation.now + seconds) { $0.storeFront(lifetime, client) }
        }
        // The last refresh before the window decides when the entry first expires.
        let refreshes = ((window.lowerBound - Self.start - 0.2) / 4).rounded(.down)
        var planted = fault(
            .cacheStampede,
            [.cacheStampede],
            Subject(keyPattern: "fragment:front"),
            window
        )
        planted.start = Self.start + 0.2 + 4 * refreshes + lifetime
        planted.end = .gradual
        return planted
    }

    private mutating func storeFront(_ lifetime: Double, _ client: String) {
        let text = random.hex(24)
        send(["setex", "fragment:front", "\(Int(lifetime))", text], from: client)
        server.cache["fragment:front"] = now + lifetime
    }

    mutating func plantConnections(_ window: Range<Double>) -> PlantedFault {
        let host = "10.0.0.41"
        every(0.1, from: Self.start) { simulation in
            if window.contains(simulation.now) { return }
            simulation.send(["get", "rate:\(simulation.random.below(9))"], from: "\(host):45000")
        }
        let rate = 45 * strength
        poisson(most: rate, from: window.lowerBound, until: window.upperBound, rate: { _ in rate })
        { simulation in
            let client = "\(host):\(20_000 + simulation.server.commands % 20_000)"
            simulation.send(["hello", "3"], from: client)
            simulation.send(["client", "setname", "quota"], from: client)
            simulation.send(["get", "rate:\(simulation.random.below(9))"], from: client)
        }
        return fault(
            .connectionChurn,
            [.connectionChurn],
            Subject(clients: [host]),
            window
        )
    }

    mutating func plantBigKey(_ window: Range<Double>) -> PlantedFault {
        poisson(most: 10, rate: { _ in 10 }) { simulation in
            let member = "m\(simulation.random.below(5_000))"
            simulation.send(["hincrby", "board:all", member, "1"], from: simulation.webClient())
        }
        every(4, from: window.lowerBound, until: window.upperBound) { simulation in
            let cost = simulation.strength * simulation.random.between(0.35, 0.45)
            simulation.send(["hgetall", "board:all"], from: "10.0.0.51:46000", cost: cost)
        }
        let last =
            window.lowerBound + 4 * ((window.upperBound - window.lowerBound) / 4).rounded(.up)
        return fault(
            .slowCommand,
            [.bigKey, .slowCommand],
            Subject(keyPattern: "board:all"),
            window.lowerBound..<(last - 4)
        )
    }

    mutating func plantScan(_ window: Range<Double>) -> PlantedFault {
        every(3, from: window.lowerBound, until: window.upperBound) { simulation in
            let cost = simulation.strength * simulation.random.between(0.25, 0.4)
            simulation.send(["keys", "session:*"], from: "10.0.0.52:46000", cost: cost)
        }
        return fault(
            .slowCommand,
            [.keyspaceScan],
            Subject(clients: ["10.0.0.52"]),
            window
        )
    }

    /// A long queue that is worked off slowly, and dashboards that read all of it.
    mutating func plantPoller(_ window: Range<Double>) -> PlantedFault {
        workers.classes["ArchiveJob"] = SimulatedClass(
            name: "ArchiveJob",
            queue: "archive",
            medianSeconds: 0.5
        )
        server.lists["archive"] = (0..<500).map { number in
            SimulatedJob(
                id: "0000000000000000000a\(1_000 + number)",
                name: "ArchiveJob",
                queue: "archive",
                pushed: Self.start
            )
        }
        addProcess(threads: 1, queues: ["archive"])
        poisson(most: 1.5, rate: { _ in 1.5 }) { simulation in
            simulation.push("ArchiveJob", from: simulation.webClient())
        }
        let rate = 35 * strength
        poisson(most: rate, from: window.lowerBound, until: window.upperBound, rate: { _ in rate })
        { simulation in
            let cost = simulation.random.between(0.011, 0.015)
            let client = "10.0.0.6\(simulation.random.below(6)):47000"
            simulation.send(["lrange", "queue:archive", "0", "-1"], from: client, cost: cost)
        }
        return fault(
            .slowCommand,
            [.observerLoad, .bigKey],
            Subject(queue: "archive"),
            window
        )
    }

    mutating func plantFlush(_ window: Range<Double>) -> PlantedFault {
        at(window.lowerBound) { simulation in
            simulation.send(["flushall"], from: "10.0.0.71:48000")
            simulation.server.cache = [:]
            simulation.server.lists = [:]
        }
        var planted = fault(
            .dataLoss,
            [.keyspaceFlush],
            Subject(clients: ["10.0.0.71"]),
            window
        )
        planted.end = .gradual
        return planted
    }
}

// A server whose memory fills until it gives up keys, with and without somebody who misses them.

import Diagnosing
import Randomness

extension Simulation {
    private static let valueBytes = 600

    /// A catalog that is in the cache when the capture begins, and its readers, who write again what they miss.
    private mutating func addCatalog(_ count: Int, readsPerSecond rate: Double) {
        for number in 0..<count {
            keyspace?.set("catalog:\(number)", bytes: Self.valueBytes, &random)
        }
        poisson(most: rate, rate: { _ in rate }) { simulation in
            let key = "catalog:\(simulation.random.below(count))"
            let client = simulation.webClient()
            let answered = simulation.send(["get", key], from: client)
            guard simulation.keyspace?.holds(key) == false else { return }
            simulation.at(answered + simulation.random.duration(median: 0.004, sigma: 0.3)) {
                $0.store(key, from: client)
            }
        }
    }

    private mutating func store(_ key: String, from client: String) {
        send(["set", key, random.hex(Self.valueBytes)], from: client)
        keyspace?.set(key, bytes: Self.valueBytes, &random)
    }

    /// An import that writes rows nobody reads.
    private mutating func addImport(in window: Range<Double>, perSecond rate: Double) {
        var row = 0
        for time in stride(from: window.lowerBound, to: window.upperBound, by: 1 / rate) {
            row += 1
            let key = "vendor:acme:row:\(row)"
            at(time) { $0.store(key, from: "10.0.0.70:47100") }
        }
    }

    /// The import fills what is left after so many seconds; from then on each row pushes out another key.
    private mutating func addFullServer(
        _ window: Range<Double>,
        fullAfter seconds: Double,
        catalog: Int,
        readsPerSecond: Double
    ) {
        let rate = 330 * strength
        let room = Int(rate * seconds) * Self.valueBytes
        keyspace = SimulatedKeyspace(limit: catalog * Self.valueBytes + room)
        memory = { Double($0.keyspace?.used ?? 0) }
        memoryLimit = Double(keyspace?.limit ?? 0)
        addCatalog(catalog, readsPerSecond: readsPerSecond)
        addImport(in: window, perSecond: rate)
    }

    /// What the import pushes out is asked for again and again.
    mutating func plantEvictedReads(_ window: Range<Double>) -> PlantedFault {
        let full = random.between(8, 14)
        addFullServer(
            window,
            fullAfter: full,
            catalog: 1_500,
            readsPerSecond: random.factor(80, 240)
        )
        return PlantedFault(
            kinds: [.memoryExhaustion],
            causes: [.memoryExhaustion],
            subjects: [Subject(keyPattern: "vendor:acme:row:{n}")],
            start: window.lowerBound + full,
            end: .gradual
        )
    }

    /// What the import pushes out is hardly ever asked for.
    mutating func plantUnreadEvictions() -> Truth {
        addService([])
        let window = window()
        let full = 0.4 * (window.upperBound - window.lowerBound)
        addFullServer(window, fullAfter: full, catalog: 6_000, readsPerSecond: 4)
        return { _ in
            [
                PlantedFact(
                    statement: .finding(.eviction),
                    subjects: [Subject(keyPattern: "vendor:acme:row:{n}")]
                )
            ]
        }
    }
}

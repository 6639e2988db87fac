// Services that read much: row by row, one key again and again, or simply because there is more to do.

import Randomness

/// What makes the reads of a service rise.
package enum SimulatedReads: CaseIterable, Sendable {
    /// Each job begins to read its rows one by one.
    case rowByRow
    /// More jobs, each of which reads as many rows as before.
    case moreJobs
    /// Something else that reads the same keys at a rate of its own.
    case poller
    /// Everybody asks for one key, or for keys that differ.
    case oneKey, manyKeys
}

extension SimulatedCapture {
    /// Simulates a service whose reads rise in the middle of the capture.
    package init(reads: SimulatedReads, seed: UInt64) {
        var simulation = Simulation(seed: seed, length: Self.length)
        simulation.addService([])
        let onset = Simulation.start + simulation.random.between(45, 50)
        simulation.plant(reads, onset..<(onset + 35))
        simulation.run()
        workerClockAhead = 0
        files = simulation.files()
    }

    /// Simulates a service whose server stands still for a while, again and again.
    package init(pauseSeconds: Double, seed: UInt64) {
        var simulation = Simulation(seed: seed, length: Self.length)
        simulation.addService([])
        let onset = Simulation.start + simulation.random.between(45, 50)
        simulation.poisson(most: 300, rate: { _ in 300 }) { simulation in
            let client = simulation.webClient()
            simulation.send(["get", "page:\(simulation.random.below(500))"], from: client)
        }
        simulation.every(20, from: onset) { simulation in
            simulation.server.stop(for: pauseSeconds, at: simulation.now)
        }
        simulation.run()
        workerClockAhead = 0
        files = simulation.files()
    }
}

extension Simulation {
    /// Jobs that begin to read their rows one by one and keep all workers busy with waiting.
    mutating func plantRowReads(_ window: Range<Double>) -> PlantedFault {
        workers.classes["ExportJob"]?.reads = (
            window, usual: 2, inside: Int(300 * strength), roundTrip: 0.008
        )
        return backlog([.nPlusOne], "ExportJob", queue: "exports", since: window.lowerBound)
    }

    fileprivate mutating func plant(_ reads: SimulatedReads, _ window: Range<Double>) {
        workers.classes["ExportJob"]?.reads = (
            window, usual: 2, inside: reads == .rowByRow ? 40 : 2, roundTrip: 0.003
        )
        switch reads {
        case .rowByRow: break
        case .moreJobs: campaign(window, perSecond: 30)
        case .poller: ask(window, perSecond: 200) { "product:\($0.below(9_000))" }
        case .oneKey: ask(window, perSecond: 1_500) { _ in "product:7" }
        case .manyKeys: ask(window, perSecond: 1_500) { "product:\($0.below(9_000))" }
        }
    }

    /// Clients that read keys at a rate of their own.
    private mutating func ask(
        _ window: Range<Double>,
        perSecond rate: Double,
        _ key: @escaping @Sendable (inout SplitMix64) -> String
    ) {
        poisson(most: rate, from: window.lowerBound, until: window.upperBound, rate: { _ in rate })
        { simulation in
            let key = key(&simulation.random)
            simulation.send(["get", key], from: "10.0.0.8\(simulation.random.below(3)):49100")
        }
    }
}

// Faults of writers: what is written and never read, written again, deleted unread, or renewed for nothing.

import Randomness
import Diagnosing

extension Simulation {
    private static let writer = "10.0.0.31"

    /// What the writer does all day: a few writes that somebody reads.
    mutating func addUsualWrites() {
        poisson(most: 3, rate: { _ in 3 }) { simulation in
            let number = simulation.random.below(50)
            let client = Self.client(number)
            simulation.send(["set", "flag:\(number)", simulation.random.hex(8)], from: client)
            simulation.send(["get", "flag:\(number)"], from: client)
        }
    }

    private static func client(_ number: Int) -> String { "\(writer):\(44_000 + number % 4)" }

    private mutating func write(
        _ usual: Double,
        _ window: Range<Double>,
        _ action: @escaping @Sendable (inout Simulation, Int, String) -> Void
    ) {
        let rate = usual * strength
        poisson(most: rate, from: window.lowerBound, until: window.upperBound, rate: { _ in rate })
        {
            simulation in
            let number = simulation.random.below(60)
            action(&simulation, number, Self.client(number))
        }
    }

    private func waste(_ cause: Finding.Kind, _ pattern: String, _ window: Range<Double>)
        -> PlantedFault
    {
        PlantedFault(
            kinds: [.writeThrash],
            causes: [cause],
            subjects: [Subject(keyPattern: pattern)],
            start: window.lowerBound,
            end: .at(window.upperBound)
        )
    }

    mutating func plantDeadFields(_ window: Range<Double>) -> PlantedFault {
        write(300, window) { simulation, number, client in
            let value = simulation.random.hex(10)
            simulation.send(["hset", "presence:\(number)", "seen", value], from: client)
        }
        return waste(.deadWrites, "presence:{n}", window)
    }

    /// A schedule in no list whose every run rewrites what nobody reads.
    mutating func plantRecurringWrites(_ bursts: [Range<Double>]) -> PlantedFault {
        for burst in bursts { _ = plantDeadStrings(burst) }
        let whole = bursts[0].lowerBound..<bursts[bursts.count - 1].upperBound
        var planted = waste(.deadWrites, "progress:{n}", whole)
        planted.bursts = bursts
        return planted
    }

    mutating func plantDeadStrings(_ window: Range<Double>) -> PlantedFault {
        write(300, window) { simulation, number, client in
            let value = simulation.random.hex(10)
            simulation.send(["set", "progress:\(number)", value], from: client)
        }
        return waste(.deadWrites, "progress:{n}", window)
    }

    mutating func plantSameValues(_ window: Range<Double>) -> PlantedFault {
        write(180, window) { simulation, number, client in
            simulation.send(["set", "price:\(number)", "\(number * 7)"], from: client)
            if number == 0 { simulation.send(["get", "price:\(number)"], from: client) }
        }
        return waste(.noOpWrites, "price:{n}", window)
    }

    mutating func plantDeletes(_ window: Range<Double>) -> PlantedFault {
        write(150, window) { simulation, _, client in
            let key = "draft:\(simulation.random.below(100_000))"
            simulation.send(["set", key, simulation.random.hex(10)], from: client)
            simulation.at(simulation.now + 0.02) { $0.send(["del", key], from: client) }
        }
        return waste(.deleteChurn, "draft:{n}", window)
    }

    mutating func plantRenewals(_ window: Range<Double>) -> PlantedFault {
        write(170, window) { simulation, number, client in
            simulation.send(["get", "token:\(number)"], from: client)
            simulation.send(["expire", "token:\(number)", "3600"], from: client)
        }
        return waste(.expireFlapping, "token:{n}", window)
    }
}

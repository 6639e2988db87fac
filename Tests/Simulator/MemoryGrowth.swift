// Memory that fills, and memory that does what memory does.
// Source: redis 7.0 dict.c (a table that grows is copied into one twice as large).

import Foundation
import Randomness

extension Simulation {
    private static let megabyte = 1_048_576.0

    /// Noise of buffers, and the step of a table that doubles.
    private mutating func addMemory(
        limit: Double,
        _ level: @escaping @Sendable (Double) -> Double
    ) {
        add(WebTraffic())
        addUsualWrites()
        memoryLimit = limit
        let noise = random.factor(0.000_5, 0.01) * limit
        memory = { simulation in
            max(0, level(simulation.now) + noise * simulation.random.normal())
        }
        addMetricsAgent(every: Double([1, 1, 2, 5][random.below(4)]))
        omitted = ["sidekiq.log"]
    }

    /// A leak, or keys without an expiry: on the way to the limit when the capture ends.
    mutating func plantMemoryGrowth() -> Truth {
        let limit = random.factor(100, 20_000) * Self.megabyte
        let base = limit * random.between(0.1, 0.6)
        let begin = random.uniform() < 0.3 ? Self.start : Self.start + random.between(15, 60)
        // How much of the room is gone when the capture ends.
        let used = random.between(0.25, 0.9)
        let rate = used * (limit - base) / (end - begin)
        let doubling = begin + (end - begin) * random.between(0.2, 0.8)
        let step = random.between(0, 0.03) * (limit - base)
        addMemory(limit: limit) { time in
            base + rate * max(0, time - begin) + (time > doubling ? step : 0)
        }
        let left = (1 - used) * (limit - base) / rate
        let full = end + left + Double(Moment.epoch)
        return { _ in
            [
                PlantedFact(
                    statement: .fullMemory,
                    value: ("full", (full - 0.3 * left - 5)...(full + 0.3 * left + 5))
                )
            ]
        }
    }

    /// A cache that warms up to its working set.
    mutating func plantMemoryPlateau() -> Truth {
        let limit = random.factor(100, 20_000) * Self.megabyte
        let base = limit * random.between(0.05, 0.3)
        let height = limit * random.between(0.15, 0.4)
        let begin = Self.start + random.between(5, 40)
        let scale = random.between(5, 20)
        addMemory(limit: limit) { base + height * (1 - exp(-max(0, $0 - begin) / scale)) }
        return { _ in [] }
    }

    /// Batches that fill it and are gone, one after the other; the capture ends anywhere in one.
    mutating func plantMemorySawtooth() -> Truth {
        let limit = random.factor(100, 20_000) * Self.megabyte
        let base = limit * random.between(0.1, 0.4)
        let height = limit * random.between(0.1, 0.35)
        let period = random.between(18, 45)
        let phase = random.between(0, period)
        addMemory(limit: limit) { time in
            let place = (time - Self.start + phase).truncatingRemainder(dividingBy: period)
            return base + height * place / period
        }
        return { _ in [] }
    }
}

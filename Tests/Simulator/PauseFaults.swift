// A server that answers nobody for a while, and what leaves the same silence in MONITOR.
// Source: redis 7.0 rdb.c `rdbSaveBackground` (the line about a fork is written when the fork is over), aof.c
// `flushAppendOnlyFile` (the line about the disk before the write that blocks), server.c `call` (no administrative
// command in MONITOR).

import Diagnosing
import Randomness

extension Simulation {
    /// Clients that ask for pages, each waiting for its answer before it thinks about the next.
    mutating func addReaders(
        _ count: Int,
        in window: Range<Double>,
        thinkSeconds: Double,
        cost: Double = SimulatedServer.usualCost,
        _ key: @escaping @Sendable (inout SplitMix64) -> String
    ) {
        for number in 0..<count {
            let client = "10.0.0.\(101 + number % 4):\(51_000 + number)"
            at(window.lowerBound + thinkSeconds * random.uniform()) { simulation in
                simulation.read(client, until: window.upperBound, thinkSeconds, cost, key)
            }
        }
    }

    private mutating func read(
        _ client: String,
        until end: Double,
        _ thinkSeconds: Double,
        _ cost: Double,
        _ key: @escaping @Sendable (inout SplitMix64) -> String
    ) {
        guard now < end else { return }
        let name = key(&random)
        let answered = send(["get", name], from: client, cost: cost)
        at(answered + random.exponential(mean: thinkSeconds)) { simulation in
            simulation.read(client, until: end, thinkSeconds, cost, key)
        }
    }

    /// A service of any size between a quiet one and a busy one.
    private mutating func addServiceOfAnySize() {
        addService([])
        addReaders(
            3 + random.below(60),
            in: Self.start..<end,
            thinkSeconds: random.factor(0.05, 1)
        ) { "page:\($0.below(500))" }
    }

    /// Stretches that lie apart, of any length between a second and several.
    private mutating func stretches() -> [Range<Double>] {
        var time = Self.start + random.between(15, 40)
        return (0..<(1 + random.below(5))).compactMap { _ in
            let length = random.factor(1.2, 7)
            defer { time += length + random.between(8, 20) }
            return time + length < end - 8 ? time..<(time + length) : nil
        }
    }

    mutating func plantPauses() -> Truth {
        addServiceOfAnySize()
        let pauses = stretches()
        let cause = random.below(3)
        for pause in pauses {
            at(pause.lowerBound) {
                $0.server.stop(for: pause.upperBound - pause.lowerBound, at: $0.now)
            }
            switch cause {
            case 0:
                serverLog.append((pause.upperBound, "* Background saving started by pid 90"))
            case 1:
                serverLog.append(
                    (
                        pause.lowerBound,
                        "* Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis."
                    )
                )
            default: break
            }
        }
        let longest = pauses.map { $0.upperBound - $0.lowerBound }.max() ?? 0
        return { _ in
            [
                PlantedFact(
                    statement: .finding(.hostPause),
                    value: ("pause_seconds_max", (longest - 0.1)...(longest + 0.4))
                )
            ]
        }
    }

    /// A host that stands still a few times, while an agent measures how long it waits for an answer.
    mutating func plantFeltPauses(_ window: Range<Double>) -> PlantedFault {
        let pauses = 2 + random.below(2)
        let step = (window.upperBound - window.lowerBound) / Double(pauses - 1)
        var end = window.lowerBound
        for number in 0..<pauses {
            let begin = window.lowerBound + Double(number) * step
            let seconds = random.between(1.6, 3) * strength.squareRoot()
            at(begin) { $0.server.stop(for: seconds, at: $0.now) }
            end = begin + seconds
        }
        return PlantedFault(
            kinds: [.latency],
            causes: [.hostPause],
            subjects: [Subject(service: "redis")],
            start: window.lowerBound,
            end: .at(end)
        )
    }

    /// Whoever reads MONITOR is disconnected and connects again: the server goes on.
    mutating func hideStretches() -> Truth {
        addServiceOfAnySize()
        server.unseen = stretches()
        return { _ in [] }
    }

    /// Commands that hold the server for as long as a pause would.
    mutating func plantLongCommands(isLogged: Bool) -> Truth {
        addServiceOfAnySize()
        let commands = [
            ["evalsha", "5bd7c1f4e5a5a1e2f0c5c0b5a9c3b1d2e3f4a5b6", "0"], ["del", "visits:all"],
            ["hgetall", "visits:all"], ["smembers", "tags:all"], ["keys", "*"],
            ["sort", "feed:all"], ["zunionstore", "top:all", "2", "top:a", "top:b"],
        ]
        let words = commands[random.below(commands.count)]
        // SAVE is administrative: MONITOR does not show it, but the slow log does.
        let isSave = isLogged && random.below(4) == 0
        for stretch in stretches() {
            let cost = stretch.upperBound - stretch.lowerBound
            at(stretch.lowerBound) { simulation in
                if isSave {
                    simulation.server.runUnseen(
                        ["save"],
                        from: "10.0.0.71:48000",
                        at: simulation.now,
                        cost: cost
                    )
                } else {
                    simulation.send(words, from: "10.0.0.71:48000", cost: cost)
                }
            }
        }
        if !isLogged { omitted.insert("slowlog.txt") }
        return { _ in [] }
    }

    /// One program that works in batches and sleeps between them, and hardly anybody else.
    mutating func plantBatches() -> Truth {
        let sleep = random.factor(1.5, 5)
        let count = 40 + random.below(600)
        let client = "10.0.0.61:47000"
        at(Self.start + random.uniform()) { $0.batch(count, sleep, client) }
        poisson(most: 0.2, rate: { _ in 0.2 }) { simulation in
            simulation.send(["get", "flag:\(simulation.random.below(5))"], from: "10.0.0.11:40000")
        }
        omitted = ["sidekiq.log", "metrics.csv"]
        return { _ in [] }
    }

    private mutating func batch(_ count: Int, _ sleep: Double, _ client: String) {
        var answered = now
        for _ in 0..<count {
            let row = random.below(9_000)
            answered = send(["hget", "row:\(row)", "state"], from: client, cost: 0.000_5)
        }
        let rest = sleep * random.between(0.8, 1.3)
        at(answered + rest) { $0.batch(count, sleep, client) }
    }
}

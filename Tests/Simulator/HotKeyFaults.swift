// One key that everybody asks for, and more reads that are nobody's fault.

import Diagnosing
import Randomness

extension Simulation {
    /// What readers do all day: pages of a shop, the popular ones more often.
    private mutating func addShop(perSecond rate: Double) {
        poisson(most: rate, rate: { _ in rate }) { simulation in
            let page = simulation.popular(of: 9_000)
            simulation.send(["get", "product:\(page)"], from: simulation.webClient())
        }
    }

    /// A number whose logarithm is as likely as any other: one in ten draws is below the tenth root of `count`.
    private mutating func popular(of count: Int) -> Int {
        Int(random.factor(1, Double(count)))
    }

    /// A web server's log of requests whose time is their own and that of an answer of Redis.
    mutating func addRequests(perSecond rate: Double) {
        poisson(most: rate, rate: { _ in rate }) { simulation in
            let client = simulation.webClient()
            let number = simulation.random.below(9_000)
            let answered = simulation.send(["get", "session:\(number)"], from: client)
            let seconds =
                answered - simulation.now + simulation.random.duration(median: 0.006, sigma: 0.3)
            let id = "r\(simulation.random.hex(10))"
            let begin = simulation.now
            simulation.requestLog.append(
                (begin, "[\(id)] Processing by ProductsController#show as HTML")
            )
            simulation.requestLog.append(
                (
                    begin + seconds,
                    "[\(id)] Completed 200 OK in \(Int(seconds * 1e3))ms (Views: 3.0ms)"
                )
            )
        }
    }

    /// A page of the day: readers that wait for their answers, nearly all of them for one key.
    mutating func plantHotKey() -> Truth {
        addService([])
        addShop(perSecond: random.factor(20, 200))
        let window = window()
        let rate = random.factor(1_300, 5_000)
        let think = 0.05
        let share = random.between(0.65, 1)
        addReaders(
            Int(rate * think),
            in: window,
            thinkSeconds: think,
            cost: random.factor(0.000_03, 0.000_15)
        ) { random in
            random.uniform() < share ? "product:7" : "product:\(random.below(9_000))"
        }
        return { _ in
            [
                PlantedFact(
                    statement: .finding(.hotKey),
                    subjects: [Subject(keyPattern: "product:{n}")],
                    value: ("key_share_min", 0.5...(share + 0.05))
                )
            ]
        }
    }

    /// A large value that everybody wants at once: its readers queue for the one thread, and all others with them.
    mutating func plantOverload(_ window: Range<Double>) -> PlantedFault {
        addShop(perSecond: random.factor(20, 120))
        addRequests(perSecond: 8)
        let cost = random.factor(0.000_25, 0.000_8)
        let think = 0.02
        // So many readers ask for more than the thread can serve, and wait for their answers.
        let readers = Int(1.5 * strength * (think + cost) / cost) + Int(0.03 * strength / cost)
        addReaders(readers, in: window, thinkSeconds: think, cost: cost) { random in
            random.uniform() < 0.95 ? "product:7" : "product:\(random.below(9_000))"
        }
        return PlantedFault(
            kinds: [.latency],
            causes: [.hotKey],
            subjects: [Subject(keyPattern: "product:{n}")],
            start: window.lowerBound,
            end: .at(window.upperBound)
        )
    }

    /// A campaign that brings more requests, each of which reads the one key of the settings, as ever.
    mutating func plantConfigReads() -> Truth {
        addService([])
        let window = window()
        let usual = random.factor(80, 250)
        let now = usual * random.between(4, 8)
        let reads = 1 + random.below(3)
        poisson(most: now, rate: { window.contains($0) ? now : usual }) { simulation in
            let client = simulation.webClient()
            for _ in 0..<reads { simulation.send(["get", "settings:global"], from: client) }
            simulation.send(["get", "session:\(simulation.random.below(9_000))"], from: client)
            simulation.send(["get", "product:\(simulation.popular(of: 9_000))"], from: client)
        }
        return { _ in [] }
    }

    /// A sale: all products are in demand, the popular ones as much more as the others.
    mutating func plantPopularKind() -> Truth {
        addService([])
        addShop(perSecond: random.factor(20, 200))
        let window = window()
        let rate = random.factor(1_300, 5_000)
        poisson(most: rate, from: window.lowerBound, until: window.upperBound, rate: { _ in rate })
        { simulation in
            let page = simulation.popular(of: 9_000)
            simulation.send(["get", "product:\(page)"], from: simulation.webClient())
        }
        return { _ in [] }
    }

    /// When trouble begins and ends: with room for a quiet before it.
    mutating func window() -> Range<Double> {
        let onset = Self.start + random.between(35, 60)
        return onset..<(onset + random.between(15, 50))
    }
}

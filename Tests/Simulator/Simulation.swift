// A Redis-backed service in virtual time, event by event; nothing but the seed decides what happens.

import Randomness

/// The state of a simulated service and what its programs have written so far.
package struct Simulation {
    typealias Action = @Sendable (inout Simulation) -> Void

    /// When the capture begins and ends, in seconds after ``Moment/epoch``.
    package static let start = 200.0
    let end: Double
    var now = Simulation.start
    var random: SplitMix64
    var server = SimulatedServer()
    var workers = SimulatedWorkers()
    /// Seconds by which the worker hosts' clocks are ahead of Redis.
    var workerClockAhead = 0.0
    /// Lines of the worker log with their times on Redis' clock.
    var log: [(time: Double, text: String)] = []
    private var metricRows = ""
    /// Files that nobody collected.
    var omitted: Set<String> = []
    /// What workers that poll asked for and got.
    var polls = PollCount()
    /// How strong the planted fault is, as a factor of its rates and times.
    var strength = 1.0
    /// Lines of the server's own log with their times.
    var serverLog: [(time: Double, text: String)] = []
    /// Lines of the web servers' log with their times.
    var requestLog: [(time: Double, text: String)] = []
    /// Bytes in use at a time, after so many commands; and the limit that INFO names, where there is one.
    var memory: @Sendable (inout Simulation) -> Double = {
        2_000_000 + 40 * Double($0.server.commands)
    }
    var memoryLimit: Double?
    /// The keys of a server that evicts, and counts what it gave up.
    var keyspace: SimulatedKeyspace?
    /// Whether the server refuses what could use more memory.
    var isMemoryFull = false
    private var commandsAtLastRow = 0
    private var events = EventQueue<Action>()

    init(seed: UInt64, length: Double) {
        random = SplitMix64(seed: seed)
        end = Self.start + length
    }

    /// Does something at a time.
    mutating func at(_ time: Double, _ action: @escaping Action) {
        if time <= end { events.add(at: time, action) }
    }

    /// Does something again and again, at random times, at a rate that may change.
    ///
    /// The largest value of `rate` is `most`.
    mutating func poisson(
        most: Double,
        from first: Double = Simulation.start,
        until last: Double = .infinity,
        rate: @escaping @Sendable (Double) -> Double,
        _ action: @escaping Action
    ) {
        let next = first + random.exponential(mean: 1 / most)
        guard next < last else { return }
        at(next) { simulation in
            if simulation.random.uniform() * most < rate(next) { action(&simulation) }
            simulation.poisson(most: most, from: next, until: last, rate: rate, action)
        }
    }

    /// Does something at a fixed interval.
    mutating func every(
        _ seconds: Double,
        from first: Double,
        until last: Double = .infinity,
        _ action: @escaping Action
    ) {
        guard first < last else { return }
        at(first) { simulation in
            action(&simulation)
            simulation.every(seconds, from: first + seconds, until: last, action)
        }
    }

    /// Sends a command; returns when it has ended.
    @discardableResult
    mutating func send(
        _ words: [String],
        from client: String,
        cost: Double = SimulatedServer.usualCost
    ) -> Double {
        server.run(words, from: client, at: now, cost: cost)
    }

    /// Lets time pass until the end of the capture.
    mutating func run() {
        while let (time, action) = events.next(), time <= end {
            now = time
            action(&self)
        }
    }
}

extension Simulation {
    /// What the agent has written: one column more where the server evicts.
    var metrics: String {
        "timestamp,redis_ping_ms,used_memory,ops_per_sec\(keyspace == nil ? "" : ",evicted_keys")\n"
            + metricRows
    }

    /// An agent that measures the round trip and counts commands, once a second unless told.
    mutating func addMetricsAgent(every seconds: Double = 1) {
        let agent = "10.0.0.90:50001"
        every(seconds, from: now + random.uniform()) { simulation in
            let before = simulation.server.commands
            let memory = Int(simulation.memory(&simulation))
            let answered = simulation.send(["PING"], from: agent)
            let trip = (answered - simulation.now) * 1e3 + 0.15 + 0.1 * simulation.random.uniform()
            simulation.send(["INFO"], from: agent)
            let rate = Int(Double(before - simulation.commandsAtLastRow) / seconds)
            simulation.commandsAtLastRow = before
            let evicted = simulation.keyspace.map { ",\($0.evicted)" } ?? ""
            simulation.metricRows +=
                "\(Moment.iso(simulation.now)),\(Moment.decimal(trip)),\(memory),\(rate)\(evicted)\n"
        }
    }
}

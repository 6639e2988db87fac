// Captures with nothing wrong in them, and things in them that look guilty and are not.

extension Simulation {
    /// A batch every quarter of a minute, each gone within a second or two.
    mutating func addBatches() {
        every(15, from: Self.start + 3) { simulation in
            for _ in 0..<60 { simulation.push("MailJob", from: "10.0.0.12:40011") }
        }
    }

    /// A schedule of every minute: two hundred short jobs and a few writes, done within a second or two.
    mutating func addCron(at times: [Double]) {
        for time in times {
            for number in 0..<200 {
                at(time + 0.002 * Double(number)) { simulation in
                    simulation.push("MailJob", from: "10.0.0.12:40011")
                    simulation.send(
                        ["set", "digest:\(number)", "\(time)"],
                        from: "10.0.0.12:40011"
                    )
                    simulation.send(["get", "digest:\(number)"], from: "10.0.0.12:40011")
                }
            }
        }
    }

    /// The host stops the server for a moment, and whatever comes next carries the stamp.
    mutating func addPauses() {
        every(17, from: Self.start + 9) { simulation in
            simulation.server.stop(for: simulation.random.between(0.3, 0.6), at: simulation.now)
        }
    }

    /// A rolling restart: one process goes, and its successor is there a moment later.
    mutating func addRestart(at time: Double) {
        at(time) { $0.kill(process: 1) }
        at(time + 1.5) { $0.addProcess(threads: 4, queues: ["exports", "mailers"]) }
    }

    /// Somebody who looks at the oldest job, so many times a second: one element on this version.
    mutating func addOldestJobPoller(perSecond rate: Double) {
        poisson(most: rate, rate: { _ in rate }) {
            $0.send(["lrange", "queue:exports", "-1", "-1"], from: "10.0.0.81:49000")
        }
    }

    /// KEYS on a database of a few hundred keys.
    mutating func addTinyScan(at time: Double) {
        at(time) { $0.send(["keys", "*"], from: "10.0.0.82:49000", cost: 0.0008) }
    }

    /// A dashboard that shows pages of a queue.
    mutating func addPages() {
        every(0.2, from: Self.start) {
            $0.send(["lrange", "queue:exports", "0", "49"], from: "10.0.0.83:49000")
        }
    }

    /// Adds to a fault what a hasty reader would accuse instead of it.
    mutating func addBystanders(_ seed: UInt64, at time: Double) {
        if seed % 3 == 1 { addOldestJobPoller(perSecond: 20) }
        guard seed % 3 == 2 else { return }
        addPages()
        addTinyScan(at: time - 1)
        addTinyScan(at: time + 3)
    }

    /// A schedule that enqueues 2,000 short jobs at once.
    mutating func addBurst(at time: Double) {
        workers.classes["SweepJob"] = SimulatedClass(
            name: "SweepJob",
            queue: "maintenance",
            medianSeconds: 0.028
        )
        for number in 0..<2_000 {
            at(time + 0.0004 * Double(number)) { $0.push("SweepJob", from: "10.0.0.11:40005") }
        }
    }
}

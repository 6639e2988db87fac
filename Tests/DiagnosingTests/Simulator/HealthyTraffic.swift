// Captures with nothing wrong in them, and things in them that look guilty and are not.

extension Simulation {
    /// Adds an innocent.
    mutating func addInnocent(_ kind: SimulatedKind, at time: Double) {
        switch kind {
        case .healthyBurst: addBurst(at: time)
        case .healthyBatches:
            // A batch every quarter of a minute, each gone within a second or two.
            every(15, from: Self.start + 3) { simulation in
                for _ in 0..<60 { simulation.push("MailJob", from: "10.0.0.12:40011") }
            }
        case .healthyFailures: workers.classes["MailJob"]?.failingShare = 0.03
        case .healthyRestart:
            at(time) { $0.kill(process: 1) }
            at(time + 1.5) { $0.addProcess(threads: 4, queues: ["exports", "mailers"]) }
        case .decoyLastElement:
            poisson(most: 60, rate: { _ in 60 }) {
                $0.send(["lrange", "queue:exports", "-1", "-1"], from: "10.0.0.81:49000")
            }
        case .decoyTinyScan:
            at(time) { $0.send(["keys", "*"], from: "10.0.0.82:49000", cost: 0.0008) }
        case .decoyPages:
            every(0.2, from: Self.start) {
                $0.send(["lrange", "queue:exports", "0", "49"], from: "10.0.0.83:49000")
            }
        default: break
        }
    }

    /// Adds to a fault what a hasty reader would accuse instead of it.
    mutating func addBystanders(_ seed: UInt64, at time: Double) {
        switch seed % 3 {
        case 1: addInnocent(.decoyLastElement, at: time)
        case 2:
            addInnocent(.decoyPages, at: time)
            addInnocent(.decoyTinyScan, at: time - 1)
            addInnocent(.decoyTinyScan, at: time + 3)
        default: break
        }
    }

    /// A schedule that enqueues 2,000 short jobs at once.
    private mutating func addBurst(at time: Double) {
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

// A whole simulated incident folder: the files, and what was planted in them.

import Randomness
import Diagnosing

/// How strong a planted fault is.
package enum Intensity: Double, CaseIterable, Sendable {
    /// Factors of the rates and times of the fault.
    case mild = 0.7
    case usual = 1
    case severe = 1.5
}

/// The files of one simulated capture, by name, and the right answer.
package struct SimulatedCapture: Sendable {
    package var files: [(name: String, bytes: [UInt8])]
    /// What was planted, in the order of the starts; empty for a healthy capture.
    package var faults: [PlantedFault] = []
    /// What else a report should say.
    package var facts: [PlantedFact] = []
    /// The truth about the trigger: the time written in the file, or `nil` where none set it off.
    package var triggerTime: Double?
    /// Seconds by which the worker log's clock was ahead.
    package var workerClockAhead: Double

    /// The only fault of a capture that has one.
    package var planted: PlantedFault? { faults.first }

    /// Seconds of a capture; trouble of every minute needs several, and a second fault needs room.
    static let length = 130.0
    private static let lengthOfRecurring = 320.0
    private static let lengthMore = 80.0
    /// The offsets that the worker hosts' clocks may have.
    private static let clockOffsets = [0, -3.1, 0.02, 7, 4.2]

    /// Simulates a capture of a kind; with `second`, another fault of that kind follows the first one.
    package init(
        _ kind: SimulatedKind,
        seed: UInt64,
        intensity: Intensity = .usual,
        second: SimulatedKind? = nil
    ) {
        var length = kind.recurs ? Self.lengthOfRecurring : Self.length
        if second != nil { length += Self.lengthMore }
        var simulation = Simulation(seed: seed &* 64 &+ UInt64(kind.number), length: length)
        simulation.strength = intensity.rawValue
        simulation.workerClockAhead = Self.clockOffsets[Int(seed % 5)]
        let onset = Simulation.start + simulation.random.between(40, 55)
        let window = onset..<(onset + simulation.random.between(25, 35))
        simulation.addService([kind, second].compactMap { $0 })
        if let planted = simulation.plant(kind, in: window) { faults.append(planted) }
        if !faults.isEmpty { simulation.addBystanders(seed, at: onset) }
        if let second {
            let later = (onset + Self.lengthMore)..<(onset + Self.lengthMore + 28)
            if let planted = simulation.plant(second, in: later) { faults.append(planted) }
        }
        simulation.run()
        faults = faults.map { simulation.drained($0) }
        workerClockAhead = simulation.workerClockAhead
        facts = PlantedFact.clock(aheadSeconds: workerClockAhead)
        let isAnnounced = !faults.isEmpty && seed.isMultiple(of: 2)
        let deploy = (onset - simulation.random.between(0.2, 1.2)).rounded(.down)
        triggerTime = isAnnounced ? deploy : nil
        var context = "time,service,version,note\n"
        context += "\(Moment.isoSeconds(onset - 25)),web,r70,copy changes\n"
        if isAnnounced { context += "\(Moment.isoSeconds(deploy)),billing,b12,settings\n" }
        if kind == .decoyDeploy { context += "\(Moment.isoSeconds(onset)),worker,w9,logging\n" }
        files = simulation.files() + [("deploys.csv", Array(context.utf8))]
        guard kind == .healthyBurst else { return }
        let event =
            "events:\n  - at: \"\(Moment.isoSeconds(onset))\"\n    type: cron\n    name: sweep\n"
        files.append(("events.yaml", Array(event.utf8)))
    }
}

extension SimulatedCapture {
    /// Simulates a capture whose two explanations cannot be told apart: a release and a campaign of one second.
    package init(inseparable seed: UInt64) {
        var simulation = Simulation(seed: seed, length: Self.length)
        let onset = (Simulation.start + simulation.random.between(40, 55)).rounded(.down)
        simulation.addService([])
        faults = [simulation.plantBothAtOnce(onset..<(onset + 14))]
        simulation.run()
        faults = faults.map { simulation.drained($0) }
        workerClockAhead = 0
        let context = """
            time,service,version,note
            \(Moment.isoSeconds(onset - 25)),web,r70,copy changes
            \(Moment.isoSeconds(onset)),worker,w31,exports use the new PDF renderer

            """
        let campaign =
            "events:\n  - at: \"\(Moment.isoSeconds(onset))\"\n    type: campaign\n    name: year-end statements\n"
        files =
            simulation.files() + [
                ("deploys.csv", Array(context.utf8)), ("events.yaml", Array(campaign.utf8)),
            ]
    }
}

extension Simulation {
    /// A fault whose end is known only now, when all queues have run.
    fileprivate func drained(_ fault: PlantedFault) -> PlantedFault {
        guard case .drained(let queues) = fault.end else { return fault }
        var fault = fault
        let isOver = queues.allSatisfy { workers.isLate[$0] == false }
        let ends = queues.compactMap { workers.drained[$0] } + [fault.leastEnd].compactMap { $0 }
        let end = ends.max() ?? fault.start
        fault.end = isOver ? .at(end) : .never
        return fault
    }
}

extension SimulatedKind {
    fileprivate var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Simulation {
    /// The service as it is on an ordinary day.
    mutating func addService(_ kinds: [SimulatedKind]) {
        workers.classes = [
            "ExportJob": SimulatedClass(name: "ExportJob", queue: "exports", medianSeconds: 0.12),
            "MailJob": SimulatedClass(name: "MailJob", queue: "mailers", medianSeconds: 0.05),
        ]
        let isTight = kinds.contains(.processLost) || kinds.contains(.poisonKills)
        var queues = ["exports", "mailers"]
        if kinds.contains(.healthyBurst) { queues.append("maintenance") }
        for _ in 0..<2 { addProcess(threads: isTight ? 2 : 4, queues: queues) }
        var traffic = WebTraffic()
        if isTight { (traffic.exports, traffic.mails) = (13, 20) }
        if kinds.contains(.selfSustaining) { traffic.exports = 20 }
        if kinds.contains(.healthyQuiet) {
            (traffic.requests, traffic.exports, traffic.mails) = (1, 0.2, 0.3)
        }
        if kinds.contains(.healthyRamp) {
            traffic.shape = { time in
                // Up to three times the usual in the middle of the capture, and back.
                1 + 2 * max(0, 1 - abs(time - Simulation.start - 65) / 55)
            }
            traffic.shapeMax = 3
        }
        add(traffic)
        addUsualWrites()
        addMetricsAgent()
    }

    /// Plants what a kind of capture holds; `nil` where nothing is wrong with it.
    fileprivate mutating func plant(_ kind: SimulatedKind, in window: Range<Double>)
        -> PlantedFault?
    {
        switch kind {
        case .arrivalsUp: return plantArrivals(window)
        case .serviceSlower: return plantSlowService(window)
        case .processLost: return plantLostProcess(window)
        case .queueAbandoned: return plantAbandonedQueue(window)
        case .headOfLine: return plantLongJobs(window)
        case .memoryFull: return plantFullMemory(window)
        case .retryStorm: return plantRetries(window)
        case .deadWrites: return plantDeadFields(window)
        case .deadStrings: return plantDeadStrings(window)
        case .noOpWrites: return plantSameValues(window)
        case .deleteChurn: return plantDeletes(window)
        case .expireFlapping: return plantRenewals(window)
        case .cacheStampede: return plantStampede(window)
        case .connectionChurn: return plantConnections(window)
        case .bigKey: return plantBigKey(window)
        case .keyspaceScan: return plantScan(window)
        case .observerLoad: return plantPoller(window)
        case .flush: return plantFlush(window)
        case .rowReads: return plantRowReads(window)
        case .recurringWrites: return plantRecurringWrites(minutes(from: window, seconds: 8))
        case .recurringArrivals: return plantRecurringArrivals(minutes(from: window, seconds: 14))
        case .selfSustaining: return plantSelfSustaining(window)
        case .poisonHolds: return plantPoisonBatch(window)
        case .poisonKills: return plantPoisonCrashes(window)
        case .hotKey: return plantOverload(window)
        case .evictedReads: return plantEvictedReads(window)
        case .hostPauses: return plantFeltPauses(window)
        case .healthyBurst: addBurst(at: window.lowerBound)
        case .healthyBatches: addBatches()
        case .healthyFailures: workers.classes["MailJob"]?.failingShare = 0.03
        case .healthyRestart: addRestart(at: window.lowerBound)
        case .decoyLastElement: addOldestJobPoller(perSecond: 60)
        case .decoyTinyScan: addTinyScan(at: window.lowerBound)
        case .decoyPages: addPages()
        case .decoyCron: addCron(at: minutes(from: window, seconds: 1).map(\.lowerBound))
        case .decoyPauses: addPauses()
        case .healthySteady, .healthyQuiet, .healthyRamp, .decoyDeploy: break
        }
        return nil
    }

    /// Once a minute from the start of a window on, with a second or so of jitter.
    private mutating func minutes(from window: Range<Double>, seconds: Double) -> [Range<Double>] {
        stride(from: window.lowerBound, to: end - 30, by: 60).map { start in
            let start = start + random.between(0, 1)
            return start..<(start + seconds)
        }
    }

    /// What the programs have written.
    func files() -> [(name: String, bytes: [UInt8])] {
        var info = "# Server\nredis_version:7.0.15\nos:Linux\n"
        if let memoryLimit { info += "# Memory\nmaxmemory:\(Int(memoryLimit))\n" }
        let worker = Self.text(of: log) { "\(Moment.iso($0 + workerClockAhead)) " }
        let server = Self.text(of: serverLog) { "4686:M \(Moment.server($0)) " }
        let requests = Self.text(of: requestLog) {
            "I, [\(Moment.iso($0).dropLast())000 #3903]  INFO -- : "
        }
        let written = [
            ("monitor.log", self.server.monitor), ("sidekiq.log", worker),
            ("slowlog.txt", Array(self.server.slowlogText.utf8)),
            ("metrics.csv", Array(metrics.utf8)), ("redis-info.txt", Array(info.utf8)),
        ]
        let others = [("redis.log", server), ("rails.log", requests)].filter { !$0.1.isEmpty }
        return (written + others).filter { !omitted.contains($0.0) }
    }

    /// Lines in the order of their times, each behind what its program writes before it.
    private static func text(
        of lines: [(time: Double, text: String)],
        stamped stamp: (Double) -> String
    ) -> [UInt8] {
        lines.sorted { $0.time < $1.time }.flatMap { Array("\(stamp($0.time))\($0.text)\n".utf8) }
    }
}

// What a report says beside its incidents, and what looks like it and is innocent.

package import Diagnosing
import Randomness

/// The kinds of captures that hold one fact, or a twin of one: as much of what a detector sees, without the fault.
package enum SimulatedFact: String, CaseIterable, Sendable, CustomStringConvertible {
    case pauses, hotKey, polling, clockSkew, memoryGrowth, poisonHolds, poisonKills
    /// Twins of pauses: MONITOR was away, a command held the server, one client works in batches.
    case captureGap, longCommand, batchSilences
    /// Twins of a hot key: everybody reads the settings once a request, and one kind of keys is in demand.
    case configReads, popularKind
    /// Twins of polling: workers whose asking is answered, and a log of one process of many.
    case busyAskers, partialLog
    /// Twins of memory that fills: a cache that warms up, and one that breathes.
    case memoryPlateau, memorySawtooth
    /// Twins of a poison job: a long job and rolling restarts, a class that often fails, jobs that wait for something.
    case deployVictim, flakyJobs, notReadyYet
    /// Evictions of what nobody asks for.
    case unreadEvictions

    package static let planted: [SimulatedFact] = [
        .pauses, .hotKey, .polling, .clockSkew, .memoryGrowth, .poisonHolds, .poisonKills,
        .unreadEvictions,
    ]
    package static let twins = allCases.filter { !planted.contains($0) }

    package var description: String { rawValue }
}

/// A fact that the report of a capture should state.
package struct PlantedFact: Sendable {
    /// What is said.
    package enum Statement: Sendable, Equatable {
        case finding(Finding.Kind)
        /// The forecast of when memory is full.
        case fullMemory
    }

    package var statement: Statement
    /// A subject with one of these parts is right; with none anybody is.
    package var subjects: [Subject] = []
    /// A number that the statement gives, and how far it may be off.
    package var value: (name: String, range: ClosedRange<Double>)?
    /// Whether it is plain enough that a reader would miss it; faint ones may be stated and need not be.
    package var isPlain = true
}

extension SimulatedCapture {
    /// Simulates a capture with a fact in it, or a twin of one.
    package init(fact kind: SimulatedFact, seed: UInt64) {
        let number = UInt64(SimulatedFact.allCases.firstIndex(of: kind) ?? 0)
        // Far from the streams of the kinds of incidents.
        var simulation = Simulation(seed: 1 << 32 &+ seed &* 64 &+ number, length: Self.length)
        let truth = simulation.plant(kind, seed)
        simulation.run()
        facts = truth(simulation) + PlantedFact.clock(aheadSeconds: simulation.workerClockAhead)
        workerClockAhead = simulation.workerClockAhead
        files = simulation.files()
    }
}

extension Simulation {
    /// What became of a plan, once the capture is over.
    typealias Truth = @Sendable (Simulation) -> [PlantedFact]

    /// Plants a fact or a twin into a service.
    fileprivate mutating func plant(_ kind: SimulatedFact, _ seed: UInt64) -> Truth {
        switch kind {
        case .pauses: return plantPauses()
        case .captureGap: return hideStretches()
        case .longCommand: return plantLongCommands(isLogged: seed.isMultiple(of: 2))
        case .batchSilences: return plantBatches()
        case .hotKey: return plantHotKey()
        case .configReads: return plantConfigReads()
        case .popularKind: return plantPopularKind()
        case .polling: return plantPolling()
        case .busyAskers: return plantBusyAskers()
        case .partialLog: return plantPartialLog()
        case .clockSkew: return plantClockSkew()
        case .memoryGrowth: return plantMemoryGrowth()
        case .memoryPlateau: return plantMemoryPlateau()
        case .memorySawtooth: return plantMemorySawtooth()
        case .poisonHolds: return plantHoldingJobs()
        case .poisonKills: return plantKillingJob()
        case .deployVictim: return plantRollingRestarts()
        case .flakyJobs: return plantFlakyJobs()
        case .notReadyYet: return plantUnreadyJobs()
        case .unreadEvictions: return plantUnreadEvictions()
        }
    }

    /// A worker host whose clock nobody sets, or that lost its time server long ago.
    private mutating func plantClockSkew() -> Truth {
        addService([])
        workerClockAhead = random.factor(0.2, 300) * (random.uniform() < 0.5 ? 1 : -1)
        return { _ in [] }
    }
}

extension PlantedFact {
    /// What a report should say of a worker log's clock; nothing of one that is right.
    static func clock(aheadSeconds ahead: Double) -> [PlantedFact] {
        // A second is what the report calls wrong; close to it either answer will do.
        guard abs(ahead) > 0.7 else { return [] }
        return [
            PlantedFact(
                statement: .finding(.clockSkew),
                subjects: [Subject(service: "sidekiq.log")],
                value: ("offset_seconds", (-ahead - 0.3)...(-ahead + 0.3)),
                isPlain: abs(ahead) > 1.5
            )
        ]
    }

    /// Whether a stated subject names one of the right parts.
    package func accepts(_ subject: Subject) -> Bool {
        subjects.contains { right in
            (right.service != nil && right.service == subject.service)
                || (right.jobClass != nil && right.jobClass == subject.jobClass)
                || (right.keyPattern != nil && right.keyPattern == subject.keyPattern)
        }
    }
}

// Whether a planted fact is stated, and whether nothing is stated of its twins.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

private let seeds: Range<UInt64> = 0..<2

@Suite struct FactTests {
    private static func examine(_ fact: SimulatedFact, _ seed: UInt64) throws -> Diagnosis {
        let files = SimulatedCapture(fact: fact, seed: seed).files
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
    }

    /// Single jobs, which a report tells of by the runs that were in vain.
    private static func poisonJobs(_ diagnosis: Diagnosis) -> [String?] {
        diagnosis.findings.filter { finding in
            finding.measures.contains { $0.name == "runs_without_success" }
        }.map(\.subject.jobClass)
    }

    @Test(arguments: [SimulatedFact.captureGap, .longCommand, .batchSilences], seeds)
    func takesNoSilenceOfOthersForThatOfTheServer(twin: SimulatedFact, seed: UInt64) throws {
        let diagnosis = try Self.examine(twin, seed)

        #expect(!diagnosis.findings.contains { $0.kind == .hostPause })
    }

    @Test(arguments: [SimulatedFact.configReads, .popularKind], seeds)
    func callsNoKeyHotThatIsReadWithEveryRequest(twin: SimulatedFact, seed: UInt64) throws {
        let diagnosis = try Self.examine(twin, seed)

        #expect(!diagnosis.findings.contains { $0.kind == .hotKey })
    }

    @Test(arguments: [SimulatedFact.busyAskers, .partialLog], seeds)
    func countsTheAnswersThatNoLogTellsOf(twin: SimulatedFact, seed: UInt64) throws {
        let diagnosis = try Self.examine(twin, seed)

        #expect(!diagnosis.findings.contains { $0.kind == .pollCost })
    }

    @Test(arguments: [SimulatedFact.memoryPlateau, .memorySawtooth], [4, 7] as [UInt64])
    func foretellsNoEndOfMemoryThatLevelsOff(twin: SimulatedFact, seed: UInt64) throws {
        let files = SimulatedCapture(fact: twin, seed: seed).files
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))

        #expect(MemoryForecast.find(scene)?.isOpen != true)
    }

    @Test(arguments: [SimulatedFact.deployVictim, .flakyJobs, .notReadyYet], seeds)
    func blamesNoJobThatOthersInterrupt(twin: SimulatedFact, seed: UInt64) throws {
        let diagnosis = try Self.examine(twin, seed)

        #expect(Self.poisonJobs(diagnosis).isEmpty)
        #expect(!diagnosis.incidents.contains { $0.kind == .retryStorm })
    }

    /// Long jobs end with the process that they share, and are not what ends it.
    @Test(arguments: [0, 3] as [UInt64])
    func blamesTheJobThatEndsProcessesAndNotItsNeighbours(seed: UInt64) throws {
        #expect(Self.poisonJobs(try Self.examine(.poisonKills, seed)) == ["ImportJob"])
    }

    @Test(arguments: seeds)
    func findsTheJobsThatHoldWorkers(seed: UInt64) throws {
        #expect(
            Self.poisonJobs(try Self.examine(.poisonHolds, seed)).allSatisfy { $0 == "ImportJob" }
        )
    }

    @Test(arguments: seeds)
    func findsPausesOfAnyServer(seed: UInt64) throws {
        let diagnosis = try Self.examine(.pauses, seed)

        #expect(diagnosis.findings.count { $0.kind == .hostPause } == 1)
    }
}

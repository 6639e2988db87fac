// One job that never succeeds, told from a class that fails and from ordinary failures.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct PoisonJobTests {
    private static func findings(_ files: [(name: String, bytes: [UInt8])]) throws -> [Finding] {
        let timeline = try #require(CaptureReading.timeline(of: files))
        return PoisonJobs().findings(in: Scene(timeline))
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func findsTheJobThatHoldsAWorkerInVain(seed: UInt64) throws {
        let capture = SimulatedCapture(poison: .holdsWorker, seed: seed)

        let findings = try Self.findings(capture.files)

        #expect(findings.map(\.kind) == [.headOfLineBlocking])
        #expect(findings.first?.subject == Subject(queue: "exports", jobClass: "ImportJob"))
        #expect(findings.allSatisfy { $0.evidence.count == 2 })
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func findsTheJobThatEndsProcesses(seed: UInt64) throws {
        let capture = SimulatedCapture(poison: .endsProcess, seed: seed)

        let findings = try Self.findings(capture.files)

        #expect(findings.map(\.kind) == [.workersLost])
        #expect(findings.first?.subject.jobClass == "ImportJob")
    }

    /// Runs as short as any hold nobody up: it is their number that does harm.
    @Test(arguments: 0..<3 as Range<UInt64>)
    func callsManyShortRunsInVainARetryStorm(seed: UInt64) throws {
        let capture = SimulatedCapture(poison: .failsFast, seed: seed)
        let diagnosis = Diagnosis.examine(
            try #require(CaptureReading.timeline(of: capture.files))
        )

        let incident = try #require(diagnosis.incidents.first)
        #expect(incident.kind == .retryStorm)
        #expect(incident.hypotheses.first?.cause == .retryStorm)
        #expect(incident.hypotheses.first?.subject.jobClass == "ImportJob")
    }

    /// One worker of eight is missed by nobody.
    @Test(arguments: 0..<3 as Range<UInt64>)
    func makesNoIncidentOfOneWorkerThatIsHeld(seed: UInt64) throws {
        let capture = SimulatedCapture(poison: .holdsWorker, seed: seed)
        let diagnosis = Diagnosis.examine(
            try #require(CaptureReading.timeline(of: capture.files))
        )

        #expect(diagnosis.findings.map(\.kind).contains(.headOfLineBlocking))
        #expect(diagnosis.incidents.isEmpty)
        #expect(diagnosis.verdict == .anomaly)
    }

    @Test(arguments: [SimulatedKind.retryStorm, .processLost, .memoryFull])
    func blamesNoSingleJobForWhatAilsAll(kind: SimulatedKind) throws {
        #expect(try Self.findings(SimulatedCapture(kind, seed: 5).files).isEmpty)
    }
}

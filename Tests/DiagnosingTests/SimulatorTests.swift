// Whether a planted fault is found and explained, and whether healthy captures are left alone.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

private let seeds: Range<UInt64> = 0..<3

@Suite struct SimulatorTests {
    @Test(arguments: SimulatedKind.faults, seeds)
    func findsAPlantedFault(kind: SimulatedKind, seed: UInt64) throws {
        let capture = SimulatedCapture(kind, seed: seed)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))
        let planted = try #require(capture.planted)

        let problems = Judgement.problems(
            of: Diagnosis.examine(timeline),
            planted,
            trigger: capture.triggerTime
        )

        #expect(problems.isEmpty, "\(problems)")
    }

    @Test(arguments: SimulatedKind.healthy, seeds)
    func accusesNobodyInAHealthyCapture(kind: SimulatedKind, seed: UInt64) throws {
        let capture = SimulatedCapture(kind, seed: seed)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))

        let diagnosis = Diagnosis.examine(timeline)

        #expect(diagnosis.verdict == .noIncident)
        #expect(diagnosis.findings.allSatisfy { $0.isChronic || !$0.kind.mayBeCause })
        #expect(
            diagnosis.incidents.flatMap(\.hypotheses).isEmpty,
            "\(diagnosis.incidents.map { Judgement.text(of: $0) })"
        )
    }
}

// Two explanations that began in one second and have one size are not told apart, and the report says what would.

import Testing

@testable import Diagnosing
@testable import Simulator

@Suite struct InseparableTests {
    private func diagnosis(_ seed: UInt64) throws -> Diagnosis {
        let capture = SimulatedCapture(inseparable: seed)
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: capture.files)))
    }

    @Test(arguments: 1..<7 as Range<UInt64>)
    func weighsBothAlike(seed: UInt64) throws {
        let hypotheses = try #require(diagnosis(seed).incidents.first).hypotheses
        #expect(Set(hypotheses.prefix(2).map(\.cause)) == [.arrivalsUp, .serviceSlower])
        #expect(hypotheses[0].weight < 2 * hypotheses[1].weight)
        #expect(hypotheses.dropFirst(2).allSatisfy { $0.weight < 0.1 })
    }

    /// A capture that the folder holds already did not decide; the one asked for ends by itself.
    @Test(arguments: 1..<4 as Range<UInt64>)
    func asksForABoundedCaptureThatIsNotThere(seed: UInt64) throws {
        let plan = try #require(diagnosis(seed).nextEvidence.first)
        #expect(plan.incident == 0)
        #expect(plan.command == SafeCapture.hostStatistics.command)
    }

    @Test(arguments: 1..<4 as Range<UInt64>)
    func tellsAClearCaseApart(seed: UInt64) throws {
        let capture = SimulatedCapture(.arrivalsUp, seed: seed)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))
        let hypotheses = try #require(Diagnosis.examine(timeline).incidents.first).hypotheses
        #expect(hypotheses[0].cause == .arrivalsUp)
        #expect(hypotheses.count < 2 || hypotheses[0].weight >= 2 * hypotheses[1].weight)
    }
}

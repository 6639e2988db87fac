// Retries seen by the ids in Redis alone.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct RetrySetTests {
    private static func diagnosis(_ kind: SimulatedKind, _ seed: UInt64) throws -> Diagnosis {
        let files = SimulatedCapture(kind, seed: seed).files.filter { $0.name != "sidekiq.log" }
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func findsAStormWithoutAnyWorkersLog(seed: UInt64) throws {
        let planted = try #require(SimulatedCapture(.retryStorm, seed: seed).planted)

        let diagnosis = try Self.diagnosis(.retryStorm, seed)

        #expect(diagnosis.incidents.map(\.kind) == [.retryStorm])
        let first = try #require(diagnosis.incidents.first?.hypotheses.first)
        #expect(first.cause == .retryStorm)
        #expect(planted.accepts(first.subject))
    }

    @Test(arguments: [SimulatedKind.healthyFailures, .healthyRestart])
    func staysSilentOnOrdinaryFailures(kind: SimulatedKind) throws {
        let findings = try Self.diagnosis(kind, 6).findings

        #expect(!findings.contains { $0.kind == .retryStorm })
    }
}

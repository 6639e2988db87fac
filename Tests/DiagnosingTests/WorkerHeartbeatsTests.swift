// Workers that fell silent, and those that were replaced.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct WorkerHeartbeatsTests {
    /// The capture as it is where nobody kept the workers' log.
    private static func diagnosis(_ kind: SimulatedKind, _ seed: UInt64) throws -> Diagnosis {
        let files = SimulatedCapture(kind, seed: seed).files.filter { $0.name != "sidekiq.log" }
        return Diagnosis.examine(try #require(CaptureReading.timeline(of: files)))
    }

    @Test(arguments: [SimulatedKind.processLost, .queueAbandoned], 0..<3 as Range<UInt64>)
    func tellsLostWorkersByTheirLastHeartbeats(kind: SimulatedKind, seed: UInt64) throws {
        let diagnosis = try Self.diagnosis(kind, seed)

        let incident = try #require(diagnosis.incidents.first { $0.kind == .queueBacklog })
        let first = try #require(incident.hypotheses.first)
        #expect(first.cause == .workersLost)
        #expect(first.supporting.contains { $0.item == .secondSource })
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func missesNobodyWhoWasReplaced(seed: UInt64) throws {
        let capture = SimulatedCapture(.healthyRestart, seed: seed)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))
        let beats = WorkerHeartbeats(Scene(timeline))

        #expect(beats.processes.count == 3)
        #expect(
            beats.loss(from: timeline.start, to: timeline.end, captureEnd: timeline.end) == nil
        )
    }

    @Test func addsUpTheUtilisationLawFromTheLog() throws {
        let capture = SimulatedCapture(.serviceSlower, seed: 1)
        let diagnosis = Diagnosis.examine(
            try #require(CaptureReading.timeline(of: capture.files))
        )

        let receipts = diagnosis.receipts.filter { $0.left.unit == .workers }
        #expect(receipts.count == 2)
        #expect(receipts.allSatisfy { $0.mismatch < 0.2 && !$0.evidence.isEmpty })
    }
}

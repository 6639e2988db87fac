// Reads that rise with each run told from reads that rise with the runs, or beside them.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct RepeatedReadTests {
    private static func scene(_ reads: SimulatedReads, _ seed: UInt64) throws -> Scene {
        let files = SimulatedCapture(reads: reads, seed: seed).files
        return Scene(try #require(CaptureReading.timeline(of: files)))
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func findsTheJobsThatReadRowByRow(seed: UInt64) throws {
        let findings = RepeatedReads().findings(in: try Self.scene(.rowByRow, seed))

        #expect(findings.map(\.kind) == [.nPlusOne])
        let finding = try #require(findings.first)
        #expect(finding.subject.jobClass == "ExportJob")
        #expect(finding.subject.keyPattern == "product:{n}")
        let calls = try #require(finding.measures.first { $0.name == "calls_per_run" })
        #expect((32...48).contains(calls.quantity.value))
        let usual = try #require(finding.measures.first { $0.name == "calls_per_run_before" })
        #expect((1...3).contains(usual.quantity.value))
        #expect(finding.items.contains { $0.item == .mechanism })
        #expect(finding.evidence.count == 2)
    }

    @Test(
        arguments: [SimulatedReads.moreJobs, .poller, .oneKey, .manyKeys],
        2..<3 as Range<UInt64>
    )
    func doesNotTakeMoreReadsForReadsOfEachRun(reads: SimulatedReads, seed: UInt64) throws {
        #expect(RepeatedReads().findings(in: try Self.scene(reads, seed)).isEmpty)
    }

    @Test(arguments: [
        SimulatedKind.healthyRamp, .healthyBurst, .healthyBatches, .decoyPages, .decoyLastElement,
        .decoyCron,
    ])
    func staysSilentOnHealthyDays(kind: SimulatedKind) throws {
        let files = SimulatedCapture(kind, seed: 3).files
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))

        #expect(RepeatedReads().findings(in: scene).isEmpty)
        #expect(HotKeys().findings(in: scene).isEmpty)
    }

    @Test(arguments: 4..<5 as Range<UInt64>)
    func findsTheOneKeyThatAllAskFor(seed: UInt64) throws {
        let findings = HotKeys().findings(in: try Self.scene(.oneKey, seed))

        #expect(findings.map(\.kind) == [.hotKey])
        #expect(findings.first?.subject.keyPattern == "product:{n}")
        let share = try #require(findings.first?.measures.first { $0.name == "key_share_min" })
        #expect((0.9...1).contains(share.quantity.value))
    }

    @Test(arguments: [SimulatedReads.manyKeys, .rowByRow])
    func blamesNoKeyWhereManyAreAskedFor(reads: SimulatedReads) throws {
        #expect(HotKeys().findings(in: try Self.scene(reads, 1)).isEmpty)
    }
}

// A queue that starves behind another one, and one that only has much to do.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct QueueOrderTests {
    private static func backlogs(_ files: [(name: String, bytes: [UInt8])]) throws -> [Finding] {
        let timeline = try #require(CaptureReading.timeline(of: files))
        return Diagnosis.examine(timeline).findings.filter { $0.kind == .queueBacklog }
    }

    private static func aheadShare(_ finding: Finding) -> Double? {
        finding.measures.first { $0.name == "ahead_share_of_starts" }?.quantity.value
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func seesWhatStandsAheadOfAStarvedQueue(seed: UInt64) throws {
        let backlogs = try Self.backlogs(SimulatedCapture(starved: seed).files)

        let starved = try #require(backlogs.first { $0.subject.queue == "exports" })
        #expect(try #require(Self.aheadShare(starved)) > 0.9)
        #expect(starved.evidence.contains { $0.source == "monitor.log" })
    }

    @Test func seesNoOrderWhereEveryQueueComesFirstAsOften() throws {
        let backlogs = try Self.backlogs(SimulatedCapture(.arrivalsUp, seed: 2).files)

        #expect(!backlogs.isEmpty)
        #expect(backlogs.allSatisfy { Self.aheadShare($0) == nil })
    }
}

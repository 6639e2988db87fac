// What costs more inside an incident, though it may be rare.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct CostDifferenceTests {
    private static func differences(_ kind: SimulatedKind, _ seed: UInt64) throws
        -> [CostDifference]
    {
        let capture = SimulatedCapture(kind, seed: seed)
        let timeline = try #require(CaptureReading.timeline(of: capture.files))
        return Diagnosis.examine(timeline).costDifferences
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func findsTheRareAndDearCommand(seed: UInt64) throws {
        let redis = try Self.differences(.bigKey, seed).filter { $0.resource == .redis }

        let first = try #require(redis.first)
        #expect(first.subject.keyPattern == "board:all")
        #expect(first.before.upperBound < 0.01)
        // 0.35 to 0.45 s every four seconds, as the slow log times them.
        #expect((0.07...0.13).contains(first.inside.lowerBound))
        #expect(!first.evidence.isEmpty)
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func findsTheClassThatTakesTheWorkersTime(seed: UInt64) throws {
        let workers = try Self.differences(.serviceSlower, seed).filter {
            $0.resource == .workers
        }

        let first = try #require(workers.first)
        #expect(first.subject.jobClass == "ExportJob")
        #expect(first.inside.lowerBound > 3 * first.before.upperBound)
    }

    @Test func spreadsAStretchOverItsBins() {
        let grid = Grid(
            from: Timestamp(microseconds: 100_000_000),
            to: Timestamp(microseconds: 109_000_000),
            stepMin: 1
        )
        var worked = WorkedTime(grid)
        worked.add(101_500_000, 104_250_000, marks: (1, 2))
        worked.add(106_000_000, 106_400_000, marks: (3, nil))
        worked.add(90_000_000, 100_500_000, marks: (4, 5))
        worked.add(120_000_000, 130_000_000, marks: (6, 7))

        let expected = [0.5, 0.5, 1, 1, 0.25, 0, 0.4, 0, 0, 0]
        #expect(zip(worked.perBin, expected).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(worked.perBin.count == expected.count)
        #expect(worked.count == 3)
    }
}

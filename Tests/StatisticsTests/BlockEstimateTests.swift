import Foundation
import Randomness
import Statistics
import Testing

@Suite struct BlockEstimateTests {
    @Test func dividesEventsByTheLoad() throws {
        let estimate = try #require(
            BlockEstimate(events: [10, 20, 30, 40], loads: [100, 200, 300, 400])
        )

        #expect(abs(exp(estimate.logarithm) - 100.5 / 1_000) < 1e-12)
        #expect(estimate.variance >= 1 / 100.5)
        #expect(estimate.blocks == 4)
        #expect(estimate.drift < 0.02)
    }

    /// The geometric mean of 1, 2, 4 and 8 is the root of 8; the halves lie a factor of 4 apart.
    @Test func takesTheUsualLevelOfValues() throws {
        let estimate = try #require(BlockEstimate(values: [1, 2, 4, 8]))

        #expect(abs(estimate.logarithm - 1.5 * log(2)) < 1e-12)
        #expect(abs(estimate.variance - 5 * log(2) * log(2) / 12) < 1e-12)
        #expect(abs(estimate.drift - 2 * log(2)) < 1e-12)
    }

    @Test func saysNothingOfFewBlocks() {
        #expect(BlockEstimate(events: [1, 2, 3], loads: [1, 1, 1]) == nil)
        #expect(BlockEstimate(events: [1, 2, 3, 4, 5], loads: [1, 1, 0, 0, 1]) == nil)
        #expect(BlockEstimate(values: [1, 2, 3, 0, -.infinity]) == nil)
    }

    /// Bursts of a hundred events in every other block: the count is large and the level is not known.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func isNoSurerThanABurstySeriesAllows(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func bursty() -> [Double] {
            (0..<10).map { _ in random.uniform() < 0.5 ? 100 : 10 }
        }
        let loads = [Double](repeating: 100, count: 10)
        let before = try #require(BlockEstimate(events: bursty(), loads: loads))
        let after = try #require(BlockEstimate(events: bursty(), loads: loads))

        #expect(BlockDifference(before: before, after: after).pValue > 0.001)
    }

    /// Of 400 pairs of equal series under a twentieth more than 5 % differ at the 5 % level.
    @Test func itsChancesAreChances() throws {
        var random = SplitMix64(seed: 7)
        let loads = [Double](repeating: 10, count: 10)
        func estimate(_ mean: Double) throws -> BlockEstimate {
            let events = (0..<10).map { _ in random.poisson(mean: mean) }
            return try #require(BlockEstimate(events: events, loads: loads))
        }
        var small = 0
        var covered = 0
        for _ in 0..<400 {
            let same = BlockDifference(before: try estimate(20), after: try estimate(20))
            if same.pValue < 0.05 { small += 1 }
            let double = BlockDifference(before: try estimate(20), after: try estimate(40))
            if double.interval.contains(2) { covered += 1 }
            #expect(double.ratio > 1.4 && double.pValue < 0.01)
        }
        #expect(small <= 30)
        #expect(covered >= 372)
    }
}

import Randomness
import Statistics
import Testing

struct RobustScaleTests {
    @Test(
        arguments: [
            ([], nil), ([.nan], nil), ([7], 7), ([3, 1, 2], 2), ([4, 1, 3, 2], 2.5),
            ([.infinity, 5], 5),
        ] as [([Double], Double?)]
    )
    func takesTheMiddle(values: [Double], median: Double?) {
        #expect(RobustScale.median(of: values) == median)
    }

    @Test(arguments: [(0, 10), (0.25, 17.5), (0.5, 25), (0.9, 37), (1, 40), (7, 40)])
    func interpolatesQuantilesAsDefinitionSeven(share: Double, expected: Double) throws {
        let quantile = try #require(RobustScale.quantile(share, of: [40, 10, 30, 20]))
        #expect(abs(quantile - expected) < 1e-12)
    }

    @Test func isNotMovedByOneWildValue() throws {
        let scale = try #require(RobustScale(of: [1, 2, 3, 4, 1e300]))
        #expect(scale.median == 3)
        #expect(scale.spread == 1.4826)
        #expect(RobustScale.medianAbsoluteDeviation(of: [1, 2, 3, 4, 1e300]) == 1)
    }

    @Test func fallsBackToTheMeanDeviationWhenMostAreEqual() throws {
        let scale = try #require(RobustScale(of: [0, 0, 0, 0, 0, 0, 0, 0, 0, 5]))
        #expect(abs(scale.spread - 1.2533 * 0.5) < 1e-12)
    }

    @Test func hasNoSpreadWhenConstant() {
        #expect(RobustScale(of: [2, 2, 2])?.spread == 0)
        #expect(RobustScale(of: []) == nil)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func estimatesTheStandardDeviationOfNormalNoise(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let values = (0..<2_000).map { _ in 5 + 3 * generator.normal() }
        let scale = try #require(RobustScale(of: values))
        #expect(abs(scale.spread - 3) < 0.3)
        #expect(abs(scale.median - 5) < 0.4)
    }
}

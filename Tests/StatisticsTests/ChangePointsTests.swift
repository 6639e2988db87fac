import Randomness
import Foundation
import Statistics
import Testing

struct ChangePointsTests {
    /// Two alarms in a hundred series are the bound that is promised.
    @Test(arguments: NullFamily.allCases, [150, 1_800])
    func staysSilentOnHealthySeries(family: NullFamily, bins: Int) {
        let seeds: Range<UInt64> = 0..<(bins == 150 ? 150 : 100)
        let alarms = seeds.filter {
            !ChangePoints.find(in: family.series(bins: bins, seed: $0)).isEmpty
        }
        #expect(Double(alarms.count) <= 0.02 * Double(seeds.count), "seeds \(alarms)")
    }

    @Test(arguments: [
        (100, 30.0, 40), (150, 30.0, 30), (150, 20, 60), (200, 30, 60), (1_800, 5, 60),
    ])
    func findsADoubledRate(bins: Int, rate: Double, bumpBins: Int) {
        let found = (0..<40 as Range<UInt64>).filter { seed in
            let start = bins / 4
            let series = bump(bins, rate: rate, from: start, to: start + bumpBins, seed: seed)
            let cuts = ChangePoints.find(in: series).map(\.index)
            return cuts.contains { abs($0 - start) <= 5 }
                && cuts.contains { abs($0 - start - bumpBins) <= 5 }
        }
        #expect(found.count >= 38)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func placesAFivefoldRateWithinABin(seed: UInt64) throws {
        let changes = ChangePoints.find(
            in: bump(140, rate: 40, from: 50, to: 95, seed: seed, by: 5)
        )
        try #require(changes.count == 2)
        #expect(abs(changes[0].index - 50) <= 1)
        #expect(abs(changes[1].index - 95) <= 1)
        #expect(changes[0].indexInterval.contains(50))
        #expect(changes[0].isRise && !changes[1].isRise)
        #expect(Gate.levels.admits(changes[0]))
    }

    @Test func findsAStepWithoutNoise() throws {
        let change = try #require(
            ChangePoints.find(in: Array(repeating: 0, count: 60) + Array(repeating: 8, count: 40))
                .first
        )
        #expect(change.index == 60)
        #expect(change.before == 0 && change.after == 8)
        #expect(change.cliffsDelta == 1 && change.ratio == ChangePoint.ratioMax)
        #expect(change.support == 40)
        #expect(Gate.levels.shift(of: change) == Gate.shiftMax)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func coversTheStepAsOftenAsPromised(batch: UInt64) {
        let covered = (batch * 20..<batch * 20 + 20).filter { seed in
            var generator = SplitMix64(seed: seed)
            let series = (0..<200).map { generator.normal() + ($0 < 80 ? 0 : 2) }
            return ChangePoints.find(in: series).contains { $0.indexInterval.contains(80) }
        }
        #expect(covered.count >= 17)
    }

    @Test func admitsOnlyWhatIsLargeEnough() throws {
        var generator = SplitMix64(seed: 4)
        let series = (0..<160).map { 100 + generator.normal() + ($0 < 80 ? 0 : 10) }
        let change = try #require(ChangePoints.find(in: series).first)
        #expect(!Gate.levels.admits(change))
        #expect(Gate.flows.admits(change))
        #expect(ChangePoints.find(in: series, admittedBy: .levels).isEmpty)
    }

    @Test(arguments: [(5, 1), (6, 0)])
    func bridgesHolesOfFiveBinsAndSplitsAtLonger(hole: Int, changes: Int) {
        var generator = SplitMix64(seed: 1)
        var series: [Double?] = (0..<100).map { generator.normal() + ($0 < 50 ? 0 : 9) }
        for bin in 50..<(50 + hole) { series[bin] = nil }
        #expect(ChangePoints.find(in: series).count == changes)
    }

    @Test func staysSilentWhereThereIsNothingToCompare() {
        #expect(ChangePoints.find(in: []).isEmpty)
        #expect(ChangePoints.find(in: Array(repeating: 4, count: 500)).isEmpty)
        #expect(ChangePoints.find(in: Array(repeating: .nan, count: 500)).isEmpty)
        let short = (0..<59).map { $0 < 30 ? 0.0 : 9 }
        #expect(ChangePoints.find(in: short).isEmpty)
        let huge = (0..<100).map { $0 < 50 ? -Double.greatestFiniteMagnitude : 1e308 }
        #expect(ChangePoints.find(in: huge).isEmpty)
    }

    private func bump(
        _ bins: Int,
        rate: Double,
        from start: Int,
        to end: Int,
        seed: UInt64,
        by factor: Double = 2
    ) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<bins).map { bin in
            generator.poisson(mean: start <= bin && bin < end ? rate * factor : rate)
        }
    }
}

import Randomness
import Foundation
import Statistics
import Testing

struct RatesAndSharesTests {
    @Test(arguments: [3.0, 30, 300])
    func ratioOfRatesCoversTheTruth(mean: Double) throws {
        let covered = (0..<300 as Range<UInt64>).filter { seed in
            var generator = SplitMix64(seed: seed)
            let rates = PoissonRates.compare(
                before: Int(generator.poisson(mean: mean)),
                beforeSeconds: 60,
                after: Int(generator.poisson(mean: mean * 2)),
                afterSeconds: 60
            )
            return rates?.interval.contains(2) ?? false
        }
        #expect(covered.count >= 276)
    }

    @Test func ratioOfRatesDividesByTheTime() throws {
        let rates = try #require(
            PoissonRates.compare(before: 100, beforeSeconds: 50, after: 400, afterSeconds: 100)
        )
        #expect(abs(rates.ratio - 400.5 / 100.5 / 2) < 1e-12)
        #expect(rates.isDifferent)
        #expect(PoissonRates.compare(before: 1, beforeSeconds: 0, after: 1, afterSeconds: 1) == nil)
    }

    @Test func chanceOfManyFollowsPoisson() {
        #expect(PoissonRates.chance(ofAtLeast: 0, expected: 3) == 1)
        #expect(PoissonRates.chance(ofAtLeast: 2, expected: 0) == 0)
        #expect(abs(PoissonRates.chance(ofAtLeast: 1, expected: 0.01) - (1 - exp(-0.01))) < 1e-15)
        // R: ppois(9, 4, lower.tail = FALSE)
        #expect(abs(PoissonRates.chance(ofAtLeast: 10, expected: 4) - 0.008_132_243) < 1e-9)
        #expect(PoissonRates.chance(ofAtLeast: 3, expected: 1e6) == 1)
    }

    @Test(arguments: [10, 41])
    func medianLiesInItsInterval(count: Int) {
        let covered = (0..<300 as Range<UInt64>).filter { seed in
            var generator = SplitMix64(seed: seed)
            let values = (0..<count).map { _ in exp(generator.normal()) }
            return MedianInterval(of: values)?.interval.contains(1) ?? false
        }
        #expect(covered.count >= 276)
    }

    @Test func ratioOfMediansIsSymmetric() throws {
        let before = (1...50).map { Double($0) }
        let after = before.map { $0 * 3 }
        let ratio = try #require(MedianInterval.ratio(before: before, after: after))
        #expect(abs(ratio.ratio - 3) < 1e-9)
        #expect(ratio.interval.contains(3) && !ratio.interval.contains(1))
        #expect(MedianInterval.ratio(before: [1, 2], after: after) == nil)
        #expect(MedianInterval(of: [1, 2, 3, 4, 5]) == nil)
    }

    @Test func sharesDifferByTheirPooledError() {
        let z = TwoProportion.z(before: (10, 100), after: (30, 100))
        #expect(abs(z - 0.2 / (0.2 * 0.8 * 0.02).squareRoot()) < 1e-12)
        #expect(TwoProportion.z(before: (0, 0), after: (3, 4)) == 0)
        #expect(TwoProportion.z(before: (4, 4), after: (3, 3)) == 0)
    }
}

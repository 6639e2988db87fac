import Randomness
import Foundation
import Statistics
import Testing

struct CrossCorrelationTests {
    @Test(arguments: 0..<30 as Range<UInt64>)
    func neverAcceptsUnrelatedTraffic(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let first = traffic(900, &generator)
        let second = traffic(900, &generator)
        let found = try #require(CrossCorrelation.between(first, second))
        #expect(!found.isAccepted)
    }

    @Test(arguments: [-37, 0, 12], 0..<2 as Range<UInt64>)
    func findsTheLagOfSharedTraffic(lag: Int, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let shared = traffic(1_900, &generator)
        let first = Array(shared[50..<1_850])
        let second = Array(shared[(50 - lag)..<(1_850 - lag)]).map {
            $0 + generator.poisson(mean: 1)
        }
        let found = try #require(CrossCorrelation.between(first, second))
        #expect(found.isAccepted)
        #expect(found.lagSeconds == lag)
    }

    @Test func abstainsWhenTheOverlapIsShort() {
        #expect(CrossCorrelation.between([1, 2, 3], [1, 2, 3]) == nil)
        let constant = Array(repeating: 5.0, count: 400)
        #expect(CrossCorrelation.between(constant, constant) == nil)
    }

    /// Poisson counts around a slow wave, with a burst now and then.
    private func traffic(_ seconds: Int, _ generator: inout SplitMix64) -> [Double] {
        (0..<seconds).map { second in
            let wave = 10 + 5 * sin(Double(second) / 120)
            return generator.poisson(mean: generator.uniform() < 0.02 ? 3 * wave : wave)
        }
    }
}

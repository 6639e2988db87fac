import Randomness
import Statistics
import Testing

struct BacklogAttributionTests {
    private static let healthy = BacklogAttribution.Factors(
        arrivals: 8,
        serviceSeconds: 1,
        workers: 10
    )

    @Test(arguments: BacklogAttribution.Factor.allCases)
    func givesOneMovedFactorTheWhole(factor: BacklogAttribution.Factor) {
        var during = Self.healthy
        switch factor {
        case .arrivals: during.arrivals = 14
        case .serviceSeconds: during.serviceSeconds = 2
        case .workers: during.workers = 6
        }
        let attribution = BacklogAttribution(before: Self.healthy, during: during)
        for other in BacklogAttribution.Factor.allCases {
            #expect(attribution.share(of: other) == (other == factor ? 1 : 0))
        }
        #expect(attribution.growth(restoring: factor) == 0)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func partsAddUpToTheWhole(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let during = BacklogAttribution.Factors(
            arrivals: 20 * generator.uniform(),
            serviceSeconds: 3 * generator.uniform(),
            workers: 12 * generator.uniform()
        )
        let attribution = BacklogAttribution(before: Self.healthy, during: during)
        let sum = BacklogAttribution.Factor.allCases.reduce(0) { $0 + attribution.part(of: $1) }
        #expect(abs(sum - attribution.excessGrowth) < 1e-9)
    }

    @Test func saysNothingWhenTheBacklogDoesNotGrow() {
        let attribution = BacklogAttribution(before: Self.healthy, during: Self.healthy)
        #expect(attribution.share(of: .arrivals) == nil)
        #expect(
            BacklogAttribution.Factors(arrivals: .nan, serviceSeconds: -1, workers: 1).growth == 0
        )
    }
}

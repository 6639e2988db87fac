import Statistics
import Testing

struct NormalDistributionTests {
    @Test(arguments: [(0, 0.5), (1.96, 0.975_002_104_851_779_6), (-3, 0.001_349_898_031_630_094_5)])
    func accumulates(z: Double, expected: Double) {
        #expect(abs(NormalDistribution.cumulative(z) - expected) < 1e-15)
    }

    @Test(arguments: [1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.9, 0.999, 1 - 1e-12])
    func invertsItself(share: Double) {
        let back = NormalDistribution.cumulative(NormalDistribution.quantile(share))
        #expect(abs(back - share) <= 1e-9 * share)
    }

    @Test func keepsFarTails() {
        #expect(abs(NormalDistribution.twoSidedTail(1.959963984540054) - 0.05) < 1e-15)
        #expect(NormalDistribution.twoSidedTail(-30) > 0)
        #expect(abs(NormalDistribution.quantile(0.975) - NormalDistribution.quantile95) < 1e-13)
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
    }
}

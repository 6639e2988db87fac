import Statistics
import Testing

struct TrendTests {
    @Test func trendAgreesWithThePooledTestForTwoGroups() {
        let z = CochranArmitage.z([
            .init(dose: 1, hits: 10, trials: 100), .init(dose: 5, hits: 30, trials: 100),
        ])
        #expect(abs(z - TwoProportion.z(before: (10, 100), after: (30, 100))) < 1e-12)
    }

    @Test func noTrendWithoutDifferences() {
        #expect(CochranArmitage.z([]) == 0)
        #expect(CochranArmitage.z([.init(dose: 1, hits: 1, trials: 9)]) == 0)
        let flat = (1...6).map { CochranArmitage.Group(dose: Double($0), hits: 5, trials: 50) }
        #expect(abs(CochranArmitage.z(flat)) < 1e-12)
    }

    @Test(
        arguments: [
            ([1, 2, 3, 4], [10, 20, 30, 40], 1), ([1, 2, 3], [9, 4, 1], -1),
            ([1, 1, 1], [1, 2, 3], nil),
            ([1, 2], [1, 2], nil), ([1, 2, 2, 3], [1, 2, 2, 3], 1),
        ] as [([Double], [Double], Double?)]
    )
    func correlatesRanks(first: [Double], second: [Double], expected: Double?) {
        let correlation = Spearman.correlation(first, second)
        #expect(correlation.map { ($0 * 1e12).rounded() / 1e12 } == expected)
    }
}

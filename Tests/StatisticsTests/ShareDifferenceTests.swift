import Randomness
import Foundation
import Statistics
import Testing

struct ShareDifferenceTests {
    @Test func scoresAsDefined() {
        let difference = ShareDifference(
            inside: .init(count: 230, of: 1_000),
            before: .init(count: 40, of: 1_000)
        )
        let (later, earlier) = (230.5 / 1_001, 40.5 / 1_001)
        let error = (later * (1 - later) / 1_000 + earlier * (1 - earlier) / 1_000).squareRoot()
        #expect(abs(difference.score - (later - earlier) / error * log(later / earlier)) < 1e-9)
        #expect(difference.isLargeEnough && difference.pValue < 1e-20)
    }

    @Test(arguments: [
        (5, 1_000, 0, 1_000, false), (20, 1_000, 0, 1_000, true), (14, 1_000, 10, 1_000, false),
        (0, 1_000, 30, 1_000, true), (0, 0, 0, 0, false), (-3, -1, 5, 2, false),
    ])
    func listsOnlyWhatIsFrequentAndChanged(
        count: Int,
        total: Int,
        earlier: Int,
        earlierTotal: Int,
        expected: Bool
    ) {
        let difference = ShareDifference(
            inside: .init(count: count, of: total),
            before: .init(count: earlier, of: earlierTotal)
        )
        #expect(difference.isLargeEnough == expected)
        #expect(difference.score.isFinite && difference.score >= 0)
    }

    @Test func spreadsPseudoWindowsOverTheBaseline() {
        let windows = PseudoWindows.make(baseline: 10..<110, length: 30)
        #expect(windows.count == 20)
        #expect(windows.first == 10..<40 && windows.last == 80..<110)
        #expect(PseudoWindows.make(baseline: 0..<50, length: 26).isEmpty)
        #expect(PseudoWindows.make(baseline: 0..<50, length: 0).isEmpty)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func healthyScoresStayBelowAPlantedDifference(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let counts = (0..<150).map { bin in
            Int(generator.poisson(mean: bin < 110 ? 4 : 20))
        }
        let totals = counts.map { $0 + Int(generator.poisson(mean: 60)) }
        let healthy = PseudoWindows.largestScore(
            of: counts,
            among: totals,
            baseline: 0..<110,
            length: 40
        )
        let planted = ShareDifference(
            inside: .init(count: counts[110...].reduce(0, +), of: totals[110...].reduce(0, +)),
            before: .init(count: counts[..<110].reduce(0, +), of: totals[..<110].reduce(0, +))
        )
        #expect(planted.score > 3 * healthy)
    }
}

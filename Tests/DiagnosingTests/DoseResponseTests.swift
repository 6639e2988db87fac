// The more is touched, the more often a call is slow: or not.

import Randomness
import Testing

@testable import Diagnosing
@testable import Statistics

@Suite struct DoseResponseTests {
    @Test func cutsCallsBySizeAndCountsTheSlowOnes() throws {
        let stretches = (1...20).map { (size: Double($0 * 100), calls: 10, slow: $0 > 18 ? 9 : 0) }

        let dose = try #require(DoseResponse(stretches))

        #expect(dose.groups.map(\.trials) == [100, 40, 20, 20, 10, 10])
        #expect(dose.groups.map(\.hits) == [0, 0, 0, 0, 9, 9])
        #expect(dose.groups.map(\.dose) == [550, 1_250, 1_550, 1_750, 1_900, 2_000])
        #expect(dose.isRising)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func convictsNobodyWhoseSlownessIsBlind(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let stretches = (0..<300).map { _ in
            let slow = (0..<20).reduce(0) { count, _ in count + (random.uniform() < 0.02 ? 1 : 0) }
            return (size: random.between(0, 10_000), calls: 20, slow: slow)
        }

        #expect(try !#require(DoseResponse(stretches)).isRising)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func seesWhatGrowsWithTheSize(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let stretches = (0..<300).map { _ in
            let size = random.between(0, 10_000)
            let share = size > 8_000 ? 0.5 : 0.005
            let slow = (0..<20).reduce(0) { count, _ in count + (random.uniform() < share ? 1 : 0) }
            return (size: size, calls: 20, slow: slow)
        }

        #expect(try #require(DoseResponse(stretches)).isRising)
    }

    @Test func saysNothingOfAHandful() {
        #expect(DoseResponse([(1, 100, 1), (1_000, 100, 8)]) == nil)
        #expect(DoseResponse([(1, 100, 50)]) == nil)
        #expect(DoseResponse([]) == nil)
    }
}

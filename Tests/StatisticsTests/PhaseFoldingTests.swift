// Schedules are recognised by their phase, and chance meetings are not.

import Randomness
import Testing

@testable import Statistics

@Suite struct PhaseFoldingTests {
    private static let epoch = 1_795_230_000.0

    @Test(arguments: PhaseFolding.periods, 0..<10 as Range<UInt64>)
    func findsThePeriodAndPhaseOfASchedule(period: Double, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let phase = random.between(0, period)
        let first = (Self.epoch / period).rounded(.up) * period + phase
        let starts = (0..<6).map { first + Double($0) * period + random.between(0, 1.5) }

        let folding = try #require(PhaseFolding.fold(starts))

        #expect(folding.periodSeconds == period)
        let apart = (folding.phaseSeconds - phase).remainder(dividingBy: period)
        #expect(abs(apart) <= 1.5)
        #expect(folding.spreadSeconds <= 1.5)
    }

    @Test func toleratesARunThatWasLeftOut() throws {
        let starts = [0.0, 60, 240, 300, 420].map { Self.epoch + 7 + $0 }

        #expect(try #require(PhaseFolding.fold(starts)).periodSeconds == 60)
    }

    @Test func seesNoScheduleInMomentsThatFallAnywhere() {
        let found = (0..<500 as Range<UInt64>).filter { seed in
            var random = SplitMix64(seed: seed)
            let starts = (0..<5).map { _ in Self.epoch + random.between(0, 1_800) }
            return PhaseFolding.fold(starts) != nil
        }

        // The chance by accident is kept below one in a hundred.
        #expect(found.count <= 10)
    }

    @Test(arguments: [[], [1.0], [1.0, 61], [1.0, 1.5, 2], [.nan, 1, 61, .infinity]])
    func saysNothingOfTooFewMoments(moments: [Double]) {
        #expect(PhaseFolding.fold(moments) == nil)
    }
}

// The move into a stretch whose place is known, against noise of several kinds.

import Testing

@testable import Statistics

@Suite struct MedianShiftTests {
    @Test func measuresTheMoveInUnitsOfTheQuiet() throws {
        let quiet: [Double] = [9, 10, 11, 9, 10, 11, 9, 10, 11, 10]
        let shift = try #require(MedianShift(before: quiet, inside: [20, 21, 400]))

        #expect(shift.before == 10)
        #expect(shift.inside == 21)
        #expect(shift.noise == 1.4826)
        #expect(abs(shift.size(by: .levels) - 11 / 1.4826) < 1e-12)
    }

    @Test func isNotHiddenByOneWildValueAmongEqualOnes() throws {
        let quiet = [Double](repeating: 0, count: 200) + [1_000]
        let shift = try #require(MedianShift(before: quiet, inside: [4, 5, 6]))

        #expect(shift.noise == 0)
        #expect(shift.size(by: .levels) == Gate.shiftMax)
    }

    @Test func needsAQuietToCompareWith() {
        #expect(MedianShift(before: [1, 2, 3, 4, 5, 6, 7], inside: [9]) == nil)
        #expect(MedianShift(before: [1, 2, 3, 4, 5, 6, 7, .nan], inside: [9]) == nil)
        #expect(MedianShift(before: [1, 2, 3, 4, 5, 6, 7, 8], inside: [.nan]) == nil)
    }
}

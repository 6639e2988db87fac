// What an element added by itself, and what it only passed on.

import Randomness
import Statistics
import Testing

@testable import Diagnosing

@Suite struct OwnPartsTests {
    private static func part(_ random: inout SplitMix64, from quiet: Double, to inside: Double)
        -> OwnPart
    {
        OwnPart(
            quiet: values(&random, around: quiet, count: 200),
            justBefore: values(&random, around: quiet, count: 2),
            inside: values(&random, around: inside, count: 3)
        )
    }

    private static func values(_ random: inout SplitMix64, around level: Double, count: Int)
        -> [Double]
    {
        var values: [Double] = []
        for _ in 0..<count { values.append(level * random.between(0.9, 1.1)) }
        return values
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func namesWhatAddedMost(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let parts = [
            Self.part(&random, from: 0.01, to: 0.01), Self.part(&random, from: 0.02, to: 0.05),
            Self.part(&random, from: 0.01, to: 0.09),
        ]
        let whole = Self.part(&random, from: 0.04, to: 0.15)

        #expect(OwnParts.ranked(parts, of: whole, .levels).map(\.index) == [2, 1])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func accusesNobodyOnAQuietDay(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let parts = (0..<5).map { _ in Self.part(&random, from: 0.01, to: 0.01) }
        let whole = Self.part(&random, from: 0.05, to: 0.05)

        #expect(OwnParts.ranked(parts, of: whole, .levels).isEmpty)
    }

    @Test func doesNotCountWhatWasThereRightBefore() {
        let level = { (value: Double, count: Int) in [Double](repeating: value, count: count) }
        let old = OwnPart(
            quiet: level(0.01, 50),
            justBefore: level(0.05, 2),
            inside: level(0.05, 3)
        )
        let whole = OwnPart(quiet: level(0.02, 50), justBefore: [], inside: level(0.06, 3))

        #expect(OwnParts.ranked([old], of: whole, .levels).isEmpty)
    }
}

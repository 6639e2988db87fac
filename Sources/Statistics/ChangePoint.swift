// One place in a series where its level changed, and how sure and how large the change is.
// Source: dominance after N. Cliff, Psychological Bulletin 114, 1993; the interval of the place
// after J. Bai, Review of Economics and Statistics 79, 1997.

/// A change of level in a series of bins.
///
/// Everything local is measured over at most 60 bins on each side, never across a neighbouring
/// change.
package struct ChangePoint: Sendable, Equatable {
    /// The ratio of medians is kept within 1 / 1,000 and 1,000, also next to a median of zero.
    package static let ratioMax = 1_000.0

    /// The first bin after the change.
    package let index: Int

    /// The local median before the change, in the unit of the values.
    package let before: Double

    /// The local median after the change, in the unit of the values.
    package let after: Double

    /// The noise before the change: the larger of the robust spread and a third of the q99
    /// distance.
    package let beforeNoise: Double

    /// The height of the tent over the ruler, over all stretches in which the change was found.
    package let z: Double

    /// The same for the local stretch alone.
    package let localZ: Double

    /// How completely the later values lie above the earlier ones, in `-1...1`.
    package let cliffsDelta: Double

    /// The smaller number of measured bins on either side; bins that were bridged do not count.
    package let support: Int

    /// The chance of such a tent somewhere in a series without change, in `0...1`.
    package let pValue: Double

    /// Where the first bin after the change lies with 95 % confidence, for an abrupt change.
    package let indexInterval: ClosedRange<Int>

    /// The median after over the median before.
    ///
    /// Kept within 1 / 1,000 and 1,000; 1 when both are equal, the bound when the sign changes or
    /// one of them is zero.
    package var ratio: Double {
        if before == after { return 1 }
        let quotient = abs(after / before)
        if before == 0 || before.sign != after.sign {
            return abs(after) >= abs(before) ? Self.ratioMax : 1 / Self.ratioMax
        }
        return min(max(quotient, 1 / Self.ratioMax), Self.ratioMax)
    }

    /// Whether the level went up.
    package var isRise: Bool { after > before }
}

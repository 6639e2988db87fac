// What is more frequent inside a window than before it.
// Source: our comparison of five scores on simulated captures; D = z ln(lift) separated best.

import Foundation

/// The difference between a value's share of one window and its share of another.
package struct ShareDifference: Sendable, Equatable {
    /// A value must make up this share of the window, or it cannot explain it.
    package static let supportMin = 0.01

    /// A value must be this many times as frequent as before, or as rare.
    package static let liftMin = 1.5

    /// How many of how many.
    package struct Tally: Sendable, Equatable {
        /// Events with the value.
        package let count: Int

        /// All events.
        package let total: Int

        /// Makes a tally; negative numbers count as zero, a count above the total as the total.
        package init(count: Int, of total: Int) {
            self.total = max(total, 0)
            self.count = min(max(count, 0), self.total)
        }

        var smoothed: Double { (Double(count) + 0.5) / (Double(total) + 1) }
    }

    /// The later tally.
    package let inside: Tally

    /// The earlier tally.
    package let before: Tally

    /// Compares a window with what came before it.
    package init(inside: Tally, before: Tally) {
        self.inside = inside
        self.before = before
    }

    /// The value's share of the window, in `0...1`.
    package var support: Double {
        inside.total > 0 ? Double(inside.count) / Double(inside.total) : 0
    }

    /// The share in the window over the share before, both with half an event added.
    package var lift: Double { inside.smoothed / before.smoothed }

    /// The difference of the shares in standard errors; 0 when either side is empty.
    package var z: Double {
        guard inside.total > 0, before.total > 0 else { return 0 }
        let (later, earlier) = (inside.smoothed, before.smoothed)
        let variance =
            later * (1 - later) / Double(inside.total)
            + earlier * (1 - earlier) / Double(before.total)
        return variance > 0 ? (later - earlier) / variance.squareRoot() : 0
    }

    /// The score by which differences are ranked, never negative: large when sure and large.
    package var score: Double { z * log(lift) }

    /// The chance of such a difference by accident, two-sided.
    package var pValue: Double { NormalDistribution.twoSidedTail(z) }

    /// Whether the value is absent before and present in the window.
    package var isNew: Bool { before.total > 0 && before.count == 0 && inside.count > 0 }

    /// Whether the value is present before and absent in the window.
    package var hasVanished: Bool { inside.total > 0 && inside.count == 0 && before.count > 0 }

    /// Whether the difference is large enough to be listed, apart from being no accident.
    ///
    /// A value that became rare is judged by its share before. Where either side is empty there is
    /// nothing to compare.
    package var isLargeEnough: Bool {
        guard inside.total > 0, before.total > 0 else { return false }
        let shareBefore = Double(before.count) / Double(before.total)
        let isLarge = isNew || hasVanished || lift >= Self.liftMin || lift <= 1 / Self.liftMin
        return isLarge && max(support, shareBefore) >= Self.supportMin
    }
}

// All the places where a series changed its level: the tent and the ruler.
// Source: seeded binary segmentation (Kovács et al., Biometrika 2023) with narrowest-over-threshold
// picking (Baranowski, Chen, Fryzlewicz, JRSSB 81, 2019) on a winsorised series.

import Foundation

/// The search for changes of level in one series.
package enum ChangePoints {
    /// The shortest level between two changes, in bins.
    package static let segmentBinsMin = 10

    /// Series with fewer measured bins are not searched: two levels and their noise do not fit.
    package static let segmentationBinsMin = 60

    /// One value weighs at most this many robust standard deviations, so no spike makes a change.
    package static let winsorLimit = 3.0

    /// The chance of a change found in a series that has none.
    package static let alpha = 0.01

    /// Effects are measured over at most this many bins on each side.
    package static let localBinsMax = 60

    /// The local tent must reach this fraction of the threshold: a cliff does, a slope does not.
    package static let localFraction = 0.8

    /// A step must explain more than a straight line by this many squared rulers.
    package static let slopeMargin = 8.0

    /// Finds the changes of a series, in order.
    ///
    /// Gaps of at most 5 bins are bridged by a straight line, longer ones split the series; values
    /// that are not finite are gaps.
    /// - Returns: Empty below 60 measured bins and for a constant series.
    /// - Complexity: O(n log² n).
    package static func find(in values: [Double?]) -> [ChangePoint] {
        let pieces = BridgedSeries.pieces(of: values)
        let measured = pieces.reduce(0) { $0 + $1.measuredCount }
        guard measured >= segmentationBinsMin else { return [] }
        return pieces.flatMap { piece in
            Segmentation(of: piece.values)?.changes(in: piece) ?? []
        }
    }

    /// Finds the changes of a series that are also large enough to matter.
    ///
    /// - Complexity: O(n log² n).
    package static func find(in values: [Double?], admittedBy gate: Gate) -> [ChangePoint] {
        find(in: values).filter(gate.admits)
    }
}

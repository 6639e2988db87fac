// The fixed set of stretches in which a series is searched for changes.
// Source: S. Kovács, P. Bühlmann, H. Li, A. Munk, "Seeded binary segmentation", Biometrika 110,
// 2023.

import Foundation

/// Stretches of every length, half overlapping, so that any change stands alone in one of them.
package enum SeededIntervals {
    /// Consecutive lengths shrink by this factor, the paper's recommendation: the square root of
    /// two.
    private static let decay = 2.0.squareRoot()

    /// Returns the stretches of a series of `count` bins, shortest first, then by position.
    ///
    /// The shortest stretch worth searching has `lengthMin` bins, at least 2.
    /// - Returns: Empty when the series itself is shorter than `lengthMin`.
    /// - Complexity: O(n / lengthMin) stretches holding O(n log n) bins together.
    package static func make(count: Int, lengthMin: Int) -> [Range<Int>] {
        let shortest = max(lengthMin, 2)
        guard count >= shortest else { return [] }
        var layers: [[Range<Int>]] = [[0..<count]]
        var length = Double(count) / decay
        while Int(length.rounded(.up)) >= shortest {
            let bins = Int(length.rounded(.up))
            let pieces = 2 * Int((Double(count) / length).rounded(.up)) - 1
            let shift = Double(count - bins) / Double(max(pieces - 1, 1))
            layers.append(
                (0..<pieces).map { piece in
                    let start = Int((Double(piece) * shift).rounded(.down))
                    return start..<(start + bins)
                }
            )
            length /= decay
        }
        return layers.reversed().flatMap { $0 }
    }
}

// What is different inside the incident: shares of commands, clients and key patterns, by count.
// Source: the algorithms page, section F: z times the logarithm of the lift, calibrated on stretches of the baseline.

import Foundation
import Summarizing

/// Compares shares inside the incident with shares before it.
enum Differences {
    /// Rows that are printed.
    private static let rowsMax = 6
    /// A value that is less than this share of the incident explains little of it.
    private static let supportMin = 0.01
    private static let liftMin = 1.5

    /// The values whose share rose, the most different first.
    static func all(in scene: Scene, incident: Range<Int>) -> [Difference] {
        let baseline =
            incident.lowerBound >= Episode.baselineBinsMin
            ? 0..<incident.lowerBound : incident.upperBound..<scene.grid.count
        let insideAll = scene.commandsPerBin[incident].reduce(0, +)
        let beforeAll = scene.commandsPerBin[baseline].reduce(0, +)
        guard insideAll > 0, beforeAll > 0 else { return [] }
        return CommandGroup.all(in: scene.timeline).compactMap { group in
            let inside = group.calls[incident].reduce(0, +)
            let before = group.calls[baseline].reduce(0, +)
            let shareInside = (inside + 0.5) / (insideAll + 1)
            let shareBefore = (before + 0.5) / (beforeAll + 1)
            guard inside / insideAll >= supportMin, shareInside / shareBefore >= liftMin else {
                return nil
            }
            let variance =
                shareInside * (1 - shareInside) / insideAll + shareBefore * (1 - shareBefore)
                / beforeAll
            let z = (shareInside - shareBefore) / max(variance, 1e-12).squareRoot()
            return Difference(
                subject: group.subject(in: scene.timeline),
                before: before / beforeAll,
                inside: inside / insideAll,
                beforeCount: Int(before),
                insideCount: Int(inside),
                score: z * log(shareInside / shareBefore)
            )
        }.sorted { ($1.score, $0.insideCount) < ($0.score, $1.insideCount) }.prefix(rowsMax).map {
            $0
        }
    }
}

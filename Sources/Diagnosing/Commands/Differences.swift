// What is different inside the incident: shares of commands, clients and key patterns, by count.
// Ranked by z times the logarithm of the lift, calibrated on stretches of the baseline.

import Statistics
import Summarizing

/// Compares shares inside the incident with shares before it.
enum Differences {
    /// Rows that are printed, and values named as unchanged beside them.
    private static let rowsMax = 6
    private static let unchangedMax = 5
    /// A share that moved by less than this factor did not change.
    private static let unchangedLiftMax = 1.25

    /// The values whose share rose or fell, the most different first, then the busiest of those that did not move.
    ///
    /// A row must be large, no accident among all values tried, and more different than anything between quiet
    /// stretches of the baseline.
    static func all(in scene: Scene, incident: Range<Int>) -> [Difference] {
        let baseline =
            incident.lowerBound >= Episode.baselineBinsMin
            ? 0..<incident.lowerBound : incident.upperBound..<scene.grid.count
        let totals = scene.commandsPerBin.map { Int($0) }
        let groups = scene.commandGroups
        let compared = groups.map { group in
            ShareDifference(
                inside: tally(group, incident, totals),
                before: tally(group, baseline, totals)
            )
        }
        let sure = BenjaminiHochberg.discoveries(
            compared.map(\.pValue),
            falseShare: BenjaminiHochberg.falseShareOfValues
        )
        let usual = groups.reduce(0.0) { largest, group in
            max(
                largest,
                PseudoWindows.largestScore(
                    of: group.calls.map { Int($0) },
                    among: totals,
                    baseline: baseline,
                    length: incident.count
                )
            )
        }
        let moved = zip(groups, zip(compared, sure)).compactMap { group, result -> Difference? in
            let (difference, isSure) = result
            guard isSure, difference.isLargeEnough, difference.score > usual else { return nil }
            return row(group, difference, scene)
        }.sorted { ($1.score, $0.insideCount) < ($0.score, $1.insideCount) }
        let still = zip(groups, compared).filter { _, difference in
            difference.support >= ShareDifference.supportMin && difference.lift < unchangedLiftMax
                && difference.lift > 1 / unchangedLiftMax
        }.map { row($0, $1, scene) }.sorted { $0.insideCount > $1.insideCount }
        return Array(moved.prefix(rowsMax)) + Array(still.prefix(unchangedMax))
    }

    private static func row(
        _ group: CommandGroup,
        _ difference: ShareDifference,
        _ scene: Scene
    ) -> Difference {
        Difference(
            subject: group.subject(in: scene.timeline),
            before: share(difference.before),
            inside: share(difference.inside),
            beforeCount: difference.before.count,
            insideCount: difference.inside.count,
            score: difference.score
        )
    }

    private static func tally(
        _ group: CommandGroup,
        _ bins: Range<Int>,
        _ totals: [Int]
    ) -> ShareDifference.Tally {
        let bins = bins.clamped(to: 0..<totals.count)
        return ShareDifference.Tally(
            count: Int(group.calls[bins].reduce(0, +)),
            of: totals[bins].reduce(0, +)
        )
    }

    private static func share(_ tally: ShareDifference.Tally) -> Double {
        tally.total > 0 ? Double(tally.count) / Double(tally.total) : 0
    }
}

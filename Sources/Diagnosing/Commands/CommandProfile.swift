// Who sent what, ranked, with everything else as one row so that the shares add to one.
// Source: the profile of pt-query-digest, whose MISC row makes totals reconcile.

import Summarizing

/// The profile of all commands.
enum CommandProfile {
    /// Rows that are printed before the remainder.
    private static let rowsMax = 12

    /// The busiest groups and the remainder.
    static func rows(in scene: Scene, incident: Range<Int>?) -> [ProfileRow] {
        let groups = scene.commandGroups.sorted {
            ($1.total, $0.pattern) < ($0.total, $1.pattern)
        }
        let all = scene.timeline.redis.commands
        guard all > 0 else { return [] }
        var rows = groups.prefix(rowsMax).map { group in
            row(group.subject(in: scene.timeline), group.total, group.calls, all, scene, incident)
        }
        let rest = groups.dropFirst(rowsMax)
        if !rest.isEmpty {
            var calls = [Double](repeating: 0, count: scene.grid.count)
            for group in rest {
                for (bin, value) in group.calls.enumerated() { calls[bin] += value }
            }
            let total = all - rows.reduce(0) { $0 + $1.calls }
            rows.append(row(nil, total, calls, all, scene, incident))
        }
        return rows
    }

    private static func row(
        _ subject: Subject?,
        _ total: Int,
        _ calls: [Double],
        _ all: Int,
        _ scene: Scene,
        _ incident: Range<Int>?
    ) -> ProfileRow {
        let before = incident.flatMap { window in
            window.lowerBound > 0 ? scene.rate(calls, over: 0..<window.lowerBound) : nil
        }
        return ProfileRow(
            subject: subject,
            calls: total,
            share: Double(total) / Double(all),
            before: before,
            inside: incident.map { scene.rate(calls, over: $0) }
        )
    }
}

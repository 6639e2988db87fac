// What is compared of databases: how often each kind of statement is sent, and how long it takes.

import Summarizing

/// Measures of database logs.
enum StatementMeasures {
    /// A difference that nobody notices.
    private static let differenceMin = 0.001

    static func all(in sides: ComparedSides) -> [Measured] {
        guard !sides.before.timeline.statements.records.isEmpty,
            !sides.after.timeline.statements.records.isEmpty
        else { return [] }
        let records = sides.map { scene in
            Dictionary(grouping: scene.timeline.statements.records) {
                scene.timeline.statements.kinds[Int($0.kind)]
            }
        }
        let kinds = Set(records.before.keys).union(records.after.keys).sorted {
            ($0.table, $0.verb, $0.fingerprint, $0.columns)
                < ($1.table, $1.verb, $1.fingerprint, $1.columns)
        }
        let loads = sides.loads
        return kinds.flatMap { kind -> [Measured] in
            let own = (before: records.before[kind] ?? [], after: records.after[kind] ?? [])
            let name: Sentence =
                "\(LogText.command(kind.verb)) on \(LogText.table(kind.table))"
            let evidence = [
                evidence(own.before, name, sides.before), evidence(own.after, name, sides.after),
            ].compactMap { $0 }
            let rate = Measured.rate(
                name,
                (counts(own.before, sides.before), counts(own.after, sides.after)),
                loads: loads,
                .statements,
                per: sides.load.words,
                evidence
            )
            return (rate.map { [$0] } ?? [])
                + Measured.durations(
                    "Time of \(name)",
                    (
                        sides.before.valuesByBlock(timed(own.before)),
                        sides.after.valuesByBlock(timed(own.after))
                    ),
                    leastDifference: differenceMin,
                    evidence
                )
        }
    }

    private static func counts(_ records: [StatementRecord], _ scene: Scene) -> [Double] {
        scene.valuesByBlock(records.map { ($0.time, 1) }).map { Double($0.count) }
    }

    private static func timed(_ records: [StatementRecord]) -> [(time: Int64, value: Double)] {
        records.compactMap { record in
            record.durationMilliseconds.map { (record.time, $0 / 1e3) }
        }
    }

    private static func evidence(_ records: [StatementRecord], _ name: Sentence, _ scene: Scene)
        -> Evidence?
    {
        guard let first = records.first, let last = records.last else { return nil }
        return scene.evidence(
            from: first.firstMark,
            to: last.lastMark,
            at: first.time,
            "\(records.count, .statements): \(name)"
        )
    }
}

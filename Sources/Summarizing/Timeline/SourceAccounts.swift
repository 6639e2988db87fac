// The account of every source: what was read of it and how its clock was corrected.

import Parsing

extension Timeline {
    /// Makes the accounts, in the order of the sources.
    static func accounts(
        _ summary: ShardSummary,
        _ facts: [SourceFacts],
        _ zones: ZoneCorrection,
        _ alignment: ClockAlignment,
        _ lines: LineTable,
        _ corrections: ClockCorrections
    ) -> [SourceAccount] {
        facts.enumerated().map { source, fact in
            let tally = summary.tallies[source] ?? ShardSummary.Tally()
            var account = SourceAccount(
                path: fact.path,
                format: fact.format,
                recognition: fact.recognition,
                bytes: fact.bytes,
                lines: fact.lines,
                records: tally.records,
                unreadable: tally.unreadable,
                firstUnreadable: tally.firstUnreadable.map {
                    UnreadableLine(line: lines.line(of: $0.line), reason: $0.reason)
                },
                start: tally.first.map { corrections.moved($0, source: source) },
                end: tally.last.map { corrections.moved($0, source: source) },
                clock: clock(source, fact, zones, alignment),
                digests: fact.digests
            )
            account.damage = fact.damage
            account.cutLines = fact.cutLines
            return account
        }
    }

    private static func clock(
        _ source: Int,
        _ fact: SourceFacts,
        _ zones: ZoneCorrection,
        _ alignment: ClockAlignment
    ) -> SourceAccount.Clock {
        let isReference = fact.format == "redis-monitor"
        let matched = alignment.clocks[source]
        return SourceAccount.Clock(
            zone: zones.names[source] ?? "UTC",
            zoneFrom: zones.origins[source] ?? "written",
            zonePairs: zones.pairs[source] ?? 0,
            offsetSeconds: matched?.offsetSeconds ?? 0,
            uncertaintySeconds: isReference
                ? 0 : matched?.uncertaintySeconds ?? ClockAlignment.assumedUncertaintySeconds,
            method: isReference ? .reference : matched?.method ?? .assumed,
            pairs: matched?.pairs ?? 0,
            drift: matched?.drift,
            refusal: alignment.refusals[source]
        )
    }
}

// A whole summary that comes out of a partial.

extension ShardSummary: Restorable {
    mutating func restore() throws {
        let isSound = tallies.allSatisfy { source, tally in
            source == 0 && Self.counts.contains(tally.records)
                && Self.counts.contains(tally.unreadable)
                && Self.counts.contains(tally.truncatedLines)
        }
        let rows = [slowlog.count, context.count, snapshots.count, clients.count, events.count]
        guard isSound, rows.allSatisfy({ $0 <= Self.rowsMax }),
            redis.heartbeats.count <= Heartbeat.countMax
        else { throw PartialDamage("the counts of lines contradict each other") }
    }

    /// Lines of one run; more than any disk holds, and far from overflow.
    private static var counts: ClosedRange<Int> { 0...(1 << 52) }
}

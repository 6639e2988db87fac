// From the marks of one piece of a source to the marks of a run in which it is one of many.

import Parsing

/// Moves marks to another source and to later shards.
///
/// A piece is scanned as source 0, its shards counted from 0.
package struct MarkShift: Sendable {
    /// The source that the marks shall have.
    package let source: Int
    /// The shards of the same source that come before.
    package let shards: Int

    /// Makes a shift.
    package init(source: Int, shards: Int) {
        self.source = source
        self.shards = shards
    }

    /// The mark in the run.
    package func callAsFunction(_ mark: Int) -> Int {
        let place = LineMark.base(source: 0, shard: LineMark.shard(of: mark) + shards)
        return LineMark.base(source: source, shard: 0) | place | LineMark.line(of: mark)
    }
}

extension ShardSummary {
    /// Moves every mark of a piece.
    package mutating func shift(_ shift: MarkShift) {
        redis.shift(shift)
        jobs.shift(shift)
        statements.shift(shift)
        requests.shift(shift)
        metrics.shift(shift)
        spans.shift(shift)
        for index in slowlog.indices {
            slowlog[index].firstLine = shift(slowlog[index].firstLine)
            slowlog[index].lastLine = shift(slowlog[index].lastLine)
        }
        for index in context.indices { context[index].line = shift(context[index].line) }
        for index in snapshots.indices { snapshots[index].shift(shift) }
        for index in clients.indices { clients[index].line = shift(clients[index].line) }
        for index in events.indices { events[index].line = shift(events[index].line) }
        // A piece is of one source, so it has one tally.
        tallies = tallies.first.map { [shift.source: $0.value.shifted(shift)] } ?? [:]
    }
}

extension ShardSummary.Tally {
    fileprivate func shifted(_ shift: MarkShift) -> ShardSummary.Tally {
        var tally = self
        tally.firstUnreadable = firstUnreadable.map {
            UnreadableLine(line: shift($0.line), reason: $0.reason)
        }
        return tally
    }
}

extension ServerSnapshot {
    fileprivate mutating func shift(_ shift: MarkShift) {
        line = shift(line)
        fields = fields.mapValues { Field(value: $0.value, line: shift($0.line)) }
    }
}

// Moving every row of a run onto the report's clock.

import Parsing

extension ShardSummary {
    /// Adds each source's correction to its rows.
    ///
    /// Jobs are moved when they are joined.
    mutating func apply(_ offsets: [Int: Int64]) {
        func moved(_ time: Timestamp, _ mark: Int) -> Timestamp {
            let offset = offsets[LineMark.source(of: mark)] ?? 0
            return Timestamp(microseconds: time.microseconds &+ offset)
        }
        for index in slowlog.indices {
            slowlog[index].end = moved(slowlog[index].end, slowlog[index].firstLine)
        }
        for index in context.indices {
            context[index].time = moved(context[index].time, context[index].line)
        }
        for index in snapshots.indices {
            snapshots[index].time = snapshots[index].time.map { moved($0, snapshots[index].line) }
        }
        for index in events.indices {
            events[index].time = moved(events[index].time, events[index].line)
        }
        statements.move(by: offsets)
        requests.move(by: offsets)
        metrics.move(by: offsets)
        spans.move(by: offsets)
    }
}

extension StatementLog {
    fileprivate mutating func move(by offsets: [Int: Int64]) {
        guard !offsets.isEmpty else { return }
        for index in records.indices {
            records[index].time &+= offsets[LineMark.source(of: records[index].firstMark)] ?? 0
        }
    }
}

extension RequestLog {
    fileprivate mutating func move(by offsets: [Int: Int64]) {
        guard !offsets.isEmpty else { return }
        for index in records.indices {
            records[index].start &+= offsets[LineMark.source(of: records[index].firstMark)] ?? 0
        }
    }
}

extension SpanLog {
    fileprivate mutating func move(by offsets: [Int: Int64]) {
        guard !offsets.isEmpty else { return }
        for index in records.indices {
            records[index].start &+= offsets[LineMark.source(of: records[index].mark)] ?? 0
        }
    }
}

extension MetricLog {
    fileprivate mutating func move(by offsets: [Int: Int64]) {
        for number in series.indices {
            guard let offset = offsets[series[number].source] else { continue }
            for index in series[number].times.indices { series[number].times[index] &+= offset }
        }
    }
}

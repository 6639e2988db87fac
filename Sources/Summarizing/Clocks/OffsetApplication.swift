// Moving every row of a run onto the report's clock.

import Parsing

extension ShardSummary {
    /// Adds each source's correction to its rows.
    ///
    /// Jobs are moved when they are joined.
    mutating func apply(_ corrections: ClockCorrections) {
        guard !corrections.isEmpty else { return }
        func moved(_ time: Timestamp, _ mark: Int) -> Timestamp {
            corrections.moved(time, source: LineMark.source(of: mark))
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
        statements.move(by: corrections)
        requests.move(by: corrections)
        metrics.move(by: corrections)
        spans.move(by: corrections)
    }
}

extension StatementLog {
    fileprivate mutating func move(by corrections: ClockCorrections) {
        for index in records.indices {
            let source = LineMark.source(of: records[index].firstMark)
            records[index].time = corrections.moved(records[index].time, source: source)
        }
    }
}

extension RequestLog {
    fileprivate mutating func move(by corrections: ClockCorrections) {
        for index in records.indices {
            let source = LineMark.source(of: records[index].firstMark)
            records[index].start = corrections.moved(records[index].start, source: source)
        }
    }
}

extension SpanLog {
    fileprivate mutating func move(by corrections: ClockCorrections) {
        for index in records.indices {
            let source = LineMark.source(of: records[index].mark)
            records[index].start = corrections.moved(records[index].start, source: source)
        }
    }
}

extension MetricLog {
    fileprivate mutating func move(by corrections: ClockCorrections) {
        for number in series.indices {
            let source = series[number].source
            for index in series[number].times.indices {
                series[number].times[index] = corrections.moved(
                    series[number].times[index],
                    source: source
                )
            }
        }
    }
}

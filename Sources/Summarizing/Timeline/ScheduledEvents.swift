// Schedules as events: what a crontab starts within the span that the other files cover.

import Parsing

extension ShardSummary {
    /// A schedule that starts more often says nothing about any of its starts.
    private static let startsMax = 100
    /// Beyond it a report would be a list of schedules.
    private static let eventsMax = 2_000

    /// The starts of every schedule within a span, on the report's clock; a drift is taken as it is at its beginning.
    func scheduled(in span: ClosedRange<Timestamp>, _ corrections: ClockCorrections)
        -> [ContextEvent]
    {
        var events: [ContextEvent] = []
        for schedule in schedules {
            let source = LineMark.source(of: schedule.line)
            let begin = span.lowerBound.microseconds
            let offset = corrections.moved(begin, source: source) &- begin
            func moved(_ time: Timestamp, by microseconds: Int64) -> Timestamp {
                Timestamp(microseconds: time.microseconds &+ microseconds)
            }
            let low = moved(span.lowerBound, by: -offset)
            let high = moved(span.upperBound, by: -offset)
            guard low <= high else { continue }
            for start in schedule.starts(in: low...high, countMax: Self.startsMax) {
                guard events.count < Self.eventsMax else { return events }
                events.append(
                    ContextEvent(
                        line: schedule.line,
                        time: moved(start, by: offset),
                        kind: .cron,
                        text: schedule.text,
                        service: ""
                    )
                )
            }
        }
        return events
    }
}

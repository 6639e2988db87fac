// The account of each queue before and inside a backlog, and which of its four stories it is.

import Diagnosing

extension Composition {
    /// Queues shown.
    private static let queuesMax = 4
    /// Fewer values before the start are no comparison.
    private static let valuesMin = 5

    /// The series of one queue.
    private struct QueueSeries {
        let queue: String
        var series: [Series: Track] = [:]
    }

    private enum Series {
        case arrivals, starts, depth, oldestJob
    }

    /// The table and its story, for a backlog whose queues have series.
    mutating func queueAccount() -> [Block] {
        guard let incident = diagnosis.incidents.first(where: { $0.kind == .queueBacklog }) else {
            return []
        }
        let queues = queueSeries().prefix(Self.queuesMax)
        guard !queues.isEmpty else { return [] }
        var rows: [[[Inline]]] = []
        for queue in queues {
            guard let arrivals = queue.series[.arrivals] else { continue }
            let spans = spans(incident, Array(queues), arrivals.values.count)
            let cells = [
                change(arrivals, spans.before, spans.growth, Self.mean),
                change(queue.series[.starts], spans.before, spans.growth, Self.mean),
                change(queue.series[.depth], spans.before, spans.whole, Self.top),
                change(queue.series[.oldestJob], spans.before, spans.whole, Self.top),
            ]
            guard !cells[0].isEmpty else { continue }
            rows.append([[.code(phrasing.redactor.quoted(.queue(queue.queue)))]] + cells)
        }
        guard !rows.isEmpty else { return [] }
        let columns: [Table.Column] = [
            .text("Queue"), .number("Arrived"), .number("Started"), .number("Deepest"),
            .number("Longest wait"),
        ]
        return [
            .heading([.words("The queues, before → while the backlog grew")]),
            .table(Table(columns, rows: rows)), .paragraph([.words(story(incident))]),
        ]
    }

    private func queueSeries() -> [QueueSeries] {
        var found: [QueueSeries] = []
        for track in diagnosis.tracks {
            guard let (queue, series) = Self.place(of: track) else { continue }
            if found.last?.queue != queue { found.append(QueueSeries(queue: queue)) }
            found[found.count - 1].series[series] = track
        }
        return found
    }

    private static func place(of track: Track) -> (queue: String, series: Series)? {
        switch track.role {
        case .arrivals(let queue): (queue, .arrivals)
        case .starts(let queue): (queue, .starts)
        case .depth(let queue): (queue, .depth)
        case .oldestJob(let queue): (queue, .oldestJob)
        case .jobTime, .commands, .wastedWrites, .roundTrip, .metric: nil
        }
    }

    private func change(
        _ track: Track?,
        _ before: Range<Int>,
        _ inside: Range<Int>,
        _ summary: (ArraySlice<Double?>) -> Double?
    ) -> [Inline] {
        guard let track, inside.upperBound <= track.values.count,
            let now = summary(track.values[inside])
        else { return [] }
        let value = QuantityText.text(Quantity(now, track.unit))
        guard before.count >= Self.valuesMin, let usual = summary(track.values[before]) else {
            return [.words(value)]
        }
        return [.words("\(usualText(usual, track.unit, value)) → \(value)")]
    }

    /// A value without its unit where the other side of the arrow names the same one.
    private func usualText(_ usual: Double, _ unit: Quantity.Unit, _ value: String) -> String {
        let text = QuantityText.text(Quantity(usual, unit))
        let parts = text.split(separator: " ")
        let isShared = parts.count == 2 && value.split(separator: " ").last == parts[1]
        return isShared || usual == 0 ? String(parts.first ?? "") : text
    }

    /// The bins before an incident, those in which its deepest queue grew, and all of it.
    private func spans(_ incident: Incident, _ queues: [QueueSeries], _ count: Int) -> (
        before: Range<Int>, growth: Range<Int>, whole: Range<Int>
    ) {
        let step = Double(max(1, diagnosis.trackStepSeconds))
        let origin = diagnosis.trackStart.seconds
        let start = min(max(0, (incident.start.seconds - origin) / step), Double(count))
        let end = incident.end.map { ($0.seconds - origin) / step } ?? Double(count)
        let low = Int(start)
        let high = Int(min(max(start, end), Double(count)).rounded(.up))
        let depths = queues.compactMap { $0.series[.depth]?.values }
        var peak = (bin: high - 1, depth: 0.0)
        for values in depths where values.count >= high {
            for bin in low..<high where (values[bin] ?? 0) > peak.depth {
                peak = (bin, values[bin] ?? 0)
            }
        }
        return (0..<low, low..<max(low, min(high, peak.bin + 1)), low..<high)
    }

    private static func mean(_ values: ArraySlice<Double?>) -> Double? {
        // Captures often begin before the traffic does.
        let known = values.compactMap { $0 }.filter(\.isFinite).drop { $0 == 0 }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    private static func top(_ values: ArraySlice<Double?>) -> Double? {
        values.compactMap { $0 }.filter(\.isFinite).max()
    }

    /// Which of the four stories the leading explanation tells.
    private func story(_ incident: Incident) -> String {
        let stories: [(cause: Finding.Kind, name: String)] = [
            (.arrivalsUp, "more work arrived"), (.serviceSlower, "each job took longer"),
            (.workersLost, "workers were lost"),
            (.headOfLineBlocking, "long jobs stood before short ones"),
        ]
        let leader = incident.hypotheses.first?.cause
        let told = stories.first { $0.cause == leader }
        let rival = stories.first { $0.cause == incident.hypotheses.dropFirst().first?.cause }
        if let told, let rival, shape == .twoCandidates {
            return
                "Of the four stories of a backlog two fit equally well: \(told.name); \(rival.name)."
        }
        guard let told else {
            return
                "A backlog has four plain stories: more work, slower jobs, lost workers, long jobs before short ones. The leading explanation lies outside of them."
        }
        let others = stories.filter { $0.cause != told.cause }.map(\.name)
        return
            "Of the four stories of a backlog this is: \(told.name). The others (\(others.joined(separator: "; "))) do not lead here."
    }
}

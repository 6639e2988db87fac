// The shared timeline: which series stand in it, in which order, and what it says in words.

import Diagnosing

extension Composition {
    /// A metric that moved less than this many times its own noise did not move.
    private static let shiftMin = 3.0
    /// Metrics beside the account of a queue, and without one.
    private static let metricsMax = (withQueue: 2, alone: 4)
    /// More events are left to the table.
    private static let eventsMax = 8
    private static let wordsMax = 80

    /// A panel of the figure and the tracks in it.
    private struct Lane {
        let name: String
        var names: [String] = []
        let tracks: [Track]
        var threshold: TimelineChart.Threshold?
    }

    /// The figure with its bars of text, or nothing when no series moved.
    mutating func timelineFigure() -> Block? {
        let lanes = Array(lanes().prefix(TimelineChart.panelsMax))
        guard !lanes.isEmpty, let incident = diagnosis.incidents.first,
            let bars = bars(lanes.flatMap(\.tracks))
        else { return nil }
        var panels: [TimelineChart.Panel] = []
        for lane in lanes { panels.append(panel(lane)) }
        let window = window(of: incident)
        let chart = TimelineChart(
            heading: ChartHeading(
                title: PlainText.text(Clip.clipped(phrasing.inlines(incident.title), words: 16)),
                subtitle: "\(lanes.count) signals on one clock, \(binText()), all times UTC."
            ),
            start: diagnosis.trackStart.seconds,
            step: Double(max(1, diagnosis.trackStepSeconds)),
            panels: panels,
            events: letteredEvents(),
            window: window,
            windowName:
                "shaded: the incident, \(phrasing.text(from: incident.start, to: incident.end))"
        )
        return .figure(
            Figure(
                chart: .timeline(chart),
                alternative: spoken(lanes, incident),
                equivalent: [bars]
            )
        )
    }

    /// `1-second bins`.
    func binText() -> String {
        "bins of \(DurationText.text(Double(max(1, diagnosis.trackStepSeconds))))"
    }

    /// The incident as seconds since the epoch, within the capture.
    func window(of incident: Incident) -> ClosedRange<Double> {
        let start = incident.start.seconds
        return start...max(start, (incident.end ?? diagnosis.end).seconds)
    }

    /// The events that the table gives letters, the most telling ones.
    mutating func letteredEvents() -> [LetteredEvent] {
        lettered().prefix(Self.eventsMax).map { letter, judged in
            LetteredEvent(
                letter: letter,
                label: phrasing.redactor.quoted(.event(judged.event.text)).text,
                time: judged.event.time.seconds
            )
        }
    }

    /// The queue that the first incident is about, where it is about one.
    func sufferingQueue() -> String? {
        guard let incident = diagnosis.incidents.first else { return nil }
        let own = diagnosis.findings.first { $0.title == incident.title }?.subject.queue
        let named = incident.title.pieces.compactMap { piece -> String? in
            if case .name(.queue(let queue)) = piece { queue } else { nil }
        }
        return own ?? named.first
    }

    private func track(_ role: Track.Role) -> Track? {
        diagnosis.tracks.first { $0.role == role && $0.values.contains { ($0 ?? 0) > 0 } }
    }

    /// Demand first, then what waits, then the resource, then the time of service.
    private func lanes() -> [Lane] {
        var lanes: [Lane] = []
        let queue = sufferingQueue()
        if let queue {
            let flow = [track(.arrivals(queue: queue)), track(.starts(queue: queue))]
            lanes.append(
                Lane(
                    name: "Jobs a second",
                    names: ["arrived", "started"],
                    tracks: flow.compactMap { $0 }
                )
            )
            lanes.append(
                Lane(name: "Queue depth", tracks: [track(.depth(queue: queue))].compactMap { $0 })
            )
            let alert = TimelineChart.Threshold(
                value: Self.waitSecondsMax,
                name: "worth an alert"
            )
            lanes.append(
                Lane(
                    name: "Oldest job",
                    tracks: [track(.oldestJob(queue: queue))].compactMap { $0 },
                    threshold: alert
                )
            )
        } else {
            let commands = [track(.commands)].compactMap { $0 }
            lanes.append(Lane(name: "Redis commands", tracks: commands))
            lanes.append(
                Lane(name: "Writes of no use", tracks: [track(.wastedWrites)].compactMap { $0 })
            )
            lanes.append(
                Lane(name: "Round trip", tracks: [track(.roundTrip)].compactMap { $0 })
            )
        }
        lanes += metrics(queue == nil ? Self.metricsMax.alone : Self.metricsMax.withQueue)
        if let queue {
            lanes.append(
                Lane(
                    name: "Job time",
                    tracks: [track(.jobTime(queue: queue))].compactMap { $0 }
                )
            )
        }
        return lanes.filter { !$0.tracks.isEmpty }
    }

    /// The metrics that moved most; the depth of a queue is there already.
    private func metrics(_ countMax: Int) -> [Lane] {
        let moved = diagnosis.tracks.enumerated().filter { _, track in
            guard case .metric(let name) = track.role else { return false }
            return track.shift >= Self.shiftMin && !name.hasPrefix("depth:")
        }
        return moved.sorted { left, right in
            (right.element.shift, left.offset) < (left.element.shift, right.offset)
        }.prefix(countMax).map { Lane(name: "Metric", tracks: [$0.element]) }
    }

    private mutating func panel(_ lane: Lane) -> TimelineChart.Panel {
        let first = lane.tracks[0]
        let series = lane.tracks.enumerated().map { index, track in
            TimelineChart.Series(
                name: index < lane.names.count ? lane.names[index] : "",
                values: track.values
            )
        }
        return TimelineChart.Panel(
            name: name(of: lane),
            note: note(of: first),
            unit: first.unit,
            series: series,
            threshold: lane.threshold
        )
    }

    private mutating func name(of lane: Lane) -> String {
        guard case .metric(let name) = lane.tracks[0].role else { return lane.name }
        return phrasing.redactor.quoted(.metric(name)).text
    }

    private mutating func note(of track: Track) -> String {
        switch track.role {
        case .arrivals(let queue), .starts(let queue), .depth(let queue), .oldestJob(let queue):
            phrasing.redactor.quoted(.queue(queue)).text
        case .jobTime: "median of a bin"
        case .metric: phrasing.redactor.quoted(.file(track.source)).text
        case .commands: "all clients"
        case .wastedWrites: "same value, unread"
        case .roundTrip: "seen by workers"
        }
    }

    /// Shape and numbers: when it was, and where each series had its peak.
    private mutating func spoken(_ lanes: [Lane], _ incident: Incident) -> [Inline] {
        let count = lanes.count == 1 ? "One chart" : "\(lanes.count) charts"
        let span = phrasing.text(from: diagnosis.start, to: diagnosis.end)
        let shaded = phrasing.text(from: incident.start, to: incident.end)
        var line: [Inline] = [
            .words("\(count) on one time axis, \(span) UTC; the incident is shaded, \(shaded).")
        ]
        for track in lanes.flatMap(\.tracks) {
            guard let index = TimelineChart.peakIndex(track.values), let value = track.values[index]
            else { continue }
            let moment = diagnosis.trackStart.advanced(
                bySeconds: Double(index * max(1, diagnosis.trackStepSeconds))
            )
            let peak = QuantityText.text(Quantity(value, track.unit))
            let sentence =
                [.words(" ")] + phrasing.inlines(track.name)
                + [.words(": highest \(peak) at \(phrasing.text(moment)).")]
            guard Clip.spokenWords(line + sentence) <= Self.wordsMax else { break }
            line += sentence
        }
        return line
    }
}

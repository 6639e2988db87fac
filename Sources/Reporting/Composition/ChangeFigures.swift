// The figures of what changed: who moved first, who sent more, and what became of the writes.

import Diagnosing

extension Composition {
    /// Rows of these figures.
    private static let moversMax = 10
    private static let differencesMax = 6
    /// Onsets long before or after the incident are about something else.
    private static let aroundSecondsMax = 120.0
    /// Without such a finding the waste is housekeeping of a library.
    private static let writeKinds: [Finding.Kind] = [
        .deadWrites, .noOpWrites, .deleteChurn, .expireFlapping,
    ]

    /// Onsets as intervals on one axis; nothing where there is nothing to compare.
    mutating func moversFigure() -> Block? {
        guard let incident = diagnosis.incidents.first else { return nil }
        let start = incident.start.seconds
        var rows = movers(incident).filter { abs($0.time - start) <= Self.aroundSecondsMax }
        guard rows.count > 1 else { return nil }
        rows = rows.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
        let chart = FirstMoversChart(
            heading: ChartHeading(
                title: firstMover(incident),
                subtitle:
                    "Bars: the interval in which each change began. Diamonds: events, as written. Orders within a bar are not claimed."
            ),
            rows: Array(rows.prefix(Self.moversMax)),
            impact: start
        )
        return .figure(
            Figure(
                chart: .firstMovers(chart),
                alternative: [
                    .words(
                        "Onsets on one time axis around \(phrasing.text(incident.start)) UTC, each as the interval in which it lies. \(firstMover(incident)). \(rows.count) events and changes are shown, the impact among them; the table of section "
                    ), .section(.timeline), .words(" has their times."),
                ]
            )
        )
    }

    private mutating func movers(_ incident: Incident) -> [FirstMoversChart.Row] {
        var rows = letteredEvents().map { event in
            FirstMoversChart.Row(
                name: "\(event.letter)  \(event.label)",
                time: event.time,
                uncertainty: 0,
                kind: .event
            )
        }
        for (offset, finding) in phrasing.index.findings.prefix(budget.findings).enumerated()
        where !finding.isChronic && finding.title != incident.title {
            rows.append(
                FirstMoversChart.Row(
                    name: "F\(offset + 1)  \(KindWords.words(finding.kind))",
                    time: finding.start.seconds,
                    uncertainty: Self.bounded(finding.startUncertaintySeconds),
                    kind: .finding
                )
            )
        }
        rows.append(
            FirstMoversChart.Row(
                name: "Impact starts",
                time: incident.start.seconds,
                uncertainty: Self.bounded(incident.startUncertaintySeconds),
                kind: .impact
            )
        )
        return rows
    }

    private static func bounded(_ seconds: Double) -> Double {
        seconds.isFinite ? min(max(seconds, 0), aroundSecondsMax) : 0
    }

    private func firstMover(_ incident: Incident) -> String {
        let causes = phrasing.index.findings.filter {
            !$0.isChronic && $0.kind.mayBeCause && $0.title != incident.title
        }
        guard let first = causes.min(by: { $0.start < $1.start }) else {
            return "Nothing that was found moved before the impact"
        }
        let lead = incident.start.seconds - first.start.seconds
        let slack = first.startUncertaintySeconds + incident.startUncertaintySeconds
        let name = KindWords.words(first.kind)
        guard lead > slack else {
            return "\(name): together with the impact, as far as clocks tell"
        }
        return "\(name): \(DurationText.text(lead)) before the impact"
    }

    /// Shares before and inside, as bars; the table beside it has the same numbers.
    mutating func differencesFigure() -> Block? {
        let moved = diagnosis.differences.filter(Self.hasMoved).prefix(Self.differencesMax)
        var rows: [DifferencesChart.Row] = []
        for difference in moved {
            rows.append(
                DifferencesChart.Row(
                    name: PlainText.text(
                        Clip.clipped(phrasing.inlines(Self.what(difference.subject)), words: 8)
                    ),
                    before: difference.before,
                    inside: difference.inside,
                    beforeText: QuantityText.text(Quantity(difference.before, .share)),
                    insideText: QuantityText.text(Quantity(difference.inside, .share))
                )
            )
        }
        guard let first = rows.first, let subject = moved.first?.subject else { return nil }
        let change = "from \(first.beforeText) to \(first.insideText) of all commands"
        let chart = DifferencesChart(
            heading: ChartHeading(
                title: "\(first.name): \(change)",
                subtitle:
                    "Share of all commands before and inside the incident, the largest changes."
            ),
            rows: rows
        )
        return .figure(
            Figure(
                chart: .differences(chart),
                alternative: [
                    .words(
                        "Pairs of bars: shares of all commands before and inside the incident, \(rows.count) subjects, the largest change first. "
                    )
                ] + Clip.clipped(phrasing.inlines(Self.what(subject)), words: 12) + [
                    .words(" went \(change). The table beside it has all numbers.")
                ]
            )
        )
    }

    /// A subject without its senders, whose labels mean nothing in a picture; they alone where it has nothing else.
    private static func what(_ subject: Subject) -> Subject {
        guard subject.command != nil || subject.keyPattern != nil else { return subject }
        return Subject(
            command: subject.command,
            keyPattern: subject.keyPattern,
            queue: subject.queue
        )
    }

    /// Writes by what became of them, over time, where a part of them was of no use.
    mutating func writesFigure() -> Block? {
        let isAbout = diagnosis.findings.contains { Self.writeKinds.contains($0.kind) }
        guard let fates = diagnosis.writeFates, isAbout else { return nil }
        let wasted = [
            ("same value", fates.sameValue), ("overwritten unread", fates.overwrittenUnread),
            ("deleted unread", fates.deletedUnread), ("expiry only", fates.expiryChurn),
        ].map { (name: $0.0, values: $0.1, sum: $0.1.reduce(0, +)) }
        let useful = fates.useful.reduce(0, +)
        let unknown = fates.unknown.reduce(0, +)
        let lost = wasted.reduce(0) { $0 + $1.sum }
        let total = useful + unknown + lost
        guard total > 0, total.isFinite else { return nil }
        let percent = { (sum: Double) in QuantityText.text(Quantity(sum / total, .share)) }
        var layers = [
            WriteFatesChart.Layer(
                name: "useful",
                shareText: percent(useful),
                kind: .useful,
                values: fates.useful
            ),
            WriteFatesChart.Layer(
                name: "not known",
                shareText: percent(unknown),
                kind: .unknown,
                values: fates.unknown
            ),
        ]
        for (place, fate) in wasted.sorted(by: { $0.sum > $1.sum }).filter({ $0.sum > 0 })
            .enumerated()
        {
            layers.append(
                WriteFatesChart.Layer(
                    name: fate.name,
                    shareText: percent(fate.sum),
                    kind: .wasted(place),
                    values: fate.values
                )
            )
        }
        return .figure(writes(layers, "\(percent(lost)) of all writes were of no use"))
    }

    private mutating func writes(_ layers: [WriteFatesChart.Layer], _ title: String) -> Figure {
        let shares = layers.map { "\($0.name) \($0.shareText)" }.joined(separator: ", ")
        let chart = WriteFatesChart(
            heading: ChartHeading(
                title: title,
                subtitle: "Writes a second by what became of them, \(binText()), all times UTC."
            ),
            start: diagnosis.trackStart.seconds,
            step: Double(max(1, diagnosis.trackStepSeconds)),
            layers: layers,
            events: letteredEvents(),
            window: diagnosis.incidents.first.map { window(of: $0) }
        )
        return Figure(
            chart: .writeFates(chart),
            alternative: [
                .words(
                    "Stacked area of writes a second by what became of them, \(phrasing.text(from: diagnosis.start, to: diagnosis.end)) UTC. \(title): \(shares) of all writes. The table beside it has them by key."
                )
            ]
        )
    }
}

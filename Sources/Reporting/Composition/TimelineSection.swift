// Section 3: the order of events, first as bars of text, then as a table.

import Diagnosing

extension Composition {
    /// A row of the timeline before it is cut.
    private struct TimelineRow {
        /// What sort of thing happened, and how early it is dropped when space is short.
        enum Kind: String {
            case change, business, signal, impact, detection, response, recovery, event

            var dropOrder: Int {
                switch self {
                case .impact, .recovery: 0
                case .change, .response, .detection: 1
                case .business: 2
                case .signal: 3
                case .event: 4
                }
            }
        }

        let time: Timestamp
        let kind: Kind
        let what: [Inline]
        let source: [Inline]
        var letter = ""
        var dropOrder: Int
    }

    /// The figure, the table and the gaps between its rows.
    mutating func timelineSection() -> Section {
        let all = rows()
        let kept = all.enumerated()
            .sorted { ($0.element.dropOrder, $0.offset) < ($1.element.dropOrder, $1.offset) }
            .prefix(budget.timelineRows)
        let shown = kept.map(\.element).enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        let cells = shown.map { row in
            [
                [.words(phrasing.text(row.time))], [.words(row.letter)], row.what,
                [.words(row.kind.rawValue)], row.source,
            ] as [[Inline]]
        }
        let table = Table(
            [.text("UTC"), .text(""), .text("What happened"), .text("Kind"), .text("Source")],
            rows: cells
        )
        var blocks: [Block] = [figure(), .table(table)].compactMap { $0 }
        let rest = all.count - shown.count
        if rest > 0 { blocks.append(.paragraph(remainder(rest))) }
        if let gaps = derivedGaps() { blocks.append(.paragraph([.words(gaps)])) }
        return Section(.timeline, blocks)
    }

    private mutating func rows() -> [TimelineRow] {
        var rows: [TimelineRow] = []
        for incident in diagnosis.incidents {
            let impact: [Inline] =
                [.strong([.words("Impact starts.")]), .words(" ")] + cell(incident.title)
            rows.append(
                TimelineRow(
                    time: incident.start,
                    kind: .impact,
                    what: impact,
                    source: [],
                    dropOrder: 0
                )
            )
            guard let end = incident.end else { continue }
            let over: [Inline] = [.strong([.words("Impact over.")])]
            rows.append(
                TimelineRow(time: end, kind: .recovery, what: over, source: [], dropOrder: 0)
            )
        }
        rows += contextRows()
        for (offset, finding) in phrasing.index.findings.prefix(budget.findings).enumerated()
        where !finding.isChronic {
            rows.append(
                TimelineRow(
                    time: finding.start,
                    kind: .signal,
                    what: cell(finding.title),
                    source: [.words("F\(offset + 1)")],
                    dropOrder: TimelineRow.Kind.signal.dropOrder
                )
            )
        }
        return rows
    }

    /// Context events with the letters under which the text speaks of them.
    private mutating func contextRows() -> [TimelineRow] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        var used = 0
        var rows: [TimelineRow] = []
        for judged in diagnosis.context.sorted(by: { $0.event.time < $1.event.time }) {
            let kind = kind(judged)
            var what: [Inline] = [.code(phrasing.redactor.quoted(.event(judged.event.text)))]
            what.append(.words(" (\(judged.role.rawValue))"))
            let isUnrelated = judged.role == .unrelated
            var row = TimelineRow(
                time: judged.event.time,
                kind: kind,
                what: what,
                source: [file("\(judged.source):\(judged.event.line)")],
                dropOrder: isUnrelated ? TimelineRow.Kind.event.dropOrder : kind.dropOrder
            )
            if !isUnrelated, used < letters.count {
                row.letter = String(letters[used])
                used += 1
            }
            rows.append(row)
        }
        return rows
    }

    private func kind(_ judged: JudgedEvent) -> TimelineRow.Kind {
        switch judged.event.kind {
        case .deploy: .change
        case .campaign, .cron: .business
        case .signal: .detection
        case .response: .response
        case .other: judged.role == .response ? .response : .event
        }
    }

    /// How long before anybody was told, and what could have told them earlier.
    private func derivedGaps() -> String? {
        guard let incident = diagnosis.incidents.first else { return nil }
        var said: [String] = []
        let alerts = diagnosis.context.filter {
            $0.event.kind == .signal && $0.event.time >= incident.start
        }
        if let alert = alerts.map(\.event.time).min() {
            let late = DurationText.text(alert.seconds - incident.start.seconds)
            said.append("Impact began \(late) before the first alert.")
        }
        let early = phrasing.index.findings.enumerated()
            .filter { !$0.element.isChronic && $0.element.start < incident.start }
            .min { $0.element.start < $1.element.start }
        if let early {
            let lead = DurationText.text(incident.start.seconds - early.element.start.seconds)
            said.append(
                "The earliest usable signal is F\(early.offset + 1), \(lead) before the impact."
            )
        }
        return said.isEmpty ? nil : said.joined(separator: " ")
    }
}

// Section 3: the order of events, first as bars of text, then as a table.

import Diagnosing

extension Composition {
    /// A row of the timeline before it is cut.
    private struct TimelineRow {
        /// What sort of thing happened, and how early it is dropped when space is short.
        enum Kind: String {
            case change, business, event, signal, impact, detection, response, recovery

            /// The order of rows of one second, whose true order nobody knows: what may cause comes first.
            var order: Int {
                switch self {
                case .change: 0
                case .business: 1
                case .event: 2
                case .signal: 3
                case .impact: 4
                case .detection: 5
                case .response: 6
                case .recovery: 7
                }
            }

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

        /// Dropped before all others; what has a letter in the figure stays longer than signals.
        static let unrelatedDropOrder = 5

        let time: Timestamp
        let kind: Kind
        let what: [Inline]
        let source: [Inline]
        var letter = ""
        var dropOrder: Int

        /// The second as it is shown.
        var second: Double { time.seconds.rounded(.down) }
    }

    /// The figure, the table and the gaps between its rows.
    mutating func timelineSection() -> Section {
        let all = rows()
        let kept = all.enumerated()
            .sorted { ($0.element.dropOrder, $0.offset) < ($1.element.dropOrder, $1.offset) }
            .prefix(budget.timelineRows)
        let shown = kept.map(\.element).enumerated()
            .sorted { left, right in
                (left.element.second, left.element.kind.order, left.offset)
                    < (right.element.second, right.element.kind.order, right.offset)
            }.map(\.element)
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
        var blocks: [Block] = [timelineFigure(), .table(table)].compactMap { $0 }
        let rest = all.count - shown.count
        if rest > 0 { blocks.append(.paragraph(remainder(rest))) }
        if let gaps = derivedGaps() { blocks.append(.paragraph([.words(gaps)])) }
        return Section(.timeline, blocks + onsetBlocks())
    }

    private mutating func rows() -> [TimelineRow] {
        var rows: [TimelineRow] = []
        for incident in diagnosis.incidents {
            let impact: [Inline] =
                [.strong([.words("Impact starts\(name(of: incident)).")]), .words(" ")]
                + cell(incident.title)
            rows.append(
                TimelineRow(
                    time: incident.start,
                    kind: .impact,
                    what: impact,
                    source: source(of: incident),
                    dropOrder: 0
                )
            )
            guard let end = incident.end else { continue }
            let over: [Inline] = [.strong([.words("Impact over\(name(of: incident)).")])]
            rows.append(
                TimelineRow(time: end, kind: .recovery, what: over, source: [], dropOrder: 0)
            )
        }
        rows += contextRows()
        // A finding that names an incident is the row of its impact.
        let titles = diagnosis.incidents.map(\.title)
        for (offset, finding) in phrasing.index.findings.prefix(budget.findings).enumerated()
        where !finding.isChronic && !titles.contains(finding.title) {
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

    /// ` (I2)` where there is more than one incident.
    private func name(of incident: Incident) -> String {
        guard diagnosis.incidents.count > 1 else { return "" }
        return diagnosis.incidents.firstIndex(of: incident).map { " (I\($0 + 1))" } ?? ""
    }

    private func source(of incident: Incident) -> [Inline] {
        let number = phrasing.index.findings.firstIndex { $0.title == incident.title }
        return number.map { [.words("F\($0 + 1)")] } ?? []
    }

    /// Context events with the letters under which the text and the figures speak of them.
    private mutating func contextRows() -> [TimelineRow] {
        let letters = lettered()
        var rows: [TimelineRow] = []
        for judged in diagnosis.context.sorted(by: { $0.event.time < $1.event.time }) {
            let kind = kind(judged)
            var what: [Inline] = [.code(phrasing.redactor.quoted(.event(judged.event.text)))]
            what.append(contentsOf: part(judged))
            var row = TimelineRow(
                time: judged.event.time,
                kind: kind,
                what: what,
                source: [file("\(judged.source):\(judged.event.line)")],
                dropOrder: judged.role == .unrelated
                    ? TimelineRow.unrelatedDropOrder
                    : min(kind.dropOrder, TimelineRow.Kind.business.dropOrder)
            )
            row.letter = letters.first { $0.judged == judged }?.letter ?? ""
            rows.append(row)
        }
        return rows
    }

    /// The events that have to do with an incident, each with its letter, in the order of time.
    func lettered() -> [(letter: String, judged: JudgedEvent)] {
        let related = diagnosis.context.filter { $0.role != .unrelated }
            .sorted { $0.event.time < $1.event.time }
        return zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", related).map { (String($0), $1) }
    }

    /// The part that an event played, where its kind does not say it.
    private func part(_ judged: JudgedEvent) -> [Inline] {
        guard judged.event.kind != .signal else { return [] }
        let rivals = diagnosis.incidents.first.map { self.rivals(of: $0) } ?? []
        if rivals.count > 1, rivals.contains(judged) {
            return [.words(" ("), .strong([.words("possible trigger")]), .words(")")]
        }
        switch judged.role {
        case .trigger: return [.words(" ("), .strong([.words("likely trigger")]), .words(")")]
        case .candidate:
            let number = hypothesisNumber(setOffBy: judged)
            return [
                .words(number.map { " (would be the trigger of H\($0))" } ?? " (close in time)")
            ]
        case .unrelated: return [.words(" (unrelated)")]
        case .response: return []
        }
    }

    /// The explanation that an event would have set off, when it is not the leading one.
    func hypothesisNumber(setOffBy judged: JudgedEvent) -> Int? {
        let all = diagnosis.incidents.flatMap(\.hypotheses)
        return all.firstIndex { $0.trigger?.event == judged.event }.map { $0 + 1 }
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
}

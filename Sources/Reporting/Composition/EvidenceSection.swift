// Section 4: explanations with what speaks for and against them, then the findings.

import Diagnosing

extension Composition {
    /// Explanations shown of an incident.
    private static let hypothesesMax = 5
    /// Incidents explained in full.
    private static let incidentsMax = 3
    private static let itemsMax = 6

    /// Explanations, findings, and the tables they rest on.
    mutating func evidenceSection() -> Section? {
        var blocks: [Block] = []
        for (offset, incident) in diagnosis.incidents.prefix(Self.incidentsMax).enumerated() {
            blocks += explanations(incident, offset)
        }
        for (offset, finding) in phrasing.index.findings.prefix(budget.findings).enumerated() {
            blocks.append(entry(finding, offset + 1))
        }
        let rest = phrasing.index.findings.count - budget.findings
        if rest > 0 {
            blocks.append(.paragraph([.words("Findings: ")] + remainder(rest) + [.words(".")]))
        }
        let tables = [trials(), profile(), ledger(), differences()].flatMap { $0 }
        // A quiet report is half a page: its tables are there for whoever wants to look.
        blocks +=
            shape == .noIncident && !tables.isEmpty
            ? [.details(summary: "Who sent what, and what became of the writes", tables)] : tables
        if let incident = diagnosis.incidents.first { blocks += changeOfMind(incident) }
        guard !blocks.isEmpty else { return nil }
        let isClaiming = !diagnosis.incidents.isEmpty || !diagnosis.findings.isEmpty
        return Section(.evidence, (isClaiming ? [.paragraph(Self.definitions)] : []) + blocks)
    }

    private static let definitions: [Inline] = [
        .strong([.words("How sure?")]),
        .words(
            " Established: counted directly from complete data. Strong: two independent sources agree,"
                + " the timing fits, and a mechanism predicts the size. Moderate: one source, or timing"
                + " only. Hypothesis: fits, not tested."
        ),
    ]

    private mutating func explanations(_ incident: Incident, _ offset: Int) -> [Block] {
        let first = phrasing.index.firstHypothesis[offset]
        var rows: [[[Inline]]] = []
        for (rank, hypothesis) in incident.hypotheses.prefix(Self.hypothesesMax).enumerated() {
            rows.append([
                [.words("H\(first + rank)")], cell(hypothesis.statement),
                [.words(hypothesis.confidence.rawValue)],
                [.words(QuantityText.text(Quantity(hypothesis.weight, .share)))],
                [.words(Self.balance(hypothesis))],
            ])
        }
        let window = phrasing.text(from: incident.start, to: incident.end)
        let heading =
            "I\(offset + 1). Explanations of the \(KindWords.words(incident.kind)), \(window)"
        let table = Table(
            [
                .text("Id"), .text("Explanation"), .text("Confidence"),
                .number("Weight of evidence"), .text("For and against (decibans)"),
            ],
            rows: rows
        )
        var blocks: [Block] = [.heading([.words(heading)]), .table(table)]
        let rest = incident.hypotheses.count - rows.count
        if rest > 0 { blocks.append(.paragraph(remainder(rest))) }
        if offset == 0 {
            if let leader = incident.hypotheses.first { blocks += reasons(leader) }
            if let figure = moversFigure() { blocks.append(figure) }
            blocks += queueAccount() + depthFigure() + jobTimesFigure()
        }
        return blocks
    }

    /// The items as numbers: `came first +6, no event -1`.
    private static func balance(_ hypothesis: Hypothesis) -> String {
        let items = (hypothesis.supporting + hypothesis.opposing).prefix(itemsMax)
        return items.map { item in
            let decibans = DecimalText.text(item.decibans, decimals: 1)
            return "\(KindWords.words(item.item)) \(item.decibans > 0 ? "+" : "")\(decibans)"
        }.joined(separator: ", ")
    }

    private mutating func reasons(_ hypothesis: Hypothesis) -> [Block] {
        var bullets: [[Inline]] = []
        for item in hypothesis.supporting.prefix(budget.reasons) {
            bullets.append(
                [.strong([.words("For")]), .words(" (\(KindWords.words(item.item))): ")]
                    + cell(item.because, item.evidence)
            )
        }
        for item in hypothesis.opposing.prefix(budget.reasons) {
            bullets.append(
                [.strong([.words("Against")]), .words(" (\(KindWords.words(item.item))): ")]
                    + cell(item.because, item.evidence)
            )
        }
        return bullets.isEmpty ? [] : [.bullets(bullets)]
    }

    private mutating func entry(_ finding: Finding, _ number: Int) -> Block {
        .finding(
            FindingEntry(
                number: number,
                start: finding.start.seconds,
                end: (finding.end ?? diagnosis.end).seconds,
                blocks: self.finding(finding, number),
                citations: citations(of: finding.evidence)
            )
        )
    }

    private mutating func finding(_ finding: Finding, _ number: Int) -> [Block] {
        let window =
            finding.isChronic ? "all the time" : phrasing.text(from: finding.start, to: finding.end)
        let heading =
            "F\(number). \(KindWords.words(finding.kind)), \(window) (\(finding.confidence.rawValue))"
        let title = phrasing.inlines(finding.title)
        let explanation = phrasing.inlines(finding.explanation)
        let prose = Clip.clipped(
            [.strong(Phrasing.closed(title)), .words(" ")] + Phrasing.closed(explanation),
            words: budget.findingWords
        )
        let measures = MeasureLines.text(finding.measures, after: phrasing.plain(finding.title))
        let measured: [Inline] = measures.isEmpty ? [] : [.words(" Measured: \(measures).")]
        return [
            .heading([.words(heading)]),
            .paragraph(Phrasing.closed(prose) + measured + phrasing.references(finding.evidence)),
        ]
    }

    private mutating func changeOfMind(_ incident: Incident) -> [Block] {
        var bullets: [[Inline]] = []
        let first = phrasing.index.firstHypothesis.first ?? 1
        var said: [Sentence] = [""]
        for (rank, hypothesis) in incident.hypotheses.prefix(2).enumerated()
        where !said.contains(hypothesis.wouldChangeOurMind) {
            said.append(hypothesis.wouldChangeOurMind)
            bullets.append(
                [.words("H\(first + rank): ")]
                    + Phrasing.closed(cell(hypothesis.wouldChangeOurMind))
            )
        }
        guard !bullets.isEmpty else { return [] }
        return [.heading([.words("What would change our mind")]), .bullets(bullets)]
    }
}

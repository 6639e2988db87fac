// The blocks of a report as elements of a page; the switch is over all of them.

/// Turns blocks and lines into markup.
struct PageBlocks {
    private let sections: [Section.Name: Int]
    private let figures: [String: Int]
    private let kept: KeptText
    private let regions: [KeptText.Region]

    /// Makes the blocks of a report with what people wrote into it.
    init(_ report: Report, _ kept: KeptText) {
        self.kept = kept
        regions = report.regions
        var sections: [Section.Name: Int] = [:]
        for (index, section) in report.sections.enumerated() { sections[section.name] = index + 1 }
        self.sections = sections
        var figures: [String: Int] = [:]
        for (index, figure) in report.figures.enumerated() {
            figures[figure.chart.fileName] = index
        }
        self.figures = figures
    }

    /// The elements of a block.
    func markup(_ block: Block) -> [Markup] {
        switch block {
        case .heading(let text): [.element(.h3, [], line(text))]
        case .paragraph(let text): [.element(.p, [], line(text))]
        case .callout(let text): [.element(.div, [.className: "callout"], line(text))]
        case .table(let table): [self.table(table)]
        case .bullets(let items): [.element(.ul, [], items.map { .element(.li, [], line($0)) })]
        case .numbered(let items): [.element(.ol, [], items.map { .element(.li, [], line($0)) })]
        case .console(let lines): [pre(lines.map { "$ \($0.text)" })]
        case .sparklines(let bars): [pre(SparklineText.lines(bars))]
        case .figure(let figure): [self.figure(figure)]
        case .finding(let finding): [self.finding(finding)]
        case .citations(let citations, _):
            [details(Citation.summary(citations.count), [index(citations)])]
        case .keep(let region, let blocks):
            kept.text(of: region).map { [written($0)] } ?? blocks.flatMap(markup)
        case .details(let summary, let blocks): [details(summary, blocks.flatMap(markup))]
        }
    }

    /// The elements of a line.
    func line(_ inlines: [Inline]) -> [Markup] {
        inlines.flatMap { inline -> [Markup] in
            switch inline {
            case .words(let words): return Self.words(words)
            case .code(let quoted):
                let shown = VisibleText.neutralised(quoted.text)
                let cut = VisibleText.truncated(shown, charactersMax: MarkdownText.charactersMax)
                return [.element(.code, [], [.text(cut.isEmpty ? "(empty)" : cut)])]
            case .strong(let inner): return [.element(.strong, [], line(inner))]
            case .evidence(let number):
                return [
                    .element(
                        .a,
                        [.className: "cite", .href: .anchor("e", [number])],
                        [.text("E\(number)")]
                    )
                ]
            case .section(let name):
                guard let number = sections[name] else {
                    return [.element(.code, [], [.text("report.json")])]
                }
                return [
                    .element(
                        .a,
                        [.href: .anchor("section", [number])],
                        [.text("section \(number)")]
                    )
                ]
            }
        }
    }

    /// Words of the source; what stands between backticks is something to type.
    private static func words(_ text: String) -> [Markup] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        guard parts.count % 2 == 1 else { return [.text(text)] }
        return parts.enumerated().filter { !$0.element.isEmpty }.map { index, part in
            index % 2 == 0 ? .text(part) : .element(.code, [], [.text(part)])
        }
    }

    /// What people wrote below the report, and in regions that this report lacks; nothing where they did not.
    var amendments: [Markup] {
        let homeless = KeptText.Region.allCases.filter { !regions.contains($0) }
        let texts = [kept.amendmentsText] + homeless.map(kept.text)
        let said = texts.compactMap { $0 }
        guard !said.isEmpty else { return [] }
        let heading = Markup.element(.h2, [], [.text("Amendments")])
        return [.element(.section, [], [heading] + said.map(written))]
    }

    /// Text of people as it stands in report.md: their marks are shown, not obeyed.
    private func written(_ text: String) -> Markup {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return .element(
            .div,
            [.className: "written"],
            lines.map { .element(.div, [], [.text(VisibleText.neutralised(String($0)))]) }
        )
    }

    private func pre(_ lines: [String]) -> Markup {
        .element(.pre, [.tabindex: "0"], lines.map { .element(.div, [], [.text($0)]) })
    }

    private func details(_ summary: String, _ content: [Markup]) -> Markup {
        .element(.details, [], [.element(.summary, [], [.text(summary)])] + content)
    }

    /// A table that scrolls within itself where it is wider than the page.
    private func table(_ table: Table) -> Markup {
        let rows = table.rows.map { row in
            Markup.element(
                .tr,
                [],
                zip(table.columns, row).map { column, cell in
                    switch column {
                    case .text: .element(.td, [], line(cell))
                    case .number: .element(.td, [.className: "number"], line(cell))
                    }
                }
            )
        }
        return scrolling(heads(table.columns), rows, "Table")
    }

    private func heads(_ columns: [Table.Column]) -> [Markup] {
        columns.map { column in
            switch column {
            case .text(let name): .element(.th, [.scope: "col"], [.text(name)])
            case .number(let name):
                .element(.th, [.scope: "col", .className: "number"], [.text(name)])
            }
        }
    }

    private func scrolling(_ heads: [Markup], _ rows: [Markup], _ label: Constant) -> Markup {
        .element(
            .div,
            [.className: "scroll", .tabindex: "0", .role: "region", .label: .constant(label)],
            [
                .element(
                    .table,
                    [],
                    [
                        .element(.thead, [], [.element(.tr, [], heads)]),
                        .element(.tbody, [], rows),
                    ]
                )
            ]
        )
    }

    /// All citations, each where its number leads.
    private func index(_ citations: [Citation]) -> Markup {
        let rows = citations.map { citation in
            Markup.element(
                .tr,
                [.id: .identifier("e", [citation.number])],
                citation.cells.map { .element(.td, [], line($0)) }
            )
        }
        return scrolling(heads(Citation.columns), rows, "Evidence index")
    }

    /// A finding with the lines it rests on; the script shows its time in the charts.
    private func finding(_ finding: FindingEntry) -> Markup {
        let lines = finding.citations.map { citation in
            Markup.element(
                .li,
                [],
                [
                    .element(.code, [], [.text(citation.place.text)]),
                    .text(" (E\(citation.number), \(citation.time)): "),
                ]
                    + line(citation.shows)
            )
        }
        let count = finding.citations.count
        return .element(
            .section,
            [
                .className: "finding", .id: .identifier("f", [finding.number]),
                .dataFrom: .number(finding.start), .dataTo: .number(finding.end),
            ],
            finding.blocks.flatMap(markup) + [
                details(
                    "The lines it rests on: \(count) \(count == 1 ? "place" : "places")",
                    [.element(.ul, [], lines)]
                )
            ]
        )
    }

    /// Both drawings, of which a page shows the one that fits, and what says the same in words.
    private func figure(_ figure: Figure) -> Markup {
        let number = figures[figure.chart.fileName] ?? 0
        let about = PlainText.text(figure.alternative)
        let pictures = ChartLayout.allCases.map { ($0, figure.chart.picture($0, about: about)) }
        let isTimed = pictures.contains { $0.1.plot != nil }
        var children = pictures.map { $0.1.element($0.0, number: number) }
        if isTimed { children.append(Self.tools) }
        if !figure.equivalent.isEmpty {
            children.append(
                details("The same figure as text", figure.equivalent.flatMap(markup))
            )
        }
        guard isTimed else { return .element(.figure, [], children) }
        return .element(
            .figure,
            [
                .dataChart: .number(Double(number)), .tabindex: "0", .role: "group",
                .label:
                    "Chart. Arrow keys read values, plus and minus zoom, escape shows the whole time.",
            ],
            children
        )
    }

    private static let tools: Markup = .element(
        .div,
        [.className: "tools without-script"],
        [
            .element(.button, [.type: "button", .label: "Zoom in"], [.text("+")]),
            .element(.button, [.type: "button", .label: "Zoom out"], [.text("−")]),
            .element(.button, [.type: "button"], [.text("Whole time")]),
            .element(
                .output,
                [.live: "polite"],
                [.text("Point at the chart to read values; drag to zoom all charts.")]
            ),
        ]
    )
}

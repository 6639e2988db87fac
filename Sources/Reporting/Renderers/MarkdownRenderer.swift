// Markdown for GitHub, GitLab and tickets: headings, lists, pipe tables, code and details only.
// Source: GitHub Flavored Markdown 0.29; code spans are the only thing that stops a mention.

/// Renders a report as Markdown.
package struct MarkdownRenderer: Renderer {
    package let fileExtension = "md"
    private let pictures: Pictures

    /// Whether the charts stand beside the document.
    package enum Pictures: Sendable {
        /// In ``Chart/folder``.
        case beside
        case none
    }

    /// Makes a renderer.
    package init(pictures: Pictures = .none) {
        self.pictures = pictures
    }

    package func render(_ report: Report) -> String {
        let numbers = Self.numbers(report)
        var parts = ["# \(MarkdownText.words(report.title))"]
        parts += report.preface.map { block($0, numbers) }
        for (index, section) in report.sections.enumerated() {
            parts.append("## \(index + 1). \(section.name.rawValue)")
            parts += section.blocks.map { block($0, numbers) }.filter { !$0.isEmpty }
        }
        if !report.footer.isEmpty { parts.append(line(report.footer, .prose, numbers)) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// One block, with the numbers of sections that a report gives it.
    func text(_ block: Block, in report: Report) -> String {
        self.block(block, Self.numbers(report))
    }

    private typealias Numbers = [Section.Name: Int]

    private static func numbers(_ report: Report) -> Numbers {
        var numbers: Numbers = [:]
        for (index, section) in report.sections.enumerated() { numbers[section.name] = index + 1 }
        return numbers
    }

    private func block(_ block: Block, _ numbers: Numbers) -> String {
        switch block {
        case .heading(let text):
            "### \(line(text, .prose, numbers))"
        case .paragraph(let text):
            line(text, .prose, numbers)
        case .callout(let text):
            "> \(line(text, .prose, numbers))"
        case .table(let table):
            rows(of: table, numbers).joined(separator: "\n")
        case .bullets(let items):
            items.map { "- \(line($0, .prose, numbers))" }.joined(separator: "\n")
        case .numbered(let items):
            items.enumerated().map { "\($0.offset + 1). \(line($0.element, .prose, numbers))" }
                .joined(separator: "\n")
        case .console(let lines):
            MarkdownText.fenced(lines.map { "$ \(VisibleText.neutralised($0.text))" }, "console")
        case .sparklines(let figure):
            MarkdownText.fenced(SparklineText.lines(figure), "text")
        case .keep(let region, let blocks):
            [
                region.opening,
                blocks.map { self.block($0, numbers) }.joined(separator: "\n\n"),
                KeptText.closing,
            ].joined(separator: "\n")
        case .finding(let finding):
            finding.blocks.map { self.block($0, numbers) }.joined(separator: "\n\n")
        case .citations(let citations, let shownMax):
            index(citations, shownMax, numbers)
        case .figure(let figure):
            self.figure(figure, numbers)
        case .details(let summary, let blocks):
            details(summary, blocks.map { self.block($0, numbers) })
        }
    }

    /// The picture, with its equivalent folded away; without a picture the equivalent stands in its place.
    private func figure(_ figure: Figure, _ numbers: Numbers) -> String {
        let equivalent = figure.equivalent.map { block($0, numbers) }
        switch pictures {
        case .none:
            return equivalent.joined(separator: "\n\n")
        case .beside:
            let place = "\(Chart.folder)/\(figure.chart.fileName).svg"
            let picture = "![\(MarkdownText.alternative(figure.alternative))](\(place))"
            guard !equivalent.isEmpty else { return picture }
            return picture + "\n\n" + details("The same figure as text", equivalent)
        }
    }

    private func index(_ citations: [Citation], _ shownMax: Int, _ numbers: Numbers) -> String {
        var rows = citations.prefix(shownMax).map(\.cells)
        let rest = citations.count - rows.count
        if rest > 0 {
            rows.append([[], [.words("\(DecimalText.grouped(rest)) more in `report.json`")]])
        }
        let table = Table(Citation.columns, rows: rows)
        return details(
            Citation.summary(citations.count),
            [self.rows(of: table, numbers).joined(separator: "\n")]
        )
    }

    private func details(_ summary: String, _ blocks: [String]) -> String {
        let shown = MarkdownText.plain(summary)
        return "<details><summary>\(shown)</summary>\n\n" + blocks.joined(separator: "\n\n")
            + "\n\n</details>"
    }

    private func rows(of table: Table, _ numbers: Numbers) -> [String] {
        let headings = table.columns.map { column in
            switch column {
            case .text(let name), .number(let name): MarkdownText.words(name, in: .tableCell)
            }
        }
        let rules = table.columns.map { column in
            switch column {
            case .text: "---"
            case .number: "---:"
            }
        }
        let cells = table.rows.map { $0.map { line($0, .tableCell, numbers) } }
        return ([headings, rules] + cells).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    private func line(_ inlines: [Inline], _ place: MarkdownText.Place, _ numbers: Numbers)
        -> String
    {
        let text = inlines.map { inline in
            switch inline {
            case .words(let words): MarkdownText.words(words, in: place)
            case .code(let quoted): MarkdownText.code(quoted.text, in: place)
            case .strong(let inner): "**\(line(inner, place, numbers))**"
            case .evidence(let number): "[E\(number)]"
            case .section(let name):
                numbers[name].map { "section \($0)" } ?? "`report.json`"
            }
        }.joined()
        return MarkdownText.trimmed(text)
    }
}

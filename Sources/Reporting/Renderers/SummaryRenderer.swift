// The report for a chat message, a comment or an e-mail: no tables, no pictures, no HTML.

/// Renders the summary, what was hurt and the first actions.
package struct SummaryRenderer: Renderer {
    package let fileExtension = "md"

    /// What fits one block of a Slack message (3,000 characters) with room for its frame.
    static let charactersMax = 2_900
    /// How a summary begins, redacted or not.
    static let marks = ["**Debrief: ", "**\(Composition.warning)Debrief: "]
    /// Rows of a table that become lines.
    private static let rowsMax = 4

    /// Makes a renderer.
    package init() {}

    package func render(_ report: Report) -> String {
        let markdown = MarkdownRenderer()
        var parts = ["**\(report.title)**"]
        parts += blocks(.summary, report).map { markdown.text($0, in: report) }
        let lists = [list(.impact, report, 0, 1), list(.actions, report, 1, 3)].filter {
            !$0.isEmpty
        }
        let end =
            "Draft written by a tool; all times UTC. Sections and evidence are in `\(ReportFolder.mainPath)`."
        for list in lists {
            let attempt = (parts + [list.joined(separator: "\n"), end]).joined(separator: "\n\n")
            if attempt.unicodeScalars.count < Self.charactersMax {
                parts.append(list.joined(separator: "\n"))
            }
        }
        return (parts + [end]).joined(separator: "\n\n") + "\n"
    }

    private func blocks(_ name: Section.Name, _ report: Report) -> [Block] {
        report.sections.first { $0.name == name }?.blocks ?? []
    }

    /// The first rows of a section's first table, two cells each.
    private func list(_ name: Section.Name, _ report: Report, _ first: Int, _ second: Int)
        -> [String]
    {
        for case .table(let table) in blocks(name, report) {
            guard max(first, second) < table.columns.count else { return [] }
            let rows = table.rows.prefix(Self.rowsMax).map { row in
                Block.bullets([row[first] + [.words(": ")] + row[second]])
            }
            let heading = "**\(name.rawValue)**"
            return [heading, ""] + rows.map { MarkdownRenderer().text($0, in: report) }
        }
        return []
    }
}

// The comparison of `debrief compare` as Markdown: what changed first, what did not below it.

package import Diagnosing

/// Writes comparisons.
package enum ComparisonDocument {
    /// Rows of one table; more hide the largest.
    private static let changedMax = 30
    private static let unchangedMax = 12

    /// The whole text, ended by a line break.
    package static func markdown(
        _ comparison: Comparison,
        start: Timestamp,
        redaction: Redactor.Mode
    ) -> String {
        let changed = comparison.changed.prefix(changedMax)
        let unchanged = comparison.unchanged.prefix(unchangedMax)
        var page = DocumentPage(
            citing: (changed + unchanged).flatMap(\.evidence),
            start: start,
            redaction: redaction
        )
        var blocks: [Block] = [
            .paragraph([.strong([.words(summary(comparison))])]),
            .paragraph(page.phrasing.inlines(comparison.load)),
        ]
        for caveat in comparison.caveats { blocks.append(.callout(page.phrasing.inlines(caveat))) }
        if !changed.isEmpty {
            blocks.append(.heading([.words("What changed")]))
            blocks.append(table(changed, of: comparison.changed.count, &page))
        }
        if !unchanged.isEmpty {
            blocks.append(.heading([.words("What did not change")]))
            blocks.append(table(unchanged, of: comparison.unchanged.count, &page))
        }
        blocks.append(
            .paragraph([
                .words(
                    "A ratio stands with its 95% interval, which knows how unsteady each capture was by itself. A row counts as"
                        + " changed when it moved by a quarter or more, by more than within either capture, and more surely than"
                        + " one in a hundred of such rows by chance."
                )
            ])
        )
        return page.markdown(title: "Before and after", blocks)
    }

    private static func summary(_ comparison: Comparison) -> String {
        guard !comparison.changed.isEmpty else {
            return "Nothing changed that could be told from how either capture moved by itself."
        }
        let counts = Comparison.Verdict.allCases.compactMap { verdict -> String? in
            let rows = comparison.changed + comparison.unchanged
            let count = rows.count { $0.verdict == verdict }
            return count > 0 ? "\(DecimalText.grouped(count)) \(verdict.rawValue)" : nil
        }
        return counts.joined(separator: ", ") + "."
    }

    private static func table(
        _ rows: ArraySlice<Comparison.Row>,
        of count: Int,
        _ page: inout DocumentPage
    ) -> Block {
        var cells: [[[Inline]]] = []
        for row in rows {
            cells.append([
                [.words(row.verdict.rawValue)],
                page.phrasing.inlines(row.what) + page.phrasing.references(row.evidence),
                page.phrasing.inlines(row.before), page.phrasing.inlines(row.after),
                page.phrasing.inlines(row.effect),
            ])
        }
        if count > rows.count {
            cells.append([[], [.words("\(DecimalText.grouped(count - rows.count)) more")]])
        }
        return .table(
            Table(
                [
                    .text("Verdict"), .text("What"), .text("Before"), .text("After"),
                    .text("Effect"),
                ],
                rows: cells
            )
        )
    }
}

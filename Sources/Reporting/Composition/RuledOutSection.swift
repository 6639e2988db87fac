// Section 6: every resource that was looked at, and every one that could not be.

import Diagnosing

extension Composition {
    /// The resources, in the order in which they were checked.
    mutating func ruledOutSection() -> Section? {
        guard !diagnosis.resources.isEmpty else { return nil }
        var rows: [[[Inline]]] = []
        for check in diagnosis.resources.prefix(budget.resourceRows) {
            rows.append([
                cell(check.resource), [.words(check.result.rawValue)],
                cell(check.because, check.evidence),
            ])
        }
        let table = Table([.text("Idea"), .text("Verdict"), .text("Because")], rows: rows)
        let left = diagnosis.resources.dropFirst(budget.resourceRows)
        guard !left.isEmpty else { return Section(.ruledOut, [.table(table)]) }
        // Every resource is named, even when its row does not fit.
        var names: [[Inline]] = []
        for check in left.prefix(20) {
            names.append(
                Clip.clipped(phrasing.inlines(check.resource), words: 12) + [
                    .words(" (\(check.result.rawValue))")
                ]
            )
        }
        let others: [Inline] = [.words("Also: ")] + Phrasing.joined(names, ", ") + [.words(". ")]
        return Section(
            .ruledOut,
            [.table(table), .paragraph(others + remainder(left.count) + [.words(".")])]
        )
    }
}

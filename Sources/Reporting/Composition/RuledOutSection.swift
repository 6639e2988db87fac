// Section 6: every resource that was looked at, and every one that could not be.

import Diagnosing

extension Composition {
    /// The resources in the order in which they were checked, those that took part first.
    mutating func ruledOutSection() -> Section? {
        guard !diagnosis.resources.isEmpty else { return nil }
        let checks =
            diagnosis.resources.filter { $0.result == .involved }
            + diagnosis.resources.filter { $0.result != .involved }
        var rows: [[[Inline]]] = []
        for check in checks.prefix(budget.resourceRows) {
            rows.append([
                cell(check.resource), [.words(check.result.rawValue)],
                cell(check.because, check.evidence),
            ])
        }
        let table = Table([.text("Idea"), .text("Verdict"), .text("Because")], rows: rows)
        let left = checks.dropFirst(budget.resourceRows)
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

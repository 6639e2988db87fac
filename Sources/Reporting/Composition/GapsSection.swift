// Section 7: what was missing, skipped, corrected or not recognised.

import Diagnosing

extension Composition {
    /// Rows of the table, and files named in each list.
    private static let rowsMax = 8
    private static let filesMax = 5

    /// Gaps with their effect, then clocks, skipped lines and unread files.
    mutating func gapsSection() -> Section {
        var blocks: [Block] = []
        var rows: [[[Inline]]] = []
        for caveat in diagnosis.caveats.prefix(Self.rowsMax) {
            rows.append([cell(caveat.what), cell(caveat.effect), cell(caveat.nextTime)])
        }
        let rest = diagnosis.caveats.count - rows.count
        if rest > 0 { rows.append([remainder(rest)]) }
        let columns: [Table.Column] = [
            .text("Gap"), .text("Effect on this report"), .text("Close it next time"),
        ]
        if rows.isEmpty {
            blocks.append(.paragraph([.words("No gap that changes a conclusion is known.")]))
        } else {
            blocks.append(.table(Table(columns, rows: rows)))
        }
        blocks += nextEvidenceBlocks()
        blocks.append(.bullets(clocks() + skipped() + unread() + [Self.residue(options.redaction)]))
        return Section(.gaps, blocks)
    }

    private mutating func skipped() -> [[Inline]] {
        let partial = diagnosis.sources.filter { $0.unreadable > 0 && $0.format != nil }
        var bullets: [[Inline]] = []
        for source in partial.prefix(Self.filesMax) {
            let count = DecimalText.grouped(source.unreadable)
            let share = QuantityText.text(Quantity(1 - source.readableShare, .share))
            let lines = DecimalText.grouped(source.lines)
            let first =
                source.firstUnreadable.map { ", the first at line \($0.line): \($0.reason)" } ?? ""
            bullets.append([
                .words("\(count) of \(lines) lines of "), file(source.path),
                .words(
                    " (\(share)) could not be read\(first). Counts from it can be low by that many."
                ),
            ])
        }
        return bullets + more(partial.count - Self.filesMax, "files with skipped lines")
    }

    private mutating func unread() -> [[Inline]] {
        let unknown = diagnosis.sources.filter { $0.format == nil }
        guard !unknown.isEmpty else { return [] }
        var line: [Inline] = [.words("Not read, since their format is not known: ")]
        for (offset, source) in unknown.prefix(Self.filesMax).enumerated() {
            line += [.words(offset == 0 ? "" : ", "), file(source.path)]
        }
        let rest = unknown.count - Self.filesMax
        return [line + [.words(rest > 0 ? " and \(rest) more." : ".")]]
    }

    private func more(_ count: Int, _ what: String) -> [[Inline]] {
        count > 0 ? [[.words("\(DecimalText.grouped(count)) more \(what) in `report.json`.")]] : []
    }

    private static func residue(_ mode: Redactor.Mode) -> [Inline] {
        switch mode {
        case .on, .keepPrivateAddresses:
            [
                .words(
                    "Redaction is best effort: names and free text in log messages are not detected."
                )
            ]
        case .off:
            [.words("This report is not redacted. Do not pass it on.")]
        }
    }
}

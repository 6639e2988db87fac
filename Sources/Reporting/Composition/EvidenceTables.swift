// The tables behind section 4: trials, who sent what, what became of writes, what differs.

import Diagnosing

extension Composition {
    /// Findings that the ledger is the evidence of.
    private static let writeKinds: Set<Finding.Kind> = [
        .deadWrites, .noOpWrites, .deleteChurn, .expireFlapping, .cacheStampede,
    ]
    /// A share that moved by less than this factor did not change.
    private static let changeFactorMin = 1.25
    /// Fewer writes than this share of the busiest row's are summed up: housekeeping hides the rest.
    private static let ledgerShareMin = 0.01

    /// Everything that was put on trial.
    mutating func trials() -> [Block] {
        var rows: [[[Inline]]] = []
        var shown = 0
        for group in suspectGroups().prefix(budget.suspectRows) {
            shown += 1 + group.others.count
            let largest: [Inline] = group.others.isEmpty ? [] : [.words("; the others no more")]
            rows.append([
                name(of: group), [.words(group.first.verdict.rawValue)],
                cell(group.first.because) + largest + phrasing.references(group.first.evidence),
            ])
        }
        guard !rows.isEmpty else { return [] }
        let rest = diagnosis.suspects.count - shown
        if rest > 0 { rows.append([remainder(rest), [], [.words("few calls of a small cost")]]) }
        let columns: [Table.Column] = [.text("Suspect"), .text("Verdict"), .text("Because")]
        return [
            .heading([.words("Suspects on trial: what could have held up the server?")]),
            .table(Table(columns, rows: rows)),
        ]
    }

    /// Calls by sender; the last row holds everything else, so that the rows add up.
    mutating func profile() -> [Block] {
        guard !diagnosis.profile.isEmpty else { return [] }
        let hasWindow = diagnosis.profile.contains { $0.inside != nil }
        var rows: [[[Inline]]] = []
        var calls = 0
        var share = 0.0
        for row in diagnosis.profile {
            guard rows.count < budget.tableRows, let subject = row.subject else {
                calls &+= row.calls
                share += row.share
                continue
            }
            let rates = hasWindow ? [rate(row.before), rate(row.inside)] : []
            rows.append([subjectCell(subject), count(row.calls), percent(row.share)] + rates)
        }
        if calls != 0 { rows.append([[.words("everything else")], count(calls), percent(share)]) }
        let columns: [Table.Column] = [
            .text("What"), .number("Calls"), .number("Share"),
        ]
        let rates: [Table.Column] = hasWindow ? [.number("Before"), .number("Inside")] : []
        let table = Table(columns + rates, rows: rows)
        return [.heading([.words("Who sent what")]), .table(table)]
    }

    /// Where space is short, the ledger is left to reports that found writes in vain.
    private var hasRoomForLedger: Bool {
        budget.tableRows > 2 || diagnosis.findings.contains { Self.writeKinds.contains($0.kind) }
    }

    /// Writes by what became of them.
    mutating func ledger() -> [Block] {
        guard !diagnosis.writeLedger.isEmpty, hasRoomForLedger else { return [] }
        var rows: [[[Inline]]] = []
        var rest: LedgerRow?
        let most = diagnosis.writeLedger.map(\.writes).max() ?? 0
        for row in diagnosis.writeLedger {
            let isSmall = Double(row.writes) < Self.ledgerShareMin * Double(most)
            guard rows.count < budget.tableRows, !isSmall, let subject = row.subject else {
                rest = rest.map { Self.sum($0, row) } ?? row
                continue
            }
            rows.append(ledgerCells(subjectCell(subject), row))
        }
        if let rest { rows.append(ledgerCells([.words("everything else")], rest)) }
        let columns: [Table.Column] = [
            .text("Writes to"), .number("Writes"), .number("Useful"), .number("Not known"),
            .text("Wasted"),
        ]
        return [
            .heading([.words("What became of the writes")]), writesFigure(),
            .table(Table(columns, rows: rows)),
        ].compactMap { $0 } + remedies()
    }

    private func ledgerCells(_ name: [Inline], _ row: LedgerRow) -> [[Inline]] {
        let wasted = [
            ("same value", row.sameValue), ("overwritten unread", row.overwrittenUnread),
            ("deleted unread", row.deletedUnread), ("expiry only", row.expiryChurn),
        ].filter { $0.1 != 0 }.map { "\($0.0) \(DecimalText.grouped($0.1))" }
        let said = wasted.isEmpty ? "none" : wasted.joined(separator: ", ")
        return [name, count(row.writes), count(row.useful), count(row.unknown), [.words(said)]]
    }

    private static func sum(_ left: LedgerRow, _ right: LedgerRow) -> LedgerRow {
        LedgerRow(
            subject: nil,
            writes: left.writes &+ right.writes,
            sameValue: left.sameValue &+ right.sameValue,
            overwrittenUnread: left.overwrittenUnread &+ right.overwrittenUnread,
            deletedUnread: left.deletedUnread &+ right.deletedUnread,
            expiryChurn: left.expiryChurn &+ right.expiryChurn,
            useful: left.useful &+ right.useful,
            unknown: left.unknown &+ right.unknown
        )
    }

    /// Shares that moved, and one line with those that did not.
    mutating func differences() -> [Block] {
        guard Self.hasDifferences(diagnosis) else {
            return []
        }
        let moved = diagnosis.differences.filter(Self.hasMoved)
        let still = diagnosis.differences.filter { !Self.hasMoved($0) }
        var rows: [[[Inline]]] = []
        for difference in moved.prefix(budget.tableRows) {
            rows.append([
                subjectCell(difference.subject), percent(difference.before),
                percent(difference.inside), count(difference.insideCount),
            ])
        }
        var blocks: [Block] = [.heading([.words("What differs inside the incident")])]
        let columns: [Table.Column] = [
            .text("What"), .number("Share before"), .number("Share inside"),
            .number("Count inside"),
        ]
        if let figure = differencesFigure() { blocks.append(figure) }
        if !rows.isEmpty { blocks.append(.table(Table(columns, rows: rows))) }
        let rest = moved.count - rows.count
        if rest > 0 { blocks.append(.paragraph(remainder(rest))) }
        blocks += costs() + messages()
        var names: [[Inline]] = []
        for difference in still.prefix(5) { names.append(subjectCell(difference.subject)) }
        guard !names.isEmpty else { return blocks }
        blocks.append(
            .paragraph(
                [.words("What did not change: ")] + Phrasing.joined(names, ", ") + [.words(".")]
            )
        )
        return blocks
    }

    private static func hasDifferences(_ diagnosis: Diagnosis) -> Bool {
        !diagnosis.differences.isEmpty || !diagnosis.costDifferences.isEmpty
            || diagnosis.messageDifferences.contains { $0.change != .unchanged }
    }

    static func hasMoved(_ difference: Difference) -> Bool {
        let larger = max(difference.before, difference.inside)
        return larger > min(difference.before, difference.inside) * changeFactorMin
    }

    mutating func subjectCell(_ subject: Subject) -> [Inline] {
        Clip.clipped(phrasing.inlines(subject), words: budget.cellWords)
    }

    private func count(_ value: Int) -> [Inline] { [.words(DecimalText.grouped(value))] }

    private func percent(_ share: Double) -> [Inline] {
        [.words(QuantityText.text(Quantity(share, .share)))]
    }

    private func rate(_ perSecond: Double?) -> [Inline] {
        perSecond.map { [.words("\(DecimalText.significant($0, digits: 3))/s")] } ?? []
    }
}

// Who moved first, and what to record next time: blocks of the timeline and of the gaps.

import Diagnosing

extension Composition {
    /// The order of the onsets, as far as the data allow to state one; empty where one thing moved.
    mutating func onsetBlocks() -> [Block] {
        guard let incident = diagnosis.incidents.first, !incident.onsets.isEmpty else { return [] }
        var rows: [[[Inline]]] = []
        for onset in incident.onsets.prefix(budget.onsets) {
            let interval = phrasing.text(from: onset.earliest, to: onset.latest)
            rows.append([
                [.words(interval)], cell(onset.what, onset.evidence), cell(onset.relation),
            ])
        }
        let columns: [Table.Column] = [
            .text("Began between"), .text("Who moved first"), .text("To the row above"),
        ]
        return [.table(Table(columns, rows: rows))]
    }

    /// What to record next time to tell the open explanations apart; empty where nothing is open.
    mutating func nextEvidenceBlocks() -> [Block] {
        guard !diagnosis.nextEvidence.isEmpty else { return [] }
        var rows: [[[Inline]]] = []
        for plan in diagnosis.nextEvidence.prefix(budget.captures) {
            rows.append([phrasing.inlines(plan.command), decides(plan), whole(plan.cost)])
        }
        let columns: [Table.Column] = [
            .text("Record this"), .text("It decides"), .text("It costs"),
        ]
        return [.table(Table(columns, rows: rows))]
    }

    /// What a capture decides; explanations are named by their numbers, since two of them fill a page.
    mutating func decides(_ plan: CapturePlan) -> [Inline] {
        guard let incident = plan.incident else { return whole(plan.decides) }
        let first = phrasing.index.firstHypothesis[incident]
        let pair: [Inline] = [.words("whether it was H\(first) or H\(first + 1)")]
        return plan.due.pieces.isEmpty ? pair : pair + [.words(";")] + whole(plan.due)
    }

    /// A sentence that is of no use when it is cut.
    private mutating func whole(_ sentence: Sentence) -> [Inline] {
        Clip.clipped(phrasing.inlines(sentence), words: max(Self.wholeWords, budget.cellWords))
    }

    private static let wholeWords = 40
}

// Section 12: where everything can be checked, the laws it was checked with, and how to repeat it.

import Diagnosing

extension Composition {
    /// Words of a command that are shown.
    private static let commandWordsMax = 40
    /// Citations of a page; the JSON has all of them.
    private static let citationsMax = 200

    /// The evidence index, the receipts and the command.
    mutating func methodSection() -> Section {
        let command = options.commandWords.prefix(Self.commandWordsMax).map(Self.shellWord)
        let line = phrasing.redactor.quoted(.message(command.joined(separator: " ")))
        return Section(.method, evidenceTable() + method() + [.console([line] + lessons())])
    }

    /// How to read more of what was found first: the symptom and its leading explanation.
    private mutating func lessons() -> [Quoted] {
        guard let incident = diagnosis.incidents.first else { return [] }
        let causes = incident.hypotheses.prefix(shape == .twoCandidates ? 2 : 1).map(\.cause)
        var lines: [Quoted] = []
        for cause in causes where cause != .other {
            let line = "debrief explain F:\(cause.rawValue)"
            lines.append(phrasing.redactor.quoted(.message(line)))
        }
        return lines
    }

    private mutating func evidenceTable() -> [Block] {
        let citations = citations(of: phrasing.index.evidence)
        guard !citations.isEmpty else { return [] }
        return [.citations(citations, shownMax: budget.evidenceRows)]
    }

    /// Places with what they show, in the order given.
    mutating func citations(of cited: [Evidence]) -> [Citation] {
        var citations: [Citation] = []
        for (number, evidence) in zip(
            phrasing.index.numbers(of: cited),
            cited.prefix(Self.citationsMax)
        ) {
            citations.append(
                Citation(
                    number: number,
                    place: phrasing.redactor.quoted(.file(evidence.place)),
                    time: phrasing.text(evidence.time),
                    shows: cell(evidence.shows)
                )
            )
        }
        return citations
    }

    private mutating func method() -> [Block] {
        var blocks: [Block] = []
        if !diagnosis.receipts.isEmpty {
            var rows: [[[Inline]]] = []
            for receipt in diagnosis.receipts.prefix(budget.tableRows) {
                rows.append([
                    cell(receipt.law, receipt.evidence), [.words(QuantityText.text(receipt.left))],
                    [.words(QuantityText.text(receipt.right))],
                    [.words(Self.mismatch(receipt))],
                ])
            }
            let columns: [Table.Column] = [
                .text("Law"), .number("One side"), .number("Other side"), .number("Mismatch"),
            ]
            blocks.append(
                .paragraph([.words("Laws that must hold in any queue, both sides from the data:")])
            )
            blocks.append(.table(Table(columns, rows: rows)))
        }
        blocks.append(
            .paragraph([
                .words(
                    "Each explanation starts with how common it is; each item of evidence adds or takes"
                        + " decibans; the weights of an incident sum to one. A weight ranks, it is not a"
                        + " probability. Line numbers count from 1 over the decompressed text."
                )
            ])
        )
        blocks.append(.paragraph([.words(MemoryLines.text(diagnosis.memory))]))
        return [.details(summary: "Method", blocks)]
    }

    /// Two sides of less than one job apart agree, whatever share that is of next to nothing.
    private static func mismatch(_ receipt: Receipt) -> String {
        let isCount = receipt.left.unit != .share && receipt.left.unit != .seconds
        if isCount, abs(receipt.left.value - receipt.right.value) < 1 { return "within 1" }
        return QuantityText.text(Quantity(receipt.mismatch, .share))
    }

    /// A word as a shell would need it.
    private static func shellWord(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { $0.isDigit || $0.isLetter || "._/:=@,+-%".utf8.contains($0) }
        guard !isPlain else { return word }
        return "'"
            + word.split(separator: "'", omittingEmptySubsequences: false).joined(
                separator: "'\\''"
            ) + "'"
    }
}

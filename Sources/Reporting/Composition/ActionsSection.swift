// Section 9: what to do, what it would change, and how anybody will know.

import Diagnosing

extension Composition {
    /// Rows of the table.
    private static let rowsMax = 6

    /// Advice without repetition: what answers the leading explanation, then what prevents, limits and detects.
    func advice() -> [Advice] {
        var seen: [Sentence] = []
        let leader = diagnosis.incidents.first?.hypotheses.first
        let ranked = phrasing.index.findings.enumerated().sorted { left, right in
            (Self.rank(left.element, leader), left.offset)
                < (Self.rank(right.element, leader), right.offset)
        }
        return ranked.compactMap(\.element.advice).filter { advice in
            guard seen.count < Self.rowsMax, !seen.contains(advice.action) else { return false }
            seen.append(advice.action)
            return true
        }
    }

    /// The actions; where two explanations stand side by side, the deciding measurement is first.
    mutating func actionsSection() -> Section? {
        var rows: [[[Inline]]] = []
        if shape == .twoCandidates, let row = decidingMeasurement() { rows.append(row) }
        if shape == .poorData {
            for caveat in diagnosis.caveats.prefix(Self.rowsMax) {
                rows.append([
                    cell(caveat.nextTime), [.words("detect")],
                    [.words("closes the gap: ")] + cell(caveat.what),
                    [.words("a rerun no longer lists it")],
                ])
            }
        }
        for advice in advice() {
            rows.append([
                cell(advice.action), [.words(advice.kind.rawValue)], cell(advice.expectedEffect),
                cell(advice.check),
            ])
        }
        guard !rows.isEmpty else { return nil }
        let numbered = rows.prefix(Self.rowsMax).enumerated().map {
            [[.words("\($0.offset + 1)")]] + $0.element
        }
        let table = Table(
            [
                .text("#"), .text("Action"), .text("Kind"), .text("Expected effect"),
                .text("How we will know"),
            ],
            rows: numbered
        )
        return Section(
            .actions,
            [
                .table(table),
                .keep(
                    .owners,
                    [.paragraph([.words("Owners and dates: for people to fill in.")])]
                ),
            ]
        )
    }

    private static func rank(_ finding: Finding, _ leader: Hypothesis?) -> Int {
        if finding.kind == leader?.cause, finding.subject == leader?.subject { return 0 }
        return switch finding.advice?.kind {
        case .prevent: 1
        case .limit: 2
        case .respond: 3
        case .detect: 4
        case nil: 5
        }
    }

    /// The capture that would tell the first two explanations apart, or what else would.
    private mutating func decidingMeasurement() -> [[Inline]]? {
        if let plan = diagnosis.nextEvidence.first(where: { $0.incident == 0 }) {
            let command = phrasing.inlines(plan.command)
            return [
                [.words("Record this the next time: ")] + command, [.words("detect")],
                [.words("says ")] + decides(plan), [.words("one of the two no longer fits")],
            ]
        }
        let sentences = diagnosis.incidents.first?.hypotheses.map(\.wouldChangeOurMind) ?? []
        return sentences.first { !$0.pieces.isEmpty }.map { sentence in
            [
                cell(sentence), [.words("detect")], [.words("separates the two explanations")],
                [.words("one of them is ruled out")],
            ]
        }
    }
}

// Findings of two captures: which came, which went, and which became larger or smaller.

import Summarizing

/// Compares findings by what they are and what they are about.
enum FindingComparison {
    /// A measure must change by this factor.
    private static let ratioMin = BacklogStory.ratioMin

    static func rows(
        _ before: (timeline: Timeline, diagnosis: Diagnosis),
        _ after: (timeline: Timeline, diagnosis: Diagnosis)
    ) -> [Comparison.Row] {
        let (earlier, later) = (before.diagnosis.findings, after.diagnosis.findings)
        var rows: [Comparison.Row] = []
        for finding in earlier {
            if let same = later.first(where: { isSame($0, finding) }) {
                rows.append(changed(finding, same))
            } else if couldShow(finding, before.timeline, after.timeline) {
                rows.append(row(finding, .disappeared, "found", "not found"))
            }
        }
        for finding in later where !earlier.contains(where: { isSame($0, finding) }) {
            if couldShow(finding, after.timeline, before.timeline) {
                rows.append(row(finding, .appeared, "not found", "found"))
            }
        }
        return rows
    }

    private static func isSame(_ left: Finding, _ right: Finding) -> Bool {
        left.kind == right.kind && subject(left) == subject(right)
    }

    /// What a finding is about, whoever sent it.
    private static func subject(_ finding: Finding) -> Subject {
        var subject = finding.subject
        subject.clients = []
        subject.clientNames = []
        subject.event = nil
        return subject
    }

    /// Whether the other capture holds the kinds of sources that the finding was made from.
    private static func couldShow(_ finding: Finding, _ own: Timeline, _ other: Timeline) -> Bool {
        let formats = Set(other.sources.filter { $0.lines > 0 }.compactMap(\.format))
        return finding.evidence.allSatisfy { evidence in
            guard let source = own.sources.first(where: { $0.path == evidence.source }),
                let format = source.format
            else { return true }
            return formats.contains(format)
        }
    }

    private static func changed(_ before: Finding, _ after: Finding) -> Comparison.Row {
        guard let first = before.measures.first,
            let second = after.measures.first(where: { $0.name == first.name }),
            first.quantity.value > 0, second.quantity.value > 0
        else { return row(after, .unchanged, "found", "found", before.evidence) }
        let ratio = second.quantity.value / first.quantity.value
        let verdict: Comparison.Verdict =
            ratio >= ratioMin ? .worse : ratio <= 1 / ratioMin ? .better : .unchanged
        return row(
            after,
            verdict,
            "\(first.quantity)",
            "\(second.quantity)",
            before.evidence,
            effect: "\(ratio, .fold)"
        )
    }

    private static func row(
        _ finding: Finding,
        _ verdict: Comparison.Verdict,
        _ before: Sentence,
        _ after: Sentence,
        _ more: [Evidence] = [],
        effect: Sentence = "by the rules of the report"
    ) -> Comparison.Row {
        Comparison.Row(
            what: finding.title,
            verdict: verdict,
            before: before,
            after: after,
            effect: effect,
            evidence: more + finding.evidence,
            // Findings stand before single rates: they have been tried.
            weight: 1e6 + (finding.weight.isFinite ? finding.weight : 0)
        )
    }
}

// The numbers by which a report cites: the same in every view of one diagnosis.

import Diagnosing

/// Numbers evidence by first citation, findings by weight and hypotheses by rank.
struct EvidenceIndex: Sendable {
    /// Each distinct piece of evidence once; E1 is the first.
    let evidence: [Evidence]
    /// The findings, heaviest first; F1 is the first.
    let findings: [Finding]
    /// The number of each incident's first hypothesis; numbers run over the whole report.
    let firstHypothesis: [Int]

    private let numbers: [Evidence: Int]

    /// Numbers what a diagnosis cites.
    init(_ diagnosis: Diagnosis) {
        let findings = Self.ranked(diagnosis.findings)
        var evidence: [Evidence] = []
        var numbers: [Evidence: Int] = [:]
        for cited in Self.citations(diagnosis, findings) where numbers[cited] == nil {
            evidence.append(cited)
            numbers[cited] = evidence.count
        }
        var first = 1
        firstHypothesis = diagnosis.incidents.map { incident in
            defer { first += incident.hypotheses.count }
            return first
        }
        self.findings = findings
        self.evidence = evidence
        self.numbers = numbers
    }

    /// Numbers distinct evidence in the order given, for a document without findings.
    init(of evidence: [Evidence]) {
        self.evidence = evidence
        findings = []
        firstHypothesis = []
        numbers = Dictionary(zip(evidence, 1...)) { first, _ in first }
    }

    /// The distinct numbers of some evidence, in the order given.
    func numbers(of cited: [Evidence]) -> [Int] {
        var seen: Set<Int> = []
        return cited.compactMap { numbers[$0] }.filter { seen.insert($0).inserted }
    }

    private static func ranked(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { left, right in
            let (heavier, lighter) = (weight(left.element), weight(right.element))
            return heavier == lighter ? left.offset < right.offset : heavier > lighter
        }.map(\.element)
    }

    private static func weight(_ finding: Finding) -> Double {
        finding.weight.isNaN ? 0 : finding.weight
    }

    private static func citations(_ diagnosis: Diagnosis, _ findings: [Finding]) -> [Evidence] {
        var cited: [Evidence] = []
        for incident in diagnosis.incidents {
            for hypothesis in incident.hypotheses {
                for item in hypothesis.supporting + hypothesis.opposing { cited += item.evidence }
            }
            for impact in incident.impact { cited += impact.evidence }
            for onset in incident.onsets { cited += onset.evidence }
        }
        for finding in findings { cited += finding.evidence }
        for suspect in diagnosis.suspects { cited += suspect.evidence }
        for check in diagnosis.resources { cited += check.evidence }
        for difference in diagnosis.costDifferences { cited += difference.evidence }
        for difference in diagnosis.messageDifferences { cited.append(difference.evidence) }
        for receipt in diagnosis.receipts { cited += receipt.evidence }
        return cited
    }
}

// Section 1: how bad, why, how sure, what next, in 150 words.

import Diagnosing

extension Composition {
    /// Words of the parts; together with the constants they stay under 150.
    private static let titleWordsMax = 22
    private static let impactWordsMax = 12
    private static let statementWordsMax = 42
    private static let decisionWordsMax = 9
    private static let decisionsMax = 2
    private static let resourcesMax = 6

    /// The summary, in the words of the report's shape.
    mutating func summarySection() -> Section {
        switch shape {
        case .oneCause: incidentSummary(explanation: likeliest())
        case .twoCandidates: incidentSummary(explanation: inseparable())
        case .noIncident: Section(.summary, quietSummary())
        case .poorData: Section(.summary, poorSummary())
        }
    }

    private mutating func incidentSummary(explanation: [Inline]) -> Section {
        guard let incident = diagnosis.incidents.first else {
            return Section(.summary, quietSummary())
        }
        let decisions = shape == .oneCause ? decisions() : []
        return Section(.summary, [.paragraph(harm(incident)), .paragraph(explanation)] + decisions)
    }

    private mutating func harm(_ incident: Incident) -> [Inline] {
        let title = Clip.clipped(phrasing.inlines(incident.title), words: Self.titleWordsMax)
        let window = " (\(phrasing.text(from: incident.start, to: incident.end))). "
        var line: [Inline] = [.strong(title), .words(window)]
        for impact in incident.impact.prefix(2) {
            let label = Clip.clipped(phrasing.inlines(impact.label), words: Self.impactWordsMax)
            line += label + [.words(": \(QuantityText.text(impact.measure.quantity)). ")]
        }
        let others = diagnosis.incidents.count - 1
        guard others > 0 else { return line }
        return line + [
            .words("\(others) more \(others == 1 ? "incident" : "incidents"): "),
            .section(.evidence), .words("."),
        ]
    }

    private mutating func likeliest() -> [Inline] {
        guard let first = diagnosis.incidents.first?.hypotheses.first, first.cause != .other else {
            return [
                .words("No explanation on our list fits what was seen. "), .section(.evidence),
                .words(" has what was found."),
            ]
        }
        let statement = Clip.clipped(
            phrasing.inlines(first.statement),
            words: Self.statementWordsMax
        )
        return [.words("Most likely explanation: ")] + statement + [
            .words(" "), .strong([.words("Confidence: \(first.confidence.rawValue)")]),
            .words(" ("),
            .section(.evidence), .words(" says why, and what would change our mind)."),
        ]
    }

    private mutating func inseparable() -> [Inline] {
        let named = diagnosis.incidents.first?.hypotheses.filter { $0.cause != .other } ?? []
        guard named.count > 1 else { return likeliest() }
        let half = Self.statementWordsMax * 2 / 3
        let first = Clip.clipped(phrasing.inlines(named[0].statement), words: half)
        let second = Clip.clipped(phrasing.inlines(named[1].statement), words: half)
        return [
            .words("Two explanations fit, and "), .strong([.words("we cannot tell these apart")]),
            .words(": (a) "),
        ]
            + first + [.words(" (b) ")] + second
            + [
                .words(" "), .strong([.words("Confidence: \(named[0].confidence.rawValue)")]),
                .words(" for either. The first action in "), .section(.actions),
                .words(" is the measurement that would decide."),
            ]
    }

    private mutating func decisions() -> [Block] {
        var line: [Inline] = []
        for (offset, advice) in advice().prefix(Self.decisionsMax).enumerated() {
            let action = Clip.clipped(phrasing.inlines(advice.action), words: Self.decisionWordsMax)
            line += [.words(offset == 0 ? " (1) " : "; (\(offset + 1)) ")] + action
        }
        guard !line.isEmpty else { return [] }
        let start: [Inline] = [.strong([.words("To decide in the review:")])]
        return [
            .paragraph(
                start + line + [.words(". Expected effects: "), .section(.actions), .words(".")]
            )
        ]
    }

    private mutating func quietSummary() -> [Block] {
        let opening =
            switch diagnosis.verdict {
            case .anomaly: "Something changed, but no harm to jobs or requests was seen."
            case .chronic: "No incident was found. What was found was there all the time."
            case .noIncident, .incident, .insufficientData: "No incident was found."
            }
        let read = diagnosis.sources.filter { $0.format != nil }
        var records = 0
        for source in read { records &+= source.records }
        let compared = """
             We compared \(DecimalText.grouped(records)) records from \(read.count) \
            \(read.count == 1 ? "file" : "files") from \
            \(phrasing.text(from: diagnosis.start, to: diagnosis.end)), minute against minute.
            """
        var blocks: [Block] = [.paragraph([.strong([.words(opening)]), .words(compared)])]
        let quiet = diagnosis.resources.filter { $0.result == .ruledOut }.prefix(Self.resourcesMax)
        if !quiet.isEmpty {
            var names: [[Inline]] = []
            for check in quiet { names.append(phrasing.inlines(check.resource)) }
            blocks.append(
                .paragraph([.words("Normal: ")] + Phrasing.joined(names, ", ") + [.words(".")])
            )
        }
        blocks.append(.paragraph(missing()))
        return blocks
    }

    private mutating func missing() -> [Inline] {
        let unchecked = diagnosis.resources.filter {
            $0.result == .notChecked || $0.result == .open
        }
        var names: [[Inline]] = []
        for check in unchecked.prefix(Self.resourcesMax) {
            names.append(phrasing.inlines(check.resource))
        }
        let listed = names.isEmpty ? [] : Phrasing.joined(names, ", ") + [.words("; see also ")]
        return [.words("What was not in the folder: ")] + listed + [.section(.gaps), .words(".")]
    }

    private func poorSummary() -> [Block] {
        [
            .paragraph([
                .strong([.words("The files do not allow an answer.")]),
                .words(" What is missing comes first ("), .section(.gaps),
                .words("). Nothing below is more than a hypothesis."),
            ])
        ]
    }
}

// Section 1: how bad, why, how sure, what it was not, what next, in 150 words.

import Diagnosing

extension Composition {
    /// Words of the whole section; a ticket's first screen.
    private static let wordsMax = 150

    /// How much of each part is said; the first choice that fits is taken.
    private struct Length {
        var title = 24
        var statement = 42
        var decisions = 2
        var decision = 16
        var unknowns = 2
        var innocents = 2
        /// Words of the reason behind something that was ruled out; longer ones are left to its section.
        var reason = 9

        static let choices = [
            Length(), Length(reason: 0), Length(decisions: 1, reason: 0),
            Length(decisions: 1, unknowns: 1, innocents: 1),
            Length(
                title: 20,
                statement: 28,
                decisions: 1,
                decision: 9,
                unknowns: 1,
                innocents: 1,
                reason: 0
            ),
            Length(
                title: 14,
                statement: 20,
                decisions: 0,
                decision: 0,
                unknowns: 0,
                innocents: 0
            ),
        ]
    }

    /// The summary, in the words of the report's shape.
    mutating func summarySection() -> Section {
        guard let incident = diagnosis.incidents.first else {
            return Section(.summary, shape == .poorData ? poorSummary() : quietSummary())
        }
        if shape == .poorData { return Section(.summary, poorSummary()) }
        var lines: [[Inline]] = []
        for length in Length.choices {
            lines = incidentSummary(incident, length)
            if lines.reduce(0, { $0 + Clip.spokenWords($1) }) <= Self.wordsMax { break }
        }
        return Section(.summary, lines.map { .paragraph($0) })
    }

    private mutating func incidentSummary(_ incident: Incident, _ length: Length) -> [[Inline]] {
        var lines = [harm(incident, length)]
        lines.append(
            shape == .twoCandidates
                ? inseparable(incident, length) : likeliest(incident, length)
        )
        lines.append(limits(incident, length))
        if shape == .oneCause { lines.append(decisions(length)) }
        return lines.filter { !$0.isEmpty }
    }

    private mutating func harm(_ incident: Incident, _ length: Length) -> [Inline] {
        let title = Clip.clipped(phrasing.inlines(incident.title), words: length.title)
        let window = " (\(phrasing.text(from: incident.start, to: incident.end)))."
        let felt = HarmSentence(incident.impact).text(after: phrasing.plain(incident.title))
        var line: [Inline] = [
            .strong(title), .words(window), .words(felt.isEmpty ? "" : " \(felt)"),
        ]
        let others = diagnosis.incidents.dropFirst().prefix(2)
        for other in others {
            line.append(
                .words(
                    " Also: \(KindWords.words(other.kind)), \(phrasing.text(from: other.start, to: other.end))."
                )
            )
        }
        return line
    }

    private mutating func likeliest(_ incident: Incident, _ length: Length) -> [Inline] {
        guard let first = incident.hypotheses.first, first.cause != .other else {
            return [
                .words("No explanation on our list fits what was seen. What was found stands in "),
                .section(.evidence), .words("."),
            ]
        }
        return [.words("Most likely explanation: ")] + explanation(first, incident, length) + [
            .words(" "), .strong([.words("Confidence: \(first.confidence.rawValue)")]),
            .words(" ("),
            .section(.evidence), .words(" says why, and what would change our mind)."),
        ]
    }

    /// What is said of a cause; where the trouble and its cause are one thing, how it works.
    private mutating func explanation(
        _ hypothesis: Hypothesis,
        _ incident: Incident,
        _ length: Length
    ) -> [Inline] {
        let own = diagnosis.findings.first { $0.title == incident.title }
        guard hypothesis.statement == incident.title, let own else {
            let line = Phrasing.lowered(phrasing.inlines(hypothesis.statement))
            return Phrasing.closed(Clip.clipped(line, words: length.statement)) + [
                .words(" Likely trigger: ")
            ] + (trigger(hypothesis) ?? [.words("not found")]) + [.words(".")]
        }
        let start = trigger(hypothesis).map { $0 + [.words(" set this off.")] }
        let mechanism = Clip.clipped(phrasing.inlines(own.explanation), words: length.statement)
        return (start ?? [.words("the above is itself the cause; no trigger was found.")])
            + [.words(" How it works: ")] + Phrasing.closed(Phrasing.lowered(mechanism))
    }

    private mutating func trigger(_ hypothesis: Hypothesis) -> [Inline]? {
        guard let trigger = hypothesis.trigger?.event else { return nil }
        return [
            .code(phrasing.redactor.quoted(.event(trigger.text))),
            .words(" at \(phrasing.text(trigger.time))"),
        ]
    }

    private mutating func inseparable(_ incident: Incident, _ length: Length) -> [Inline] {
        let named = incident.hypotheses.filter { $0.cause != .other }
        guard named.count > 1 else { return likeliest(incident, length) }
        let half = length.statement * 2 / 3
        let first = Clip.clipped(phrasing.inlines(named[0].statement), words: half)
        let second = Clip.clipped(phrasing.inlines(named[1].statement), words: half)
        let sureness = min(named[0].confidence, named[1].confidence).rawValue
        return [
            .words("Two explanations fit, and "), .strong([.words("we cannot tell these apart")]),
            .words(": (a) "),
        ]
            + Phrasing.closed(first) + [.words(" (b) ")] + Phrasing.closed(second)
            + [
                .words(" "), .strong([.words("Confidence: \(sureness)")]),
                .words(" for each alone, none for the choice. "),
            ] + possibleTriggers(incident) + [
                .words("The first action in "), .section(.actions),
                .words(" is the measurement that would decide."),
            ]
    }

    /// What it was not, and what nobody can say from these files.
    private mutating func limits(_ incident: Incident, _ length: Length) -> [Inline] {
        var line: [Inline] = []
        let innocents = innocents(length)
        if !innocents.isEmpty {
            line += [.strong([.words("Ruled out:")]), .words(" ")]
            line += Phrasing.joined(innocents, "; ") + [.words(". ")]
        }
        var unknowns: [[Inline]] = []
        for check in unchecked(incident).prefix(length.unknowns) {
            unknowns.append(Phrasing.lowered(phrasing.inlines(check.resource)))
        }
        guard !unknowns.isEmpty else { return line }
        return line + [.strong([.words("Not known:")]), .words(" ")]
            + Phrasing.joined(unknowns, "; ") + [
                .words("; see "), .section(.ruledOut), .words("."),
            ]
    }

    /// What somebody would have blamed first: a suspect named in the folder, then resources.
    private mutating func innocents(_ length: Length) -> [[Inline]] {
        var names: [[Inline]] = []
        let blamed = blamed()
        let acquitted = suspectGroups().first { group in
            blamed.contains(group.first)
                && (group.first.verdict == .exonerated || group.first.verdict == .insufficient)
        }
        if let acquitted { names.append(name(of: acquitted)) }
        for check in diagnosis.resources where check.result == .ruledOut {
            let name = Phrasing.lowered(phrasing.inlines(check.resource))
            let because = phrasing.inlines(check.because)
            names.append(
                Clip.words(because) <= length.reason
                    ? name + [.words(" (")] + because + [.words(")")] : name
            )
        }
        return Array(names.prefix(length.innocents))
    }

    /// What could not be checked and could matter: without jobs nobody misses the workers.
    func unchecked(_ incident: Incident) -> [ResourceCheck] {
        let absent = diagnosis.resources.filter { $0.result == .notChecked }
        let relevant = absent.filter { $0.resource != "Workers" || incident.kind == .queueBacklog }
        return relevant + diagnosis.resources.filter { $0.result == .open }
    }

    private mutating func decisions(_ length: Length) -> [Inline] {
        var line: [Inline] = []
        var number = 0
        for advice in advice() where number < length.decisions {
            let action = Clip.clipped(phrasing.inlines(advice.action), words: length.decision)
            // Half an imperative is worse than none: section 9 has the whole.
            guard action.last != .words(" …") else { continue }
            number += 1
            line += [.words(number == 1 ? " (1) " : "; (\(number)) ")] + Phrasing.lowered(action)
        }
        guard !line.isEmpty else { return [] }
        return [.strong([.words("To decide in the review:")])] + line + [
            .words(". Expected effects: "), .section(.actions), .words("."),
        ]
    }
}

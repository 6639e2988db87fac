// Incidents, hypotheses, findings and suspects in the contract's keys.

import Diagnosing

extension ReportJSON {
    /// The incidents, I1 first.
    mutating func incidents() -> JSONValue {
        var values: [JSONValue] = []
        for (offset, incident) in diagnosis.incidents.enumerated() {
            values.append(self.incident(incident, offset))
        }
        return .list(values)
    }

    private mutating func incident(_ incident: Incident, _ offset: Int) -> JSONValue {
        var number = phrasing.index.firstHypothesis[offset]
        return .object(
            JSONMember("id", .text("I\(offset + 1)")),
            JSONMember("kind", .text(incident.kind.rawValue)),
            JSONMember("start", .moment(incident.start)),
            JSONMember("start_uncertainty_seconds", .finite(incident.startUncertaintySeconds)),
            JSONMember("end", incident.end.map(JSONValue.moment)),
            JSONMember("title", text(incident.title)),
            JSONMember("recurrence", incident.recurrence.map { recurrence($0) }),
            JSONMember(
                "onsets",
                incident.onsets.isEmpty ? nil : list(incident.onsets) { $0.onset($1) }
            ),
            JSONMember("impact", list(incident.impact) { $0.impact($1) }),
            JSONMember(
                "hypotheses",
                list(incident.hypotheses) { json, hypothesis in
                    defer { number += 1 }
                    return json.hypothesis(hypothesis, number)
                }
            )
        )
    }

    private mutating func impact(_ impact: Impact) -> JSONValue {
        .object(
            JSONMember("measure", .text(impact.measure.name)),
            JSONMember("label", text(impact.label)),
            JSONMember("value", .finite(impact.measure.quantity.value)),
            JSONMember("unit", .text(UnitName.text(impact.measure.quantity.unit))),
            JSONMember("evidence", references(impact.evidence))
        )
    }

    private mutating func hypothesis(_ hypothesis: Hypothesis, _ number: Int) -> JSONValue {
        .object(
            JSONMember("id", .text("H\(number)")),
            JSONMember("cause", .text(hypothesis.cause.rawValue)),
            JSONMember("confidence", .text(hypothesis.confidence.rawValue)),
            JSONMember("weight", .finite(hypothesis.weight)),
            JSONMember("statement", text(hypothesis.statement)),
            JSONMember("subject", subject(hypothesis.subject)),
            JSONMember("trigger", hypothesis.trigger.map { trigger($0) }),
            JSONMember("for", list(hypothesis.supporting) { $0.item($1) }),
            JSONMember("against", list(hypothesis.opposing) { $0.item($1) }),
            JSONMember("would_change_our_mind", text(hypothesis.wouldChangeOurMind))
        )
    }

    private mutating func trigger(_ judged: JudgedEvent) -> JSONValue {
        .object(
            JSONMember("event", text(.event(judged.event.text))),
            JSONMember("time", .moment(judged.event.time))
        )
    }

    private mutating func item(_ item: EvidenceItem) -> JSONValue {
        .object(
            JSONMember("item", .text(item.item.rawValue)),
            JSONMember("decibans", .finite(item.decibans)),
            JSONMember("because", text(item.because)),
            JSONMember("evidence", references(item.evidence))
        )
    }

    /// The findings, F1 first.
    mutating func findings() -> JSONValue {
        var values: [JSONValue] = []
        for (offset, finding) in phrasing.index.findings.enumerated() {
            values.append(self.finding(finding, offset + 1))
        }
        return .list(values)
    }

    private mutating func finding(_ finding: Finding, _ number: Int) -> JSONValue {
        let measures = finding.measures.compactMap {
            JSONMember($0.name, .finite($0.quantity.value))
        }
        return .object(
            JSONMember("id", .text("F\(number)")),
            JSONMember("kind", .text(finding.kind.rawValue)),
            JSONMember("chronic", .flag(finding.isChronic)),
            JSONMember("confidence", .text(finding.confidence.rawValue)),
            JSONMember("start", .moment(finding.start)),
            JSONMember("end", finding.end.map(JSONValue.moment)),
            JSONMember("subject", subject(finding.subject)),
            JSONMember("title", text(finding.title)),
            JSONMember("explanation", text(finding.explanation)),
            JSONMember("measures", .object(Self.distinct(measures))),
            JSONMember("evidence", references(finding.evidence)),
            JSONMember("advice", finding.advice.map { advice($0) })
        )
    }

    /// A key twice in one object has no meaning in JSON: the first is kept.
    private static func distinct(_ members: [JSONMember]) -> [JSONMember] {
        var seen: Set<String> = []
        return members.filter { seen.insert($0.key).inserted }
    }

    private mutating func advice(_ advice: Advice) -> JSONValue {
        .object(
            JSONMember("action", text(advice.action)),
            JSONMember("kind", .text(advice.kind.rawValue)),
            JSONMember("expected_effect", text(advice.expectedEffect)),
            JSONMember("check", text(advice.check))
        )
    }

    /// Something that was put on trial.
    mutating func suspect(_ suspect: Suspect) -> JSONValue {
        .object(
            JSONMember("what", text(suspect.what)),
            JSONMember("subject", subject(suspect.subject)),
            JSONMember("verdict", .text(suspect.verdict.rawValue)),
            JSONMember("because", text(suspect.because)),
            JSONMember("evidence", references(suspect.evidence))
        )
    }
}

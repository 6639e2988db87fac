// Incidents, explanations, findings and suspects as rows.

import Diagnosing

extension ExportRows {
    /// The incidents.
    mutating func incidents() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, incident) in diagnosis.incidents.enumerated() {
            rows.append([
                .text("I\(offset + 1)"), .text(incident.kind.rawValue), words(incident.title),
                Self.time(incident.start), Self.real(incident.startUncertaintySeconds),
                Self.time(incident.end),
            ])
        }
        return ExportTable(
            name: "incidents",
            meaning: "A stretch of time in which something went wrong.",
            columns: [
                .text("id", "`I1` is the first"), .text("kind", "such as `queue-backlog`"),
                .text("title", "a sentence"), .real("start_time", "seconds since the epoch, UTC"),
                .real("start_uncertainty_seconds", "half the width of the interval of the start"),
                .real("end_time", "none where it was not over"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    /// What incidents did, measured.
    mutating func impact() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, incident) in diagnosis.incidents.enumerated() {
            for (place, impact) in incident.impact.enumerated() {
                rows.append([
                    .text("I\(offset + 1)"), .integer(place + 1), .text(impact.measure.name),
                    words(impact.label), Self.real(impact.measure.quantity.value),
                    .text(UnitName.text(impact.measure.quantity.unit)),
                ])
            }
        }
        return ExportTable(
            name: "impact",
            meaning: "What an incident did to jobs and people, a measure a row.",
            columns: [
                .text("incident", "id of the incident").of("incidents"),
                .integer("place", "from 1"),
                .text("measure", "such as `jobs_waiting_over_1s`"), .text("label", "in words"),
                .real("value", "in the unit"),
                .text("unit", "such as `jobs`; `share` is in 0 to 1"),
            ],
            key: ["incident", "place"],
            rows: rows
        )
    }

    /// The explanations, with their rank.
    mutating func hypotheses() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, incident) in diagnosis.incidents.enumerated() {
            let first = phrasing.index.firstHypothesis[offset]
            for (rank, hypothesis) in incident.hypotheses.enumerated() {
                rows.append([
                    .text("H\(first + rank)"), .text("I\(offset + 1)"), .integer(rank + 1),
                    .text(hypothesis.cause.rawValue), .text(hypothesis.confidence.rawValue),
                    Self.real(hypothesis.weight), words(hypothesis.statement),
                    name(hypothesis.trigger.map { .event($0.event.text) }),
                    Self.time(hypothesis.trigger?.event.time),
                    words(hypothesis.wouldChangeOurMind),
                ])
            }
        }
        return ExportTable(
            name: "hypotheses",
            meaning: "An explanation of an incident; the last is always `other`.",
            columns: [
                .text("id", "`H1` is the first"),
                .text("incident", "id of the incident").of("incidents"),
                .integer("rank", "1 is the likeliest"), .text("cause", "a kind of finding"),
                .text("confidence", "`established`, `strong`, `moderate` or `hypothesis`"),
                .real("weight", "share of the weight of evidence, for ranking"),
                .text("statement", "a sentence"), .text("trigger", "the event that set it off"),
                .real("trigger_time", "seconds since the epoch, UTC"),
                .text("would_change_our_mind", "what would speak against it"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    /// What speaks for and against explanations.
    mutating func items() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, incident) in diagnosis.incidents.enumerated() {
            let first = phrasing.index.firstHypothesis[offset]
            for (rank, hypothesis) in incident.hypotheses.enumerated() {
                let items = hypothesis.supporting + hypothesis.opposing
                for (place, item) in items.enumerated() {
                    rows.append([
                        .text("H\(first + rank)"), .integer(place + 1), .text(item.item.rawValue),
                        Self.real(item.decibans), words(item.because),
                    ])
                }
            }
        }
        return ExportTable(
            name: "hypothesis_items",
            meaning: "An item of evidence for (positive) or against an explanation.",
            columns: [
                .text("hypothesis", "id of the explanation").of("hypotheses"),
                .integer("place", "from 1"),
                .text("item", "such as `precedence`"),
                .real("decibans", "ten times the logarithm of the likelihood ratio"),
                .text("because", "a sentence"),
            ],
            key: ["hypothesis", "place"],
            rows: rows
        )
    }

    /// What was put on trial.
    mutating func suspects() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, suspect) in diagnosis.suspects.enumerated() {
            rows.append([
                .text("S\(offset + 1)"), words(suspect.what), .text(suspect.verdict.rawValue),
                words(suspect.because),
            ])
        }
        return ExportTable(
            name: "suspects",
            meaning: "Something that was put on trial, guilty or not.",
            columns: [
                .text("id", "`S1` is the first"), .text("what", "what it is"),
                .text("verdict", "`sufficient`, `insufficient`, `exonerated` or `undetermined`"),
                .text("because", "the arithmetic"),
            ],
            key: ["id"],
            rows: rows
        )
    }
}

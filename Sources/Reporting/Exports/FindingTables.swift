// Findings with their subject and their advice, and their measures, as rows.

import Diagnosing

extension ExportRows {
    /// The findings.
    mutating func findings() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, finding) in phrasing.index.findings.enumerated() {
            let fact: [Cell] = [
                .text("F\(offset + 1)"), .text(finding.kind.rawValue),
                .integer(finding.isChronic ? 1 : 0), .text(finding.confidence.rawValue),
                Self.time(finding.start), Self.time(finding.end), words(finding.title),
                words(finding.explanation),
            ]
            rows.append(fact + subject(finding.subject) + advice(finding.advice))
        }
        return ExportTable(
            name: "findings",
            meaning: "A fact about the capture, heaviest first.",
            columns: Self.findingColumns,
            key: ["id"],
            rows: rows
        )
    }

    private static let findingColumns: [ExportTable.Column] = [
        .text("id", "`F1` is the heaviest"), .text("kind", "`debrief explain KIND` teaches it"),
        .integer("chronic", "1 where it was there all the time"), .text("confidence", "a word"),
        .real("start_time", "seconds since the epoch, UTC"),
        .real("end_time", "none where it was not over"),
        .text("title", "a sentence"), .text("explanation", "the mechanism"),
        .text("command", "subject: a Redis command"), .text("key_pattern", "subject: keys"),
        .text("queue", "subject"), .text("job_class", "subject"),
        .text("clients", "subject: addresses, masked unless told otherwise"),
        .text("client_names", "subject"), .text("table_name", "subject: a table of a database"),
        .text("endpoint", "subject"), .text("service", "subject"), .text("metric", "subject"),
        .text("advice", "what to do"), .text("advice_kind", "prevent, limit, detect or respond"),
        .text("expected_effect", "what that changes"), .text("advice_check", "how to know"),
    ]

    private mutating func subject(_ subject: Subject) -> [Cell] {
        [
            name(subject.command.map(LogText.command)),
            name(subject.keyPattern.map(LogText.keyPattern)),
            name(subject.queue.map(LogText.queue)), name(subject.jobClass.map(LogText.jobClass)),
            names(subject.clients.map(LogText.client)),
            names(subject.clientNames.map(LogText.clientName)),
            name(subject.table.map(LogText.table)), name(subject.endpoint.map(LogText.endpoint)),
            name(subject.service.map(LogText.service)), name(subject.metric.map(LogText.metric)),
        ]
    }

    private mutating func advice(_ advice: Advice?) -> [Cell] {
        guard let advice else { return [.none, .none, .none, .none] }
        return [
            words(advice.action), .text(advice.kind.rawValue), words(advice.expectedEffect),
            words(advice.check),
        ]
    }

    /// The numbers behind findings.
    func measures() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, finding) in phrasing.index.findings.enumerated() {
            for (place, measure) in finding.measures.enumerated() {
                rows.append([
                    .text("F\(offset + 1)"), .integer(place + 1), .text(measure.name),
                    Self.real(measure.quantity.value),
                    .text(UnitName.text(measure.quantity.unit)),
                ])
            }
        }
        return ExportTable(
            name: "measures",
            meaning: "A number of a finding.",
            columns: [
                .text("finding", "id of the finding").of("findings"), .integer("place", "from 1"),
                .text("measure", "such as `dead_share`"), .real("value", "in the unit"),
                .text("unit", "such as `writes/s`; `share` is in 0 to 1"),
            ],
            key: ["finding", "place"],
            rows: rows
        )
    }
}

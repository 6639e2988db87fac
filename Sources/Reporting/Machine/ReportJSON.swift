// The whole answer for machines, in the keys and the order of `debrief/1`.

import Diagnosing

/// Writes a diagnosis as the contract's JSON object.
struct ReportJSON {
    /// The labels that were handed out so far.
    var phrasing: Phrasing
    let diagnosis: Diagnosis
    let options: ReportOptions

    /// The object as text with a final line break.
    mutating func text() -> String {
        var writer = JSONWriter()
        writer.write(document())
        return writer.text + "\n"
    }

    private mutating func document() -> JSONValue {
        .object(
            JSONMember("schema", .text("debrief/1")),
            JSONMember(
                "tool",
                .object(
                    JSONMember("version", .text(options.toolVersion)),
                    JSONMember("rules", .text(options.rulesVersion))
                )
            ),
            JSONMember("input_digest", options.inputDigest.map(JSONValue.text)),
            JSONMember("verdict", .text(diagnosis.verdict.rawValue)),
            JSONMember("span", span(diagnosis.start, diagnosis.end)),
            JSONMember("sources", list(diagnosis.sources) { $0.source($1) }),
            JSONMember("incidents", incidents()),
            JSONMember("findings", findings()),
            JSONMember("suspects", list(diagnosis.suspects) { $0.suspect($1) }),
            JSONMember("context", list(diagnosis.context) { $0.event($1) }),
            JSONMember("evidence", evidence()),
            JSONMember("caveats", caveats()),
            JSONMember("series", series()),
            JSONMember("resources", list(diagnosis.resources) { $0.resource($1) }),
            JSONMember("profile", list(diagnosis.profile) { $0.profileRow($1) }),
            JSONMember("write_ledger", list(diagnosis.writeLedger) { $0.ledgerRow($1) }),
            JSONMember("differences", list(diagnosis.differences) { $0.difference($1) }),
            JSONMember(
                "cost_differences",
                list(diagnosis.costDifferences) { $0.costDifference($1) }
            ),
            JSONMember(
                "message_differences",
                list(diagnosis.messageDifferences) { $0.messageDifference($1) }
            ),
            JSONMember("receipts", list(diagnosis.receipts) { $0.receipt($1) }),
            JSONMember("next_evidence", list(diagnosis.nextEvidence) { $0.plan($1) }),
            JSONMember("redaction", redaction())
        )
    }

    /// The values of a list, written in order so that labels are handed out in order.
    mutating func list<Element>(
        _ elements: [Element],
        _ write: (inout ReportJSON, Element) -> JSONValue
    ) -> JSONValue {
        var values: [JSONValue] = []
        for element in elements { values.append(write(&self, element)) }
        return .list(values)
    }

    /// A sentence as text.
    mutating func text(_ sentence: Sentence) -> JSONValue {
        .text(phrasing.plain(sentence))
    }

    /// Log text, redacted.
    mutating func text(_ logText: LogText) -> JSONValue {
        .text(phrasing.redactor.quoted(logText).text)
    }

    /// References as ids.
    func references(_ cited: [Evidence]) -> JSONValue {
        .list(phrasing.index.numbers(of: cited).map { .text("E\($0)") })
    }

    /// A stretch of time.
    func span(_ start: Timestamp, _ end: Timestamp) -> JSONValue {
        .object(JSONMember("start", .moment(start)), JSONMember("end", .moment(end)))
    }

    /// The subject in the contract's keys; several clients become a list.
    mutating func subject(_ subject: Subject) -> JSONValue {
        .object(
            JSONMember("command", subject.command.map { text(.command($0)) }),
            JSONMember("key_pattern", subject.keyPattern.map { text(.keyPattern($0)) }),
            JSONMember("queue", subject.queue.map { text(.queue($0)) }),
            JSONMember("job_class", subject.jobClass.map { text(.jobClass($0)) }),
            JSONMember("client", oneOrMany(subject.clients.map(LogText.client))),
            JSONMember("client_name", oneOrMany(subject.clientNames.map(LogText.clientName))),
            JSONMember("table", subject.table.map { text(.table($0)) }),
            JSONMember("endpoint", subject.endpoint.map { text(.endpoint($0)) }),
            JSONMember("service", subject.service.map { text(.service($0)) }),
            JSONMember("metric", subject.metric.map { text(.metric($0)) }),
            JSONMember("event", subject.event.map { text(.event($0)) })
        )
    }

    private mutating func oneOrMany(_ names: [LogText]) -> JSONValue? {
        guard names.count > 1 else { return names.first.map { text($0) } }
        return list(names) { $0.text($1) }
    }

    private func redaction() -> JSONValue {
        let mode =
            switch options.redaction {
            case .on: "on"
            case .keepPrivateAddresses: "keep-private-ips"
            case .off: "off"
            }
        return .object(
            JSONMember("mode", .text(mode)),
            JSONMember("masked", .count(phrasing.redactor.maskedCount))
        )
    }
}

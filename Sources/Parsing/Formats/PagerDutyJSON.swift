// What PagerDuty's API says of incidents and what was done about them.
// Source: PagerDuty REST API v2, "List log entries" and "List incidents"; newest first.

/// Reads log entries and incidents.
package struct PagerDutyJSON: LogFormat {
    package let name = "context-pagerduty"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(of: head, because: "log entries of PagerDuty")
    }

    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("log_entries[]"), .value("incidents[]"), .value("log_entry"),
            .value("incident"), .object("[]"),
        ]
        static let entryRule = "an entry has a type of PagerDuty, a summary and created_at"

        private var document = ContextDocument()

        var zone: WrittenZone { document.notes.zone }

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            let type = value["type"]?.text ?? ""
            let isEntry = type.hasSuffix("_log_entry") || type.hasSuffix("_log_entry_reference")
            guard isEntry || type == "incident",
                let time = document.time(of: value, in: ["created_at"])
            else { return Self.entryRule }
            let title = (value["title"] ?? value["summary"])?.text ?? ""
            let incident = value["incident"]?["summary"]?.text ?? ""
            // Notes are people's words; everything else is the pager's.
            let isNote = type.hasPrefix("annotate")
            let text = isEntry && !incident.isEmpty ? "\(title): \(incident)" : title
            var draft = ContextDraft(sentence: text, line: line, time: time)
            draft.event.service = value["service"]?["summary"]?.text ?? ""
            draft.version = ""
            if !isNote || draft.event.kind == .other { draft.event.kind = .signal }
            if type.hasPrefix("resolve") { draft.event.kind = .other }
            return document.keep(draft)
        }

        mutating func finish(into rows: inout [Row]) { document.release(into: &rows) }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {"log_entries": [
                {"id": "R2", "type": "annotate_log_entry", "created_at": "2026-11-21T03:21:00Z", "summary": "rolled back web", "service": {"summary": "Shop"}},
                {"id": "R1", "type": "trigger_log_entry", "created_at": "2026-11-21T03:20:00Z", "summary": "Triggered through the API", "incident": {"summary": "[#1] queue is long"}}
                ], "limit": 25, "more": false}
                """,
                reads: [
                    contextSample(
                        2,
                        1_795_231_260,
                        .response,
                        "rolled back web",
                        service: "Shop"
                    ),
                    contextSample(
                        3,
                        1_795_231_200,
                        .signal,
                        "Triggered through the API: [#1] queue is long"
                    ),
                ],
                source: "PagerDuty REST API v2, list log entries"
            ),
            FormatSample(
                #"{"incidents": [{"id": 1, "status": "open"}]}"#,
                reads: [],
                source: "incidents of something else"
            ),
        ]
    }
}

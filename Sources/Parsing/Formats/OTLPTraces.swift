// Traces as OpenTelemetry's file exporter writes them: a document a line, or one document.
// Source: opentelemetry-proto 1.3, trace/v1/trace.proto; OTLP specification, "JSON Protobuf Encoding";
// opentelemetry-collector-contrib, exporter/fileexporter.

/// Reads the spans of OTLP JSON.
package struct OTLPTraces: LogFormat {
    package let name = "otlp-traces"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(of: head, because: "resourceSpans of OpenTelemetry")
    }

    /// A resource names its service before its spans, or after them.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("resourceSpans[].resource"),
            .value("resourceSpans[].scopeSpans[].spans[]"),
            .value("resourceSpans[].instrumentationLibrarySpans[].spans[]"),
            .end("resourceSpans[]"),
        ]
        static let spanRule =
            "a span has traceId, spanId, name and its start and end in nanoseconds"
        /// Spans that wait for their resource; writers put the resource first.
        private static let heldMax = 10_000

        private var service: String?
        private var held: [Span] = []
        private(set) var zone = WrittenZone.none

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            if place == 0 {
                service = Self.attribute("service.name", of: value) ?? ""
                return nil
            }
            guard let span = Self.span(value, line: line, service: service ?? "") else {
                return Self.spanRule
            }
            zone = .written
            if service == nil, held.count < Self.heldMax {
                held.append(span)
            } else {
                rows.append(.span(span))
            }
            return nil
        }

        mutating func end(of place: Int, line: Int, into rows: inout [Row]) {
            for span in held {
                var span = span
                span.service = service ?? ""
                rows.append(.span(span))
            }
            held = []
            service = nil
        }

        mutating func finish(into rows: inout [Row]) { end(of: 3, line: 0, into: &rows) }

        private static func span(_ value: JSONValue, line: Int, service: String) -> Span? {
            guard let trace = TraceIdentity.hash(value["traceId"]),
                let identity = TraceIdentity.hash(value["spanId"]),
                let name = value["name"]?.text,
                let start = JSONMoment.reading(of: value["startTimeUnixNano"])?.time,
                let end = JSONMoment.reading(of: value["endTimeUnixNano"])?.time
            else { return nil }
            let (duration, isBeyond) = end.microseconds.subtractingReportingOverflow(
                start.microseconds
            )
            return Span(
                line: line,
                trace: trace,
                identity: identity,
                parent: TraceIdentity.hash(value["parentSpanId"]),
                service: service,
                operation: name,
                start: start,
                durationMicroseconds: isBeyond ? 0 : duration,
                status: status(value["status"]?["code"])
            )
        }

        private static func status(_ code: JSONValue?) -> Span.Status {
            switch code {
            case .integer(1), .string("STATUS_CODE_OK"): .ok
            case .integer(2), .string("STATUS_CODE_ERROR"): .error
            case .integer, .string, .number, .object, .array, .bool, .null, nil: .unset
            }
        }

        /// The text of an attribute in a list of keys and values.
        private static func attribute(_ key: String, of resource: JSONValue) -> String? {
            resource["attributes"]?.elements?.first { $0["key"]?.text == key }?["value"]?[
                "stringValue"
            ]?.text
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}}]},"scopeSpans":[{"scope":{"name":"http"},"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","parentSpanId":"","name":"POST /orders","kind":2,"startTimeUnixNano":"1795231200000000000","endTimeUnixNano":"1795231200250000999","status":{"code":2}}]}]}]}
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b175","parentSpanId":"eee19b7ec3c1b174","name":"charge","startTimeUnixNano":1795231200010000000,"endTimeUnixNano":1795231200200000000,"status":{}}]}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"payments"}}]}}]}
                """,
                reads: [
                    .span(
                        Span(
                            line: 1,
                            trace: Self.hash("5b8efff798038103d269b633813fc60c"),
                            identity: Self.hash("eee19b7ec3c1b174"),
                            parent: nil,
                            service: "checkout",
                            operation: "POST /orders",
                            start: Timestamp(microseconds: 1_795_231_200_000_000),
                            durationMicroseconds: 250_000,
                            status: .error
                        )
                    ),
                    .span(
                        Span(
                            line: 2,
                            trace: Self.hash("5b8efff798038103d269b633813fc60c"),
                            identity: Self.hash("eee19b7ec3c1b175"),
                            parent: Self.hash("eee19b7ec3c1b174"),
                            service: "payments",
                            operation: "charge",
                            start: Timestamp(microseconds: 1_795_231_200_010_000),
                            durationMicroseconds: 190_000,
                            status: .unset
                        )
                    ),
                ],
                source:
                    "opentelemetry-proto 1.3, examples/trace.json, shortened; fileexporter's lines"
            ),
            FormatSample(
                #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"x"}}]}]}]}"#,
                reads: [],
                source: "opentelemetry-proto 1.3, examples/logs.json, shortened"
            ),
        ]
    }

    private static func hash(_ text: String) -> UInt64 { TraceIdentity.hash(text) ?? 0 }
}

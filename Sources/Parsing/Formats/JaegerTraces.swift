// Traces as Jaeger's query service answers and its page downloads them.
// Source: jaegertracing/jaeger 1.60, internal/uimodel (model/json/model.go).

/// Reads the spans of Jaeger's JSON: an answer with `data`, or one trace.
package struct JaegerTraces: LogFormat {
    package let name = "jaeger-traces"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(
            of: head,
            because: "spans and processes of a Jaeger trace"
        )
    }

    /// The services stand behind the spans, so that the spans of a trace wait.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("data[].spans[]"), .value("data[].processes"), .end("data[]"),
            .value("spans[]"), .value("processes"), .end(""),
        ]
        static let spanRule =
            "a span has spanID, operationName, startTime and duration in microseconds"
        static let countRule = "a trace may hold 200,000 spans"
        private static let heldMax = 200_000

        private var held: [(span: Span, process: String)] = []
        private var services: [String: String] = [:]
        private(set) var zone = WrittenZone.none

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            switch place {
            case 0, 3:
                guard held.count < Self.heldMax else { return Self.countRule }
                guard let span = Self.span(value, line: line) else { return Self.spanRule }
                zone = .written
                let own = value["process"]?["serviceName"]?.text
                if let own { services["\u{0}\(own)"] = own }
                held.append((span, own.map { "\u{0}\($0)" } ?? value["processID"]?.text ?? ""))
            default:
                guard case .object(let members) = value else { return nil }
                for member in members {
                    if let service = member.value["serviceName"]?.text {
                        services[member.name] = service
                    }
                }
            }
            return nil
        }

        mutating func end(of place: Int, line: Int, into rows: inout [Row]) {
            for (span, process) in held {
                var span = span
                span.service = String((services[process] ?? "").prefix(Span.nameCharactersMax))
                rows.append(.span(span))
            }
            (held, services) = ([], [:])
        }

        mutating func finish(into rows: inout [Row]) { end(of: 2, line: 0, into: &rows) }

        private static func span(_ value: JSONValue, line: Int) -> Span? {
            guard let trace = TraceIdentity.hash(value["traceID"]),
                let identity = TraceIdentity.hash(value["spanID"]),
                let operation = value["operationName"]?.text,
                let start = value["startTime"]?.wholeNumber, start > 0,
                let duration = value["duration"]?.wholeNumber
            else { return nil }
            let reference = value["references"]?.elements?.first {
                $0["refType"]?.text == "CHILD_OF"
            }
            return Span(
                line: line,
                trace: trace,
                identity: identity,
                parent: TraceIdentity.hash(reference?["spanID"] ?? value["parentSpanID"]),
                service: "",
                operation: operation,
                start: Timestamp(microseconds: start),
                durationMicroseconds: duration,
                status: status(value["tags"]?.elements ?? [])
            )
        }

        /// `error` as a bool or a word, or the status that OpenTelemetry's exporter writes.
        private static func status(_ tags: [JSONValue]) -> Span.Status {
            var status = Span.Status.unset
            for tag in tags {
                switch (tag["key"]?.text, tag["value"]) {
                case ("error", .bool(true)), ("error", .string("true")),
                    ("otel.status_code", .string("ERROR")):
                    return .error
                case ("otel.status_code", .string("OK")): status = .ok
                case (_, _): continue
                }
            }
            return status
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {"data":[{"traceID":"a1","spans":[
                {"traceID":"a1","spanID":"b1","operationName":"GET /","references":[],"startTime":1795231200000000,"duration":5000,"tags":[{"key":"error","type":"bool","value":true}],"processID":"p1"},
                {"traceID":"a1","spanID":"b2","operationName":"SELECT","references":[{"refType":"CHILD_OF","traceID":"a1","spanID":"b1"}],"startTime":1795231200001000,"duration":2000,"tags":[],"processID":"p2"}
                ],"processes":{"p1":{"serviceName":"web","tags":[]},"p2":{"serviceName":"db"}}}],"total":0}
                """,
                reads: [
                    .span(
                        Span(
                            line: 2,
                            trace: Self.hash("a1"),
                            identity: Self.hash("b1"),
                            parent: nil,
                            service: "web",
                            operation: "GET /",
                            start: Timestamp(microseconds: 1_795_231_200_000_000),
                            durationMicroseconds: 5_000,
                            status: .error
                        )
                    ),
                    .span(
                        Span(
                            line: 3,
                            trace: Self.hash("a1"),
                            identity: Self.hash("b2"),
                            parent: Self.hash("b1"),
                            service: "db",
                            operation: "SELECT",
                            start: Timestamp(microseconds: 1_795_231_200_001_000),
                            durationMicroseconds: 2_000,
                            status: .unset
                        )
                    ),
                ],
                source: "jaeger 1.60, model/json/model.go; the shape of /api/traces"
            ),
            FormatSample(
                #"{"data":[{"id":1,"attributes":{"name":"x"}}],"total":1}"#,
                reads: [],
                source: "an answer of a JSON API"
            ),
        ]
    }

    private static func hash(_ text: String) -> UInt64 { TraceIdentity.hash(text) ?? 0 }
}

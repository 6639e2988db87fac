// Traces as Zipkin's API answers: a list of spans, or a list of traces.
// Source: openzipkin/zipkin-api, zipkin2-api.yaml 1.0; zipkin 3.4 SpanBytesEncoder.JSON_V2.

/// Reads the spans of Zipkin v2.
package struct ZipkinTraces: LogFormat {
    package let name = "zipkin-traces"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(of: head, because: "spans of Zipkin v2")
    }

    /// Each span names its own service.
    private struct Content: JSONContent {
        // A list of traces is a list of lists; a list alone holds spans.
        static let places = [JSONPlace.object("[]"), .object("[][]")]
        static let spanRule = "a span has traceId, id, timestamp and duration in microseconds"

        private(set) var zone = WrittenZone.none

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            guard let span = Self.span(value, line: line) else { return Self.spanRule }
            zone = .written
            rows.append(.span(span))
            return nil
        }

        private static func span(_ value: JSONValue, line: Int) -> Span? {
            guard let trace = TraceIdentity.hash(value["traceId"]),
                let identity = TraceIdentity.hash(value["id"]),
                let start = value["timestamp"]?.wholeNumber, start > 0,
                let duration = value["duration"]?.wholeNumber
            else { return nil }
            let isServerHalf = value["shared"] == .bool(true)
            return Span(
                line: line,
                trace: trace,
                identity: isServerHalf ? Span.serverHalf(of: identity) : identity,
                parent: isServerHalf ? identity : TraceIdentity.hash(value["parentId"]),
                service: value["localEndpoint"]?["serviceName"]?.text ?? "",
                operation: value["name"]?.text ?? "",
                start: Timestamp(microseconds: start),
                durationMicroseconds: duration,
                status: value["tags"]?["error"] == nil ? .unset : .error
            )
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                [[
                {"traceId":"00000000000000a1","id":"b1","kind":"CLIENT","name":"get","timestamp":1795231200000000,"duration":5000,"localEndpoint":{"serviceName":"web"},"tags":{"error":"timeout"}},
                {"traceId":"a1","id":"b1","kind":"SERVER","shared":true,"name":"get /","timestamp":1795231200001000,"duration":3000,"localEndpoint":{"serviceName":"api"}}
                ]]
                """,
                reads: [
                    .span(
                        Span(
                            line: 2,
                            trace: Self.hash("a1"),
                            identity: Self.hash("b1"),
                            parent: nil,
                            service: "web",
                            operation: "get",
                            start: Timestamp(microseconds: 1_795_231_200_000_000),
                            durationMicroseconds: 5_000,
                            status: .error
                        )
                    ),
                    .span(
                        Span(
                            line: 3,
                            trace: Self.hash("a1"),
                            identity: Span.serverHalf(of: Self.hash("b1")),
                            parent: Self.hash("b1"),
                            service: "api",
                            operation: "get /",
                            start: Timestamp(microseconds: 1_795_231_200_001_000),
                            durationMicroseconds: 3_000,
                            status: .unset
                        )
                    ),
                ],
                source: "zipkin-api, zipkin2-api.yaml, the shape of GET /traces"
            ),
            FormatSample(
                #"[{"traceId":"a1","id":"b1","name":"no time"}]"#,
                reads: [],
                source:
                    "zipkin-api: timestamp and duration may be absent until a span is reported again"
            ),
        ]
    }

    private static func hash(_ text: String) -> UInt64 { TraceIdentity.hash(text) ?? 0 }
}

// What Prometheus and its kin answer to query_range and query.
// Source: Prometheus docs "HTTP API", 3.0; web/api/v1 and util/jsonutil of prometheus/prometheus: a time is
// float seconds, a value is text, so that NaN and +Inf can be written.

/// Reads results of the type matrix or vector.
package struct PrometheusJSON: LogFormat {
    package let name = "prometheus-json"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(
            of: head,
            because: "data.result of a Prometheus query"
        )
    }

    /// One series after the other: its labels, then its points.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("data.result[].metric"), .value("data.result[].values[]"),
            .value("data.result[].value"), .end("data.result[]"),
        ]
        static let pointRule = "a point is a time and a value"
        static let labelsRule = "metric must be an object of labels"

        private var series: MetricSeries?
        private var held = HeldPoints()
        private(set) var zone = WrittenZone.none

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            if place == 0 {
                guard case .object(let members) = value else { return Self.labelsRule }
                series = Self.series(members)
                return nil
            }
            guard let pair = value.elements, pair.count == 2,
                let time = JSONMoment.reading(of: pair[0])?.time
            else { return Self.pointRule }
            zone = .written
            let stamp = MetricsTable.Stamp(line: line, time: time)
            guard let series else { return held.keep(pair[1], at: stamp) }
            if let sample = series.sample(pair[1], at: stamp) { rows.append(.sample(sample)) }
            return nil
        }

        mutating func end(of place: Int, line: Int, into rows: inout [Row]) {
            held.release(as: series ?? MetricSeries(name: "value"), into: &rows)
            series = nil
        }

        mutating func finish(into rows: inout [Row]) { end(of: 3, line: 0, into: &rows) }

        private static func series(_ members: [JSONValue.Member]) -> MetricSeries {
            let labels = members.filter { $0.name != "__name__" }
                .compactMap { member in member.value.text.map { (name: member.name, value: $0) } }
            let metric = members.first { $0.name == "__name__" }?.value.text ?? ""
            let name = MetricSeries.name(metric, labels: labels)
            guard CounterNames.isPartOfHistogram(metric) else {
                return MetricSeries(name: name.isEmpty ? "value" : name)
            }
            // Of a histogram only the sum has the unit of the name; the rest counts.
            let scale = metric.hasSuffix("_sum") ? ColumnUnit.scale(of: metric) : nil
            return MetricSeries(name: name, scale: scale ?? .count, kind: .counter)
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"redis_commands_total","cmd":"get","instance":"cache-1:9121"},"values":[[1795231200,"10"],[1795231215.781,"25"]]},{"metric":{"__name__":"redis_memory_used_bytes"},"values":[[1795231200,"1e6"],[1795231215.781,"NaN"]]}]}}
                """,
                reads: [
                    Self.counted(1_795_231_200_000_000, 10),
                    Self.counted(1_795_231_215_781_000, 25),
                    .sample(
                        Sample(
                            line: 1,
                            time: Timestamp(microseconds: 1_795_231_200_000_000),
                            metric: "redis_memory_used_bytes",
                            value: 1_000_000,
                            unit: .bytes
                        )
                    ),
                ],
                source: "Prometheus 3.0, docs/querying/api.md, range queries"
            ),
            FormatSample(
                """
                {"status": "success", "data": {"resultType": "vector", "result": [
                  {"value": [1795231200.5, "0.02"],
                   "metric": {"__name__": "http_request_duration_seconds", "quantile": "0.9"}}
                ]}}
                """,
                reads: [
                    .sample(
                        Sample(
                            line: 2,
                            time: Timestamp(microseconds: 1_795_231_200_500_000),
                            metric: "http_request_duration_seconds{quantile=\"0.9\"}",
                            value: 0.02,
                            unit: .seconds
                        )
                    )
                ],
                source:
                    "Prometheus 3.0, docs/querying/api.md, instant vectors; members in another order"
            ),
            FormatSample(
                #"{"status":"error","errorType":"bad_data","error":"invalid parameter \"query\""}"#,
                reads: [],
                source: "Prometheus 3.0, docs/querying/api.md, format overview"
            ),
        ]
    }

    private static func counted(_ microseconds: Int64, _ value: Double) -> Row {
        .sample(
            Sample(
                line: 1,
                time: Timestamp(microseconds: microseconds),
                metric: #"redis_commands_total{cmd="get",instance="cache-1:9121"}"#,
                value: value,
                unit: .count,
                kind: .counter
            )
        )
    }
}

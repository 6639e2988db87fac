// What New Relic answers to NRQL with TIMESERIES, through NerdGraph or the older Insights query API.
// Source: New Relic docs "NerdGraph tutorial: query NRQL"; fifemon/graphql-datasource issue 68 (a real answer).

/// Reads the buckets of NRQL results; the time of a bucket is its beginning.
package struct NewRelicJSON: LogFormat {
    package let name = "newrelic-json"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(
            of: head,
            because: "NRQL results with beginTimeSeconds"
        )
    }

    /// Each bucket names its values itself.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("data.actor.*.*.results[]"), .value("data.actor.*.results[]"),
            .value("results[]"), .value("timeSeries[]"), .value("facets[].timeSeries[]"),
        ]
        static let timeRule = "a result must hold beginTimeSeconds or timestamp"
        /// Members that say when, of whom and from how many, but are no measurement.
        private static let described: Set<String> = [
            "beginTimeSeconds", "endTimeSeconds", "timestamp", "facet", "inspectedCount",
            "comparison", "appId", "entityGuid",
        ]

        private(set) var zone = WrittenZone.none

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            let written = value["beginTimeSeconds"] ?? value["timestamp"]
            guard let time = JSONMoment.reading(of: written)?.time,
                case .object(let members) = value
            else { return Self.timeRule }
            zone = .written
            let stamp = MetricsTable.Stamp(line: line, time: time)
            let facet = Self.facet(value["facet"])
            for member in members where !Self.described.contains(member.name) {
                Self.read(member.value, named: member.name, facet, at: stamp, into: &rows)
            }
            return nil
        }

        /// Percentiles are objects, and the older API wraps values into an array of objects.
        private static func read(
            _ value: JSONValue,
            named name: String,
            _ facet: String,
            at stamp: MetricsTable.Stamp,
            into rows: inout [Row]
        ) {
            switch value {
            case .object(let members):
                for member in members where !described.contains(member.name) {
                    read(
                        member.value,
                        named: "\(name).\(member.name)",
                        facet,
                        at: stamp,
                        into: &rows
                    )
                }
            case .array(let elements):
                for element in elements.prefix(elementsMax) {
                    guard case .object(let members) = element else { continue }
                    for member in members where !described.contains(member.name) {
                        read(member.value, named: member.name, facet, at: stamp, into: &rows)
                    }
                }
            case .integer, .number:
                if let sample = series(name, facet).sample(value, at: stamp) {
                    rows.append(.sample(sample))
                }
            case .string, .bool, .null: return
            }
        }

        /// More results than a query has SELECT terms are no bucket.
        private static let elementsMax = 64

        private static func series(_ name: String, _ facet: String) -> MetricSeries {
            let whole = String((facet.isEmpty ? name : "\(name){\(facet)}").prefix(300))
            // `duration` of transactions and spans is in seconds.
            let isDuration = name.split(separator: ".").contains("duration")
            return isDuration
                ? MetricSeries(name: whole, scale: UnitScale(.seconds)) : MetricSeries(name: whole)
        }

        private static func facet(_ value: JSONValue?) -> String {
            if let text = value?.text { return text }
            return (value?.elements ?? []).compactMap(\.text).joined(separator: ",")
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {
                  "data": {"actor": {"account": {"nrql": {"results": [
                    {"beginTimeSeconds": 1795231200, "endTimeSeconds": 1795231260,
                     "facet": "web", "average.duration": 0.25, "percentile.duration": {"95": 0.5}},
                    {"beginTimeSeconds": 1795231260, "endTimeSeconds": 1795231320,
                     "facet": "web", "count": 12}
                  ]}}}}
                }
                """,
                reads: [
                    Self.sample(3, 1_795_231_200, "average.duration{web}", 0.25, .seconds),
                    Self.sample(3, 1_795_231_200, "percentile.duration.95{web}", 0.5, .seconds),
                    Self.sample(5, 1_795_231_260, "count{web}", 12, .count),
                ],
                source: "New Relic docs, NerdGraph NRQL tutorial; the shape of a real answer"
            ),
            FormatSample(
                #"{"data": {"actor": {"entity": {"results": ["a", "b"]}}}}"#,
                reads: [],
                source: "an answer without buckets"
            ),
        ]
    }

    private static func sample(
        _ line: Int,
        _ seconds: Int64,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: seconds * 1_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}

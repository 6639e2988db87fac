// What Datadog answers to a query of timeseries points.
// Source: Datadog API reference v1, "Query timeseries points"; datadog-api-client-python 2, MetricsQueryResponse.

/// Reads series of Datadog: points in milliseconds, with the unit beside them.
package struct DatadogJSON: LogFormat {
    package let name = "datadog-json"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(
            of: head,
            because: "series with a pointlist, as Datadog writes"
        )
    }

    /// The name and unit of a series stand before or after its points.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("series[].pointlist[]"), .value("series[].metric"),
            .value("series[].display_name"), .value("series[].scope"), .value("series[].unit"),
            .end("series[]"),
        ]
        static let pointRule = "a point is a time and a value"

        private var held = HeldPoints()
        private var texts: [Int: String] = [:]
        private var scale: UnitScale?
        private(set) var zone = WrittenZone.none

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            guard place == 0 else {
                if place == 4 { scale = Self.scale(value) } else { texts[place] = value.text }
                return nil
            }
            guard let pair = value.elements, pair.count == 2,
                let time = JSONMoment.reading(of: pair[0])?.time
            else { return Self.pointRule }
            zone = .written
            return held.keep(pair[1], at: MetricsTable.Stamp(line: line, time: time))
        }

        mutating func end(of place: Int, line: Int, into rows: inout [Row]) {
            var name = texts[2] ?? texts[1] ?? "value"
            let scope = texts[3] ?? "*"
            if scope != "*", !scope.isEmpty { name += "{\(scope)}" }
            let series = scale.map { MetricSeries(name: name, scale: $0) }
            held.release(as: series ?? MetricSeries(name: name), into: &rows)
            (texts, scale) = ([:], nil)
        }

        mutating func finish(into rows: inout [Row]) { end(of: 5, line: 0, into: &rows) }

        /// The unit is a pair: of what, and per what.
        private static func scale(_ value: JSONValue) -> UnitScale? {
            guard let parts = value.elements, let first = parts.first,
                let name = first["name"]?.text
            else { return nil }
            let isRate = parts.count > 1 && parts[1]["name"]?.text == "second"
            let scale = UnitScale.named(name) ?? UnitScale.named(name + "s")
            guard isRate else { return scale }
            return UnitScale(.perSecond, places: scale?.places ?? 0, factor: scale?.factor ?? 1)
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {"status":"ok","res_type":"time_series","series":[{"unit":[{"family":"bytes","scale_factor":1024.0,"name":"kibibyte"},null],"metric":"redis.mem.used","scope":"host:cache-1","pointlist":[[1795231200000.0,2.0],[1795231220000.0,null]],"display_name":"redis.mem.used"},{"pointlist":[[1795231200000.0,7.5]],"scope":"*","display_name":"redis.net.commands","unit":[{"name":"command"},{"name":"second"}]}],"to_date":1795231300000}
                """,
                reads: [
                    Self.sample("redis.mem.used{host:cache-1}", 2_048, .bytes),
                    Self.sample("redis.net.commands", 7.5, .perSecond),
                ],
                source: "Datadog API v1, query timeseries points, 200"
            ),
            FormatSample(
                #"{"series":[{"name":"a","data":[1,2,3]}]}"#,
                reads: [],
                source: "a chart's series without points"
            ),
        ]
    }

    private static func sample(_ metric: String, _ value: Double, _ unit: Sample.Unit) -> Row {
        .sample(
            Sample(
                line: 1,
                time: Timestamp(microseconds: 1_795_231_200_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}

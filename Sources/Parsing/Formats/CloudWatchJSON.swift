// What `aws cloudwatch get-metric-data` and `get-metric-statistics` print.
// Source: Amazon CloudWatch API reference, GetMetricData and GetMetricStatistics; aws-cli 2, output json.

/// Reads metrics of CloudWatch; the time of a point is the start of its period.
package struct CloudWatchJSON: LogFormat {
    package let name = "cloudwatch-json"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(
            of: head,
            because: "MetricDataResults or Datapoints of CloudWatch"
        )
    }

    /// Times and values stand in arrays of their own; datapoints may come before their label.
    private struct Content: JSONContent {
        static let places = [
            JSONPlace.value("MetricDataResults[].Id"), .value("MetricDataResults[].Label"),
            .value("MetricDataResults[].Timestamps[]"), .value("MetricDataResults[].Values[]"),
            .end("MetricDataResults[]"), .value("Label"), .value("Datapoints[]"), .end(""),
        ]
        static let timeRule = "a timestamp must be ISO 8601 or an epoch"
        static let countRule = "a result may hold 200,000 values"
        /// CloudWatch answers with at most 100,800 points.
        private static let pointsMax = 200_000
        private static let statistics: Set<String> = [
            "Average", "Sum", "Maximum", "Minimum", "SampleCount",
        ]

        private var notes = ZoneNotes()
        private var id = ""
        private var label = ""
        private var times: [(time: Timestamp, line: Int)] = []
        private var values: [JSONValue] = []
        private var datapoints: [(stamp: MetricsTable.Stamp, value: JSONValue)] = []

        var zone: WrittenZone { notes.zone }

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            guard max(times.count, values.count, datapoints.count) < Self.pointsMax else {
                return Self.countRule
            }
            switch place {
            case 0: id = value.text ?? ""
            case 1, 5: label = value.text ?? ""
            case 2:
                guard let time = time(value) else { return Self.timeRule }
                times.append((time, line))
            case 3: values.append(value)
            default:
                guard let time = time(value["Timestamp"]) else { return Self.timeRule }
                datapoints.append((MetricsTable.Stamp(line: line, time: time), value))
            }
            return nil
        }

        private mutating func time(_ value: JSONValue?) -> Timestamp? {
            guard let reading = JSONMoment.reading(of: value) else { return nil }
            notes.note(isZoned: reading.isZoned)
            return reading.time
        }

        mutating func end(of place: Int, line: Int, into rows: inout [Row]) {
            let series = MetricSeries(name: label.isEmpty ? id : label)
            for (stamp, value) in zip(times, values) {
                let stamp = MetricsTable.Stamp(line: stamp.line, time: stamp.time)
                if let sample = series.sample(value, at: stamp) { rows.append(.sample(sample)) }
            }
            for point in datapoints { release(point.value, at: point.stamp, into: &rows) }
            (times, values, datapoints, id, label) = ([], [], [], "", "")
        }

        mutating func finish(into rows: inout [Row]) { end(of: 4, line: 0, into: &rows) }

        /// Each statistic of a datapoint is a series.
        private func release(
            _ point: JSONValue,
            at stamp: MetricsTable.Stamp,
            into rows: inout [Row]
        ) {
            guard case .object(let plain) = point else { return }
            var extended: [JSONValue.Member] = []
            if case .object(let members) = point["ExtendedStatistics"] { extended = members }
            for member in plain + extended {
                let isPercentile = member.name.hasPrefix("p") || member.name.hasPrefix("tm")
                guard Self.statistics.contains(member.name) || isPercentile else { continue }
                var series = MetricSeries(name: "\(label) \(member.name)")
                if member.name != "SampleCount", let unit = point["Unit"]?.text {
                    series.adopt(unit: unit)
                }
                if let sample = series.sample(member.value, at: stamp) {
                    rows.append(.sample(sample))
                }
            }
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {
                    "MetricDataResults": [
                        {
                            "Id": "m1",
                            "Label": "EngineCPUUtilization",
                            "Timestamps": [
                                "2026-11-21T03:21:00+00:00",
                                "2026-11-21T03:20:00+00:00"
                            ],
                            "Values": [
                                50.0,
                                12.5
                            ],
                            "StatusCode": "Complete"
                        }
                    ],
                    "Messages": []
                }
                """,
                reads: [
                    Self.sample(7, 1_260_000_000, "EngineCPUUtilization", 0.5, .ratio),
                    Self.sample(8, 1_200_000_000, "EngineCPUUtilization", 0.125, .ratio),
                ],
                source: "aws-cli 2, cloudwatch get-metric-data, newest first by default"
            ),
            FormatSample(
                """
                {"Datapoints": [
                {"Timestamp": 1795231260.0, "Average": 2.5, "Maximum": 4.0, "Unit": "Milliseconds"},
                {"Timestamp": "2026-11-21T03:20:00Z", "Average": 1.25, "Unit": "Milliseconds"}
                ], "Label": "Latency"}
                """,
                reads: [
                    Self.sample(2, 1_260_000_000, "Latency Average", 0.0025, .seconds),
                    Self.sample(2, 1_260_000_000, "Latency Maximum", 0.004, .seconds),
                    Self.sample(3, 1_200_000_000, "Latency Average", 0.00125, .seconds),
                ],
                source: "aws-cli 1, cloudwatch get-metric-statistics, in no order"
            ),
            FormatSample(
                #"{"Label": "x", "Points": [1, 2]}"#,
                reads: [],
                source: "a document with a label and other points"
            ),
        ]
    }

    private static func sample(
        _ line: Int,
        _ microsecondsAfterThree: Int64,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: 1_795_230_000_000_000 + microsecondsAfterThree),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}

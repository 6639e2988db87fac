// What `sadf -j` prints: one document with a record of every activity a moment.
// Source: sysstat 12.7 json_stats.c; a real run of sysstat 12.6.

/// Reads the statistics of sadf's JSON, moment by moment.
package struct SadfJSON: LogFormat {
    package let name = "sadf-json"
    package let delivery = LineSplitter.Delivery.pieces

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { JSONDocumentReader<Content>() }

    package func recognition(of head: FileHead) -> Recognition? {
        JSONDocumentReader<Content>.recognition(of: head, because: "sysstat.hosts of sadf -j")
    }

    /// Activities nest objects and arrays; text inside them names the item.
    private struct Content: JSONContent {
        static let places = [JSONPlace.value("sysstat.hosts[].statistics[]")]
        static let timeRule = "a record must hold a timestamp of date and time"

        private var notes = ZoneNotes()

        var zone: WrittenZone { notes.zone }

        mutating func take(
            _ value: JSONValue,
            at place: Int,
            line: Int,
            into rows: inout [Row]
        ) -> String? {
            guard let stamp = value["timestamp"], let date = stamp["date"]?.text,
                let time = stamp["time"]?.text,
                let reading = JSONMoment.reading(ofText: "\(date) \(time)"),
                case .object(let members) = value
            else { return Self.timeRule }
            let isUTC = stamp["utc"]?.wholeNumber == 1 || stamp["utc"] == .bool(true)
            notes.note(isZoned: reading.isZoned || isUTC)
            let moment = MetricsTable.Stamp(line: line, time: reading.time)
            for member in members where member.name != "timestamp" {
                Self.read(member.value, of: member.name, [], at: moment, into: &rows)
            }
            return nil
        }

        private static func read(
            _ value: JSONValue,
            of activity: String,
            _ items: [String],
            at stamp: MetricsTable.Stamp,
            into rows: inout [Row]
        ) {
            switch value {
            case .array(let elements):
                for element in elements {
                    read(element, of: activity, items, at: stamp, into: &rows)
                }
            case .object(let members):
                let own = members.compactMap { member in
                    member.value.text.map { "\(name(member.name)):\($0)" }
                }
                for member in members {
                    switch member.value {
                    case .array, .object:
                        read(member.value, of: member.name, items + own, at: stamp, into: &rows)
                    case .integer, .number:
                        let series = series(activity, member.name, items + own)
                        if let sample = series.sample(member.value, at: stamp) {
                            rows.append(.sample(sample))
                        }
                    case .string, .bool, .null: continue
                    }
                }
            case .string, .number, .integer, .bool, .null: return
            }
        }

        private static func series(_ activity: String, _ field: String, _ items: [String])
            -> MetricSeries
        {
            let suffix = items.isEmpty ? "" : "{\(items.joined(separator: ","))}"
            let name = String("\(activity).\(field)\(suffix)".prefix(300))
            if activity.hasPrefix("cpu-load") {
                return MetricSeries(name: name, scale: UnitScale(.ratio, places: -2))
            }
            if activity == "memory", field.hasPrefix("mem") || field.hasPrefix("swp"),
                !field.hasSuffix("-percent")
            {
                return MetricSeries(name: name, scale: UnitScale(.bytes, factor: 1_024))
            }
            if field.contains("kB") {
                return MetricSeries(name: name, scale: UnitScale(.perSecond, factor: 1_024))
            }
            return MetricSeries(name: name, scale: SysstatUnit.scale(of: field))
        }

        private static func name(_ field: String) -> String {
            field == "disk-device" ? "device" : field
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                {"sysstat": {
                \t"hosts": [
                \t\t{
                \t\t\t"nodename": "vm", "number-of-cpus": 2, "timezone": "UTC",
                \t\t\t"statistics": [
                \t\t\t\t{
                \t\t\t\t\t"timestamp": {"date": "2026-11-21", "time": "03:44:45", "utc": 1, "interval": 1},
                \t\t\t\t\t"cpu-load": [{"cpu": "all", "user": 50.00, "idle": 24.50}],
                \t\t\t\t\t"disk": [{"disk-device": "vda", "tps": 858.00, "rkB": 2.0, "await": 0.5}]
                \t\t\t\t}
                \t\t\t],
                \t\t\t"restarts": []
                \t\t}
                \t]
                }}
                """,
                reads: [
                    Self.sample("cpu-load.user{cpu:all}", 0.5, .ratio),
                    Self.sample("cpu-load.idle{cpu:all}", 0.245, .ratio),
                    Self.sample("disk.tps{device:vda}", 858, .perSecond),
                    Self.sample("disk.rkB{device:vda}", 2_048, .perSecond),
                    Self.sample("disk.await{device:vda}", 0.0005, .seconds),
                ],
                source: "sysstat 12.6, sadf -j -- -u -d, a real run, shortened"
            ),
            FormatSample(
                #"{"sysstat": {"hosts": [{"nodename": "vm", "statistics": []}]}}"#,
                reads: [],
                source: "sysstat 12.6, sadf -j of a day without records"
            ),
        ]
    }

    private static func sample(_ metric: String, _ value: Double, _ unit: Sample.Unit) -> Row {
        .sample(
            Sample(
                line: 6,
                time: Timestamp(microseconds: 1_795_232_685_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}

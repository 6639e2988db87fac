// The series, incidents and events as OpenMetrics text with times, to replay them into a time series database.
// Source: OpenMetrics 1.0 (openmetrics.io), sections 3 to 5; the same text is what promtool backfills from.

package import Diagnosing

/// Writes an answer as OpenMetrics.
package struct OpenMetricsText {
    /// How such a file begins, by which one of debrief's own is known.
    package static let mark = "# TYPE debrief_build info\n"

    private let diagnosis: Diagnosis
    private let options: ReportOptions
    private var phrasing: Phrasing
    private var families: [Family] = []

    /// Samples of one name, which must stand together.
    private struct Family {
        let name: String
        let unit: String
        let help: String
        var samples: [String] = []
    }

    /// All families, ended as the format asks for.
    package static func text(_ diagnosis: Diagnosis, _ composed: ComposedReport) -> String {
        var writer = OpenMetricsText(diagnosis, composed)
        writer.addSeries()
        writer.addIncidents()
        writer.addEvents()
        let build = writer.sample(
            "debrief_build_info",
            [("rules", writer.options.rulesVersion), ("version", writer.options.toolVersion)],
            1,
            diagnosis.trackStart
        )
        return mark + "# HELP debrief_build The tool that made these samples.\n" + build
            + writer.families.map(Self.text).joined() + "# EOF\n"
    }

    private init(_ diagnosis: Diagnosis, _ composed: ComposedReport) {
        self.diagnosis = diagnosis
        options = composed.options
        phrasing = composed.phrasing
    }

    private static func text(_ family: Family) -> String {
        let unit = family.unit.isEmpty ? "" : "# UNIT \(family.name) \(family.unit)\n"
        return "# TYPE \(family.name) gauge\n\(unit)# HELP \(family.name) \(family.help)\n"
            + family.samples.joined()
    }

    private mutating func addSeries() {
        for (offset, track) in diagnosis.tracks.enumerated() {
            let series = SeriesName(track.role)
            let unit = Self.unit(track.unit)
            let name = "debrief_\(series.measure)" + (unit.isEmpty ? "" : "_\(unit)")
            var labels = [
                ("bound", track.bound.rawValue), ("name", phrasing.plain(track.name)),
                ("series", "T\(offset + 1)"), ("source", quoted(.file(track.source))),
            ]
            if let queue = series.queue { labels.insert(("queue", quoted(.queue(queue))), at: 2) }
            let samples = track.values.enumerated().compactMap { bin, value -> String? in
                guard let value, value.isFinite else { return nil }
                return sample(name, labels, value, time(of: bin))
            }
            let help = "Series of the report that measure \(series.measure)."
            add(samples, to: Family(name: name, unit: unit, help: help))
        }
    }

    private mutating func addIncidents() {
        let name = "debrief_incident"
        let bins = diagnosis.tracks.map(\.values.count).max() ?? 0
        for (offset, incident) in diagnosis.incidents.enumerated() {
            let labels = [("incident", "I\(offset + 1)"), ("kind", incident.kind.rawValue)]
            let samples = (0..<bins).map { bin in
                let time = time(of: bin)
                let isInside = time >= incident.start && incident.end.map { time < $0 } ?? true
                return sample(name, labels, isInside ? 1 : 0, time)
            }
            add(samples, to: Family(name: name, unit: "", help: "1 while the incident lasted."))
        }
    }

    private mutating func addEvents() {
        let name = "debrief_event"
        for (offset, judged) in diagnosis.context.enumerated() {
            let labels = [
                ("event", quoted(.event(judged.event.text))), ("id", "\(offset + 1)"),
                ("kind", judged.event.kind.rawValue), ("role", judged.role.rawValue),
            ]
            add(
                [sample(name, labels, 1, judged.event.time)],
                to: Family(name: name, unit: "", help: "An event, at its time.")
            )
        }
    }

    private mutating func add(_ samples: [String], to family: Family) {
        if let known = families.firstIndex(where: { $0.name == family.name }) {
            families[known].samples += samples
        } else {
            families.append(family)
            families[families.count - 1].samples = samples
        }
    }

    private func time(of bin: Int) -> Timestamp {
        let step = Int64(diagnosis.trackStepSeconds) * 1_000_000
        return Timestamp(microseconds: diagnosis.trackStart.microseconds &+ Int64(bin) &* step)
    }

    private mutating func quoted(_ text: LogText) -> String { phrasing.redactor.quoted(text).text }

    private func sample(
        _ name: String,
        _ labels: [(name: String, value: String)],
        _ value: Double,
        _ time: Timestamp
    ) -> String {
        let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
        return "\(name){\(pairs.joined(separator: ","))} \(value) "
            + "\(JSONWriter.seconds(time.microseconds))\n"
    }

    /// Backslashes, quotes and line breaks are the format's own; all else that steers is made visible before.
    static func escaped(_ text: String) -> String {
        VisibleText.neutralised(text).replacing("\\", with: "\\\\")
            .replacing("\"", with: "\\\"")
    }

    /// A unit as the end of a name; a ratio stands for shares too.
    private static func unit(_ unit: Quantity.Unit) -> String {
        let name = UnitName.text(unit)
        return name == "share" ? "ratio" : name.replacing("/s", with: "_per_second")
    }
}

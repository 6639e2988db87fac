// The series as CSV: a row a bin, a column a series.
// Source: RFC 4180; OWASP, "CSV Injection" (CWE-1236), for text that a spreadsheet would run.

package import Diagnosing

/// Writes the series of an answer as CSV.
package enum SeriesCSV {
    /// How such a file begins, by which one of debrief's own is known.
    package static let mark = "time_utc,"

    /// The table; a gap is an empty cell, and the heading of a column is the name and the unit of its series.
    package static func text(_ diagnosis: Diagnosis, _ composed: ComposedReport) -> String {
        var phrasing = composed.phrasing
        var heading = "time_utc"
        for track in diagnosis.tracks {
            let unit = UnitName.text(track.unit)
            let name = phrasing.plain(track.name) + (unit.isEmpty ? "" : " (\(unit))")
            heading += "," + cell(name)
        }
        heading += diagnosis.tracks.isEmpty ? ",\r\n" : "\r\n"
        let bins = diagnosis.tracks.map(\.values.count).max() ?? 0
        let step = Int64(diagnosis.trackStepSeconds) * 1_000_000
        let rows = (0..<bins).map { bin in
            let start = diagnosis.trackStart.microseconds &+ Int64(bin) &* step
            let values = diagnosis.tracks.map { track in
                bin < track.values.count ? number(track.values[bin]) : ""
            }
            return ([time(Timestamp(microseconds: start))] + values).joined(separator: ",")
                + "\r\n"
        }
        return heading + rows.joined()
    }

    /// `2026-11-21T03:19:38Z`.
    private static func time(_ moment: Timestamp) -> String {
        CalendarText.dateAndTime(moment).replacing(" ", with: "T") + "Z"
    }

    private static func number(_ value: Double?) -> String {
        value.flatMap { $0.isFinite ? JSONWriter.number($0) : nil } ?? ""
    }

    /// Text in quotes; what a spreadsheet would take for a formula is made text by an apostrophe.
    static func cell(_ text: String) -> String {
        let shown = VisibleText.neutralised(text)
        let isFormula = shown.first.map { "=+-@".contains($0) } ?? false
        return "\"\((isFormula ? "'" : "") + shown.replacing("\"", with: "\"\""))\""
    }
}

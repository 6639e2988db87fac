// The series of the timeline as bars of text.

import Diagnosing

extension Composition {
    /// A bar fits a narrow screen beside its label.
    private static let columnsMax = 50

    /// Series as bars over one time axis, or nothing when there is none.
    mutating func bars(_ tracks: [Track]) -> Block? {
        let length = tracks.map(\.values.count).max() ?? 0
        guard length > 0 else { return nil }
        let perColumn = (length + Self.columnsMax - 1) / Self.columnsMax
        let seconds = Double(diagnosis.trackStepSeconds) * Double(perColumn)
        let span = Double(diagnosis.trackStepSeconds) * Double(length)
        var rows: [Sparklines.Row] = []
        for track in tracks { rows.append(row(track, perColumn)) }
        return .sparklines(
            Sparklines(
                start: phrasing.text(diagnosis.trackStart),
                end: phrasing.text(diagnosis.trackStart.advanced(bySeconds: span)),
                step: DurationText.text(seconds),
                rows: rows
            )
        )
    }

    private mutating func row(_ track: Track, _ perColumn: Int) -> Sparklines.Row {
        let columns = stride(from: 0, to: track.values.count, by: perColumn).map { start in
            Self.column(
                track.values[start..<min(start + perColumn, track.values.count)],
                track.unit
            )
        }
        let maximum = columns.compactMap { $0 }.max() ?? 0
        let heights = columns.map { value -> Int? in
            guard let value else { return nil }
            return maximum > 0 ? Int((max(value, 0) / maximum * 8).rounded(.up)) : 1
        }
        let top =
            columns.contains { $0 != nil }
            ? QuantityText.text(Quantity(maximum, track.unit)) : "no data"
        return Sparklines.Row(label: phrasing.inlines(track.name), maximum: top, heights: heights)
    }

    /// The mean of a rate, the maximum of a level: a short peak of depth must not be averaged away.
    private static func column(_ values: ArraySlice<Double?>, _ unit: Quantity.Unit) -> Double? {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        guard !known.isEmpty else { return nil }
        guard unit.rawValue.hasSuffix("PerSecond") else { return known.max() }
        let mean = known.reduce(0, +) / Double(known.count)
        return mean.isFinite ? mean : nil
    }
}

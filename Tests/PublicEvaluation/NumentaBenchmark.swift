// NAB: series in which anomalies have windows, and early alarms are worth more.
// Source: github.com/numenta/NAB: data/FOLDER/NAME.csv and labels/combined_windows.json.

import Foundation
import PublicScores
import Statistics

/// Gives every row of NAB a number that says how far it lies from what was before.
enum NumentaBenchmark {
    static let place = "NAB"

    /// Rows that are remembered: three and a half days of five minutes.
    private static let rememberedRows = 1_000
    /// The quiet is measured anew each so many rows.
    private static let measuredEachRows = 10
    /// What follows so soon after something at least as strange belongs to it.
    private static let episodeRows = ChangePoints.localBinsMax

    static func figures(_ place: URL) throws -> [Figure] {
        let windows = try JSONDecoder().decode(
            [String: [[String]]].self,
            from: Data(contentsOf: place.appendingPathComponent("labels/combined_windows.json"))
        )
        var own: [LabelledSeries] = []
        var farthest: [LabelledSeries] = []
        for (name, spans) in windows.sorted(by: { $0.key < $1.key }) {
            let file = place.appendingPathComponent("data/\(name)")
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            let table = try ValueTable(file, headerRows: 1)
            let values = table.columns.first.map { $0.map { $0 ?? .nan } } ?? []
            let ranges = spans.compactMap { range(of: $0, in: table.labels) }
            own.append(LabelledSeries(scores: strangeness(values), windows: ranges))
            farthest.append(LabelledSeries(scores: deviations(values), windows: ranges))
        }
        return [
            Figure(
                what: "score, standard profile (\(own.count) series)",
                value: WindowScore.best(own),
                target: .atLeast(48),
                largestDeviation: WindowScore.best(farthest)
            )
        ]
    }

    /// Labels carry a fraction of a second that the rows do not have.
    private static func range(of span: [String], in labels: [String]) -> ClosedRange<Int>? {
        guard let start = span.first?.prefix(19), let end = span.last?.prefix(19),
            let first = labels.firstIndex(where: { $0.hasPrefix(start) }),
            let last = labels.lastIndex(where: { $0.hasPrefix(end) }), first <= last
        else { return nil }
        return first...last
    }

    /// How far each value lies from the quiet before it, once an episode, and how far the level moved at each change.
    private static func strangeness(_ values: [Double]) -> [Double] {
        var sizes = [Double](repeating: 0, count: values.count)
        var quiet: MedianShift?
        for row in values.indices {
            if row.isMultiple(of: measuredEachRows) {
                let before = Array(values[max(0, row - rememberedRows)..<row])
                quiet = MedianShift(before: before, inside: before)
            }
            guard let quiet else { continue }
            sizes[row] = abs(
                Gate.levels.shift(from: quiet.before, to: values[row], noise: quiet.noise)
            )
        }
        for change in ChangePoints.find(in: values, admittedBy: .levels) {
            let size = abs(Gate.levels.shift(of: change))
            sizes[change.index] = max(sizes[change.index], size)
        }
        return onceEach(sizes)
    }

    private static func onceEach(_ sizes: [Double]) -> [Double] {
        sizes.indices.map { row in
            let before = sizes[max(0, row - episodeRows)..<row].max() ?? 0
            return sizes[row] > before ? sizes[row] : 0
        }
    }

    /// The distance of each value from the mean of the whole series, in standard deviations.
    private static func deviations(_ values: [Double]) -> [Double] {
        let known = values.filter(\.isFinite)
        let mean = known.reduce(0, +) / Double(max(1, known.count))
        let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let spread = (squares / Double(max(1, known.count))).squareRoot()
        return values.map { spread > 0 && $0.isFinite ? abs($0 - mean) / spread : 0 }
    }
}

// What alarms are worth that should fall into labelled windows, the earlier the better.
// Source: A. Lavin, S. Ahmad, "Evaluating Real-time Anomaly Detection Algorithms", ICMLA 2015; the same group's
// nab/sweeper.py for the arithmetic.

import Foundation

/// One series with its labels and what a detector said of each row.
package struct LabelledSeries: Sendable {
    let scores: [Double]
    /// Rows from the first of a window to its last.
    let windows: [ClosedRange<Int>]

    /// Makes a series; windows are in order and do not overlap.
    package init(scores: [Double], windows: [ClosedRange<Int>]) {
        self.scores = scores
        self.windows = windows
    }
}

/// The score of a detector over many series at the threshold that suits it best.
package enum WindowScore {
    /// The weight of a false alarm in the standard profile; hits and misses weigh 1.
    private static let falseAlarmWeight = 0.11
    /// The first rows of a series are for learning and are not judged: 15 % of it, of at most 5,000 rows.
    private static let learningShare = 0.15
    private static let learningRowsMax = 750
    /// Windows behind a row beyond which a false alarm costs all of its weight.
    private static let farMax = 3.0

    /// A judged row: the window that it lies in, and what an alarm there is worth.
    private struct Row {
        let score: Double
        let window: Int?
        let worth: Double
    }

    /// The score from 0, no alarm at all, to 100, an alarm at the first row of each window and no other.
    ///
    /// - Complexity: O(n log n).
    package static func best(_ series: [LabelledSeries]) -> Double {
        var rows: [Row] = []
        var windows = 0
        for one in series {
            rows += Self.rows(of: one, firstWindow: windows)
            windows += one.windows.count
        }
        guard windows > 0 else { return 0 }
        var hits = [Double?](repeating: nil, count: windows)
        // Windows that end while the detector learns are not judged.
        let judged = Set(rows.compactMap(\.window)).count
        var total = -Double(judged)
        var best = total
        let sorted = rows.sorted { $0.score > $1.score }
        for (place, row) in sorted.enumerated() {
            if let window = row.window {
                let before = hits[window] ?? -1
                let now = max(before, row.worth)
                total += now - before
                hits[window] = now
            } else {
                total += row.worth
            }
            let isLast = place + 1 == sorted.count || sorted[place + 1].score != row.score
            if isLast { best = max(best, total) }
        }
        return 100 * (best + Double(windows)) / (2 * Double(windows))
    }

    private static func rows(of series: LabelledSeries, firstWindow: Int) -> [Row] {
        let count = series.scores.count
        let learning = min(Int(learningShare * Double(count)), learningRowsMax)
        var rows: [Row] = []
        var current = 0
        for place in 0..<count {
            while current < series.windows.count, series.windows[current].upperBound < place {
                current += 1
            }
            guard place >= learning else { continue }
            let score = series.scores[place]
            if current < series.windows.count, series.windows[current].contains(place) {
                let window = series.windows[current]
                let left = Double(window.upperBound - place + 1) / Double(window.count)
                let worth = sigmoid(-left) / sigmoid(-1)
                rows.append(Row(score: score, window: firstWindow + current, worth: worth))
            } else {
                let behind = current > 0 ? series.windows[current - 1] : nil
                let worth = falseAlarmWeight * falseAlarm(at: place, behind: behind)
                rows.append(Row(score: score, window: nil, worth: worth))
            }
        }
        return rows
    }

    private static func falseAlarm(at place: Int, behind window: ClosedRange<Int>?) -> Double {
        guard let window else { return -1 }
        let distance = Double(place - window.upperBound) / Double(max(1, window.count - 1))
        return distance > farMax ? -1 : sigmoid(distance)
    }

    /// From 0.99 a window's length before its end, over 0 at its end, to −0.99 as far behind it.
    private static func sigmoid(_ position: Double) -> Double {
        2 / (1 + exp(5 * position)) - 1
    }
}

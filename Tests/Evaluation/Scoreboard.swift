// The table that `make evaluate` prints.

import Diagnosing
import Simulator

/// Figures over some outcomes.
struct Scoreboard {
    private let outcomes: [Outcome]
    private let faults: [FaultOutcome]

    init(_ outcomes: [Outcome]) {
        self.outcomes = outcomes
        faults = outcomes.flatMap(\.faults)
    }

    var captures: Int { outcomes.count }

    /// The share of faults whose right explanation is among the first so many.
    func accuracy(atRank limit: Int) -> Double {
        share(faults.filter { $0.rank ?? .max <= limit }.count, faults.count)
    }

    /// The share of captures in which somebody innocent stands first.
    var falseAccusations: Double {
        share(outcomes.filter { !$0.accusations.isEmpty }.count, outcomes.count)
    }

    /// The mean overlap of the windows; misses count as 0.
    var overlap: Double {
        let values = faults.compactMap(\.overlap)
        return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }

    /// The median and the ninetieth percentile of the errors of the start, where something was found.
    var onsetErrors: (median: Double, ninety: Double) {
        let values = faults.compactMap(\.onsetError).sorted()
        guard !values.isEmpty else { return (.nan, .nan) }
        return (values[values.count / 2], values[values.count * 9 / 10])
    }

    /// The accuracies of the baselines at rank 1 and 3: random, largest change, largest deviation.
    var baselines: [(first: Double, three: Double)] {
        let count = max(1, faults.count)
        let random = (
            faults.reduce(0) { $0 + $1.baselines.randomFirst } / Double(count),
            faults.reduce(0) { $0 + $1.baselines.randomThree } / Double(count)
        )
        return [random]
            + [\BaselineRanks.largestChange, \.largestDeviation].map { rank in
                (
                    share(faults.filter { $0.baselines[keyPath: rank] ?? .max <= 1 }.count, count),
                    share(faults.filter { $0.baselines[keyPath: rank] ?? .max <= 3 }.count, count)
                )
            }
    }

    private func share(_ part: Int, _ whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : .nan
    }

    // MARK: rows

    static let header =
        Cell.left("", 18) + Cell.head(["n", "AC@1", "AC@3", "IoU", "onset", "p90", "accused"])
        + Cell.head(["random", "change", "max|z|"])

    /// One row of the table.
    func row(_ label: String) -> String {
        let onset = onsetErrors
        let own = [
            "\(faults.isEmpty ? captures : faults.count)", Cell.two(accuracy(atRank: 1)),
            Cell.two(accuracy(atRank: 3)), Cell.two(overlap), Cell.one(onset.median),
            Cell.one(onset.ninety), Cell.three(falseAccusations),
        ]
        let others =
            faults.isEmpty
            ? [] : baselines.map { "\(Cell.two($0.first))/\(Cell.two($0.three))" }
        return Cell.left(label, 18) + Cell.head(own) + Cell.head(others)
    }

    /// How often the first explanation was right, by its word and by its weight.
    var reliability: [String] {
        let claims = outcomes.flatMap(\.claims)
        let words: [Confidence] = [.hypothesis, .moderate, .strong, .established]
        let byWord = words.map { word in
            line(word.rawValue, claims.filter { $0.confidence == word })
        }
        let byWeight = (0..<5).map { bin in
            let low = Double(bin) / 5
            let range = low..<(bin == 4 ? 1.01 : low + 0.2)
            return line(
                "weight \(Cell.one(low))-\(Cell.one(low + 0.2))",
                claims.filter { range.contains($0.weight) }
            )
        }
        let squares = claims.reduce(0.0) { sum, claim in
            let error = claim.weight - (claim.isRight ? 1 : 0)
            return sum + error * error
        }
        let brier = squares / Double(max(1, claims.count))
        return byWord + byWeight + ["Brier score of the weights: \(Cell.three(brier))"]
    }

    private func line(_ label: String, _ claims: [Claim]) -> String {
        let weight = claims.reduce(0) { $0 + $1.weight } / Double(max(1, claims.count))
        let right = share(claims.filter(\.isRight).count, claims.count)
        return Cell.left(label, 18)
            + Cell.head(["\(claims.count)", Cell.two(right), Cell.two(weight)])
    }
}

/// Numbers and words in columns.
enum Cell {
    private static let width = 8

    /// Cells aligned to the right.
    static func head(_ cells: [String]) -> String {
        cells.map { cell in
            let room = max(cell.count + 1, cell.contains("/") ? width + 3 : width)
            return String(repeating: " ", count: room - cell.count) + cell
        }.joined()
    }

    /// A label aligned to the left.
    static func left(_ label: String, _ width: Int) -> String {
        label + String(repeating: " ", count: max(1, width - label.count))
    }

    static func one(_ value: Double) -> String { decimals(value, 1) }
    static func two(_ value: Double) -> String { decimals(value, 2) }
    static func three(_ value: Double) -> String { decimals(value, 3) }

    private static func decimals(_ value: Double, _ count: Int) -> String {
        guard value.isFinite else { return "-" }
        let scale = (0..<count).reduce(1) { scale, _ in scale * 10 }
        let rounded = Int((value * Double(scale)).rounded())
        let rest = String(rounded % scale)
        return "\(rounded / scale)." + String(repeating: "0", count: count - rest.count) + rest
    }
}

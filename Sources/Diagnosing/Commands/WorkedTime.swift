// Time that things took, spread over the bins in which they took it.

import Summarizing

/// Seconds of work a bin, added up from stretches.
struct WorkedTime {
    private let grid: Grid
    /// Work that fills whole bins, as changes of how many run at once; and what lies in parts of bins.
    private var changes: [Double]
    private var parts: [Double]
    private(set) var count = 0
    private(set) var firstMark = Int.max
    private(set) var lastMark = 0

    init(_ grid: Grid) {
        self.grid = grid
        changes = [Double](repeating: 0, count: grid.count + 1)
        parts = [Double](repeating: 0, count: grid.count)
    }

    /// Adds what took from `start` to `end`, in microseconds; what lies outside the grid is cut off.
    ///
    /// - Complexity: O(1), however long it took.
    mutating func add(_ start: Int64, _ end: Int64, marks: (first: Int?, last: Int?)) {
        let low = max(start, grid.time(of: 0).microseconds)
        let high = min(end, grid.time(of: grid.count).microseconds)
        guard low < high, let first = grid.index(low), let last = grid.index(high - 1) else {
            return
        }
        count += 1
        firstMark = min(firstMark, marks.first ?? firstMark)
        lastMark = max(lastMark, marks.last ?? marks.first ?? lastMark)
        guard first < last else { return parts[first] += Double(high - low) / 1e6 }
        parts[first] += Double(grid.time(of: first + 1).microseconds - low) / 1e6
        parts[last] += Double(high - grid.time(of: last).microseconds) / 1e6
        changes[first + 1] += 1
        changes[last] -= 1
    }

    /// Seconds a bin.
    var perBin: [Double] {
        var running = 0.0
        return zip(changes, parts).map { change, part in
            running += change
            return running * Double(grid.step) + part
        }
    }
}

// Where the lines of a stream stand in the file they were taken from, and what the wrapper's clock said.

/// The places and times of the last lines of a stream, by their number in it.
struct LineLedger {
    /// Lines that are kept; a message that began further back is placed at the oldest of them.
    private static let linesMax = 1 << 17

    private var first = 1
    private var marks: [Int] = []
    private var times: [Timestamp?] = []

    /// The number of the next line, from 1.
    var next: Int { first + marks.count }

    mutating func append(_ mark: Int, _ time: Timestamp?) {
        if marks.count >= 2 * Self.linesMax {
            marks.removeFirst(Self.linesMax)
            times.removeFirst(Self.linesMax)
            first += Self.linesMax
        }
        marks.append(mark)
        times.append(time)
    }

    /// The place of a line.
    func mark(of line: Int) -> Int {
        marks.isEmpty ? line : marks[min(max(0, line - first), marks.count - 1)]
    }

    /// When the wrapper saw a line.
    func time(of line: Int) -> Timestamp? {
        marks.isEmpty ? nil : times[min(max(0, line - first), marks.count - 1)]
    }
}

/// Lines that were read and say nothing alone: how many of them one second of one source holds.
///
/// A log has millions of these, so that they cost no row each.
package struct QuietLines: Sendable, Equatable {
    /// The first and last of the lines; others may stand between them.
    package var firstLine: Int
    package var lastLine: Int
    package var count: Int
    /// The earliest and latest stamp, within one second.
    package var first: Timestamp
    package var last: Timestamp

    /// Makes a run of one line.
    package init(line: Int, time: Timestamp) {
        firstLine = line
        lastLine = line
        count = 1
        first = time
        last = time
    }

    /// Adds a line of the same second; `false` for one of another.
    package mutating func add(line: Int, time: Timestamp) -> Bool {
        guard time.wholeSeconds == first.wholeSeconds else { return false }
        lastLine = line
        count += 1
        first = min(first, time)
        last = max(last, time)
        return true
    }
}

extension Timestamp {
    /// Seconds since 1970, rounded down.
    package var wholeSeconds: Int64 {
        microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    }
}

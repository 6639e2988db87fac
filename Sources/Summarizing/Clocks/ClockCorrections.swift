// What is added to the stamps of every source: zone, offset and drift together.

import Parsing

/// Moves stamps of a source onto the report's clock.
struct ClockCorrections {
    private struct Line {
        /// Microseconds to add at the middle.
        let constant: Int64
        /// Microseconds to add for each microsecond after it.
        let drift: Double
        let middle: Int64
    }

    private var lines: [Int: Line] = [:]

    /// Whether no source is moved.
    var isEmpty: Bool { lines.isEmpty }

    /// Sets what is added to a source's stamps: seconds, and the drift after its middle.
    mutating func set(_ source: Int, seconds: Double, drift: SourceAccount.Drift?) {
        guard seconds != 0 || drift != nil else { return }
        lines[source] = Line(
            constant: Timestamp(seconds: seconds).microseconds,
            drift: drift?.perSecond ?? 0,
            middle: drift?.middle.microseconds ?? 0
        )
    }

    /// The moment of a stamp, in microseconds, on the report's clock.
    func moved(_ time: Int64, source: Int) -> Int64 {
        guard let line = lines[source] else { return time }
        let placed = time &+ line.constant
        guard line.drift != 0 else { return placed }
        let distance = Double(placed) - Double(line.middle)
        return placed &+ Timestamp(seconds: distance * line.drift / 1e6).microseconds
    }

    /// The moment of a stamp on the report's clock.
    func moved(_ time: Timestamp, source: Int) -> Timestamp {
        Timestamp(microseconds: moved(time.microseconds, source: source))
    }
}

// What all rows of numbers share: a line and a time.

/// A row of a batch that is one allocation, with the line that it was read from.
protocol PlacedRow {
    /// The line, from 1 over the source, or its mark.
    var line: Int { get set }
    /// Microseconds on the source's clock.
    var time: Int64 { get set }
}

extension RedisCommandRow: PlacedRow {}
extension JobEventRow: PlacedRow {}
extension SampleRow: PlacedRow {}

extension Array where Element: PlacedRow {
    /// Moves each row: its line, and its time by the line it stood on.
    mutating func move(
        line: (Int) -> Int,
        time: (_ line: Int, _ time: Timestamp) -> Timestamp
    ) {
        for row in indices {
            let stamp = Timestamp(microseconds: self[row].time)
            self[row].time = time(self[row].line, stamp).microseconds
            self[row].line = line(self[row].line)
        }
    }

    /// The time of the row of a line.
    func time(of line: Int) -> Timestamp? {
        first { $0.line == line }.map { Timestamp(microseconds: $0.time) }
    }
}

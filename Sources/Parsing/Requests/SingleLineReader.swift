// Readers of logs whose every line is a record by itself, so that a line needs no other.

/// A kind of line that is a record by itself.
protocol SingleLine {
    /// The rule that a line breaks which is none, as a constant phrase.
    static var rule: String { get }

    /// Reads a line; `nil` for one that is no such record.
    static func read(_ text: ArraySlice<UInt8>, line: Int) -> SingleLineReading?
}

/// What a line says, and whether its stamp could be put on UTC.
struct SingleLineReading {
    let row: Row
    /// A second thing that the line says: the error that ended a request.
    var second: Row?
    let isZoned: Bool
}

/// Reads a log line by line.
struct SingleLineReader<Line: SingleLine>: FormatReader {
    private var hasUnzoned = false
    /// Rows of the block before: the next has about as many.
    private var rowsExpected = 0

    var zone: WrittenZone { hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        rows.reserveCapacity(rowsExpected)
        var hasUnzoned = hasUnzoned
        block.forEachLine { number, text in
            guard let reading = Line.read(text, line: number) else {
                if text.contains(where: { $0 > 0x20 }) {
                    rows.append(.unreadable(UnreadableLine(line: number, reason: Line.rule)))
                }
                return
            }
            if !reading.isZoned { hasUnzoned = true }
            rows.append(reading.row)
            if let second = reading.second { rows.append(second) }
        }
        self.hasUnzoned = hasUnzoned
        rowsExpected = rows.count
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }
}

extension Recognition {
    /// The share of the lines that are such records, times a weight; `nil` where none is.
    init?<Line: SingleLine>(
        of head: FileHead,
        as _: Line.Type,
        reason: String,
        weight: Double = 1
    ) {
        var lines = 0
        var records = 0
        for text in head.lines where text.contains(where: { $0 > 0x20 }) {
            lines += 1
            if Line.read(text, line: lines) != nil { records += 1 }
        }
        guard records > 0 else { return nil }
        self.init(score: weight * Double(records) / Double(lines), reason: reason)
    }
}

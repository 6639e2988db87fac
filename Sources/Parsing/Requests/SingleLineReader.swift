// Readers of logs whose every line is a record by itself, so that a line needs no other.

/// A kind of line that is a record by itself.
protocol SingleLine {
    /// The rule that a line breaks which is none, as a constant phrase.
    static var rule: String { get }

    /// Reads a line and adds its rows; `false`, and no row, where it is no such record.
    static func read(_ text: ArraySlice<UInt8>, line: Int, into rows: inout SingleLineRows) -> Bool
}

/// The rows of a block, and whether the stamps of all could be put on UTC.
struct SingleLineRows {
    fileprivate(set) var rows: [Row] = []
    private(set) var hasUnzoned = false

    mutating func append(_ row: Row, isZoned: Bool) {
        rows.append(row)
        if !isZoned { hasUnzoned = true }
    }
}

/// Reads a log line by line.
struct SingleLineReader<Line: SingleLine>: FormatReader {
    private var hasUnzoned = false
    /// Rows of the block before: the next has about as many.
    private var rowsExpected = 0

    var zone: WrittenZone { hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        var read = SingleLineRows()
        read.rows.reserveCapacity(rowsExpected)
        block.forEachLine { number, text in
            if Line.read(text, line: number, into: &read) { return }
            if text.contains(where: { $0 > 0x20 }) {
                read.rows.append(.unreadable(UnreadableLine(line: number, reason: Line.rule)))
            }
        }
        rowsExpected = read.rows.count
        if read.hasUnzoned { hasUnzoned = true }
        return .rows(read.rows)
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
            var rows = SingleLineRows()
            if Line.read(text, line: lines, into: &rows) { records += 1 }
        }
        guard records > 0 else { return nil }
        self.init(score: weight * Double(records) / Double(lines), reason: reason)
    }
}

// One row of delimited text, cut into cells without copying them.
// Source: RFC 4180; where it is silent, the state machine of Python's csv module (Modules/_csv.c).

/// The cells of one row, as ranges into the bytes they stand in.
///
/// A value is reused from row to row, so that cutting allocates nothing once it has grown.
struct CSVRow {
    /// Where a cell stands.
    struct Cell: Equatable {
        /// The content with its inner quotes, without the outer ones.
        var range: Range<Int>
        /// Whether quotes stand inside that must be undone to get the text.
        var isEscaped: Bool
    }

    /// Why a row could not be cut.
    enum Fault: Error, Equatable {
        /// A quote that opens a cell is not closed on the row.
        case openQuote
        /// More cells than ``cellsMax``.
        case tooManyCells
        /// A cell of more than ``cellBytesMax`` bytes.
        case hugeCell

        /// The rule, as reports print it.
        var reason: String {
            switch self {
            case .openQuote: "a quoted cell must end on its line"
            case .tooManyCells: "a row may hold 16,384 cells"
            case .hugeCell: "a cell may hold 65,536 bytes"
            }
        }
    }

    /// The widest sheet that Excel writes; wider rows are no table that a person exported.
    static let cellsMax = 16_384
    /// No name, number or note of a context file is longer; a spreadsheet cell ends at 32,767
    /// characters.
    static let cellBytesMax = 65_536

    private(set) var cells: [Cell] = []

    /// Cuts a row at its delimiters.
    ///
    /// A quote opens a cell only at its start, and after the closing one more text may follow, as
    /// Python's reader has it.
    ///
    /// - Complexity: O(n) in the bytes of the row.
    mutating func cut(
        _ bytes: [UInt8],
        _ row: Range<Int>,
        delimiter: UInt8
    ) throws(Fault) {
        cells.removeAll(keepingCapacity: true)
        var index = row.lowerBound
        while true {
            let cell = try Self.cell(in: bytes, from: index, to: row.upperBound, delimiter)
            guard cell.range.count <= Self.cellBytesMax else { throw .hugeCell }
            guard cells.count < Self.cellsMax else { throw .tooManyCells }
            cells.append(cell.content)
            guard cell.range.upperBound < row.upperBound else { return }
            index = cell.range.upperBound + 1
        }
    }

    /// Returns the text of a cell, decoded lossily, its quotes undone.
    func text(_ cell: Cell, in bytes: [UInt8]) -> String {
        guard cell.isEscaped else { return String(decoding: bytes[cell.range], as: UTF8.self) }
        return String(decoding: Self.undoingQuotes(bytes[cell.range]), as: UTF8.self)
    }

    private static func cell(
        in bytes: [UInt8],
        from start: Int,
        to end: Int,
        _ delimiter: UInt8
    ) throws(Fault) -> (content: Cell, range: Range<Int>) {
        var index = start
        guard start < end, bytes[start] == quote else {
            while index < end, bytes[index] != delimiter { index += 1 }
            return (Cell(range: start..<index, isEscaped: false), start..<index)
        }
        index += 1
        while index < end, bytes[index] != quote { index += 1 }
        guard index < end else { throw .openQuote }
        let next = index + 1
        if next == end || bytes[next] == delimiter {
            return (Cell(range: start + 1..<index, isEscaped: false), start..<next)
        }
        return try escapedCell(in: bytes, from: start, to: end, delimiter)
    }

    /// A cell with a doubled quote, or with text after its closing quote; it is kept with all quotes.
    private static func escapedCell(
        in bytes: [UInt8],
        from start: Int,
        to end: Int,
        _ delimiter: UInt8
    ) throws(Fault) -> (content: Cell, range: Range<Int>) {
        var index = start + 1
        while true {
            while index < end, bytes[index] != quote { index += 1 }
            guard index < end else { throw .openQuote }
            index += 1
            guard index < end, bytes[index] == quote else { break }
            index += 1
        }
        while index < end, bytes[index] != delimiter { index += 1 }
        return (Cell(range: start..<index, isEscaped: true), start..<index)
    }

    /// Undoes the outer quotes and the doubled ones; what stands after the closing quote is kept.
    private static func undoingQuotes(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var index = raw.startIndex + 1
        while index < raw.endIndex {
            if raw[index] == quote {
                guard index + 1 < raw.endIndex, raw[index + 1] == quote else {
                    text += raw[(index + 1)...]
                    return text
                }
                index += 1
            }
            text.append(raw[index])
            index += 1
        }
        return text
    }

    private static let quote: UInt8 = 0x22
}

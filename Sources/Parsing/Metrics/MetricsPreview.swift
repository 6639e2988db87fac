// A look at the rows under a header, before any is read: what cannot be told from one row alone.

/// The first rows of a table.
struct MetricsPreview {
    /// Enough to see a decimal mark and which columns hold words, and cheap to look at twice.
    private static let rowsMax = 200

    private var rows: [CSVRow] = []
    /// Whether more bytes would not show more.
    private(set) var isWhole = false
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private(set) var mark = DecimalNumber.Mark.point
    /// Columns with words and without any number.
    private(set) var textColumns: Set<Int> = []

    /// Cuts at most ``rowsMax`` rows; it ends at a blank line, where a next table may begin.
    init(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        var start = start
        var seen = 0
        while start < bytes.count, seen < Self.rowsMax {
            let (line, next) = CSVLine.next(in: bytes, from: start)
            if CSVLine.isBlank(bytes, line) {
                isWhole = true
                return
            }
            seen += 1
            var row = CSVRow()
            do {
                try row.cut(bytes, line, delimiter: delimiter)
                rows.append(row)
            } catch {
                // The reader reports the row when it comes to it.
            }
            start = next
        }
        isWhole = seen == Self.rowsMax
    }

    /// The column that holds a time in the first row, for headers that do not name one.
    var timeColumn: Int? {
        rows.first?.cells.firstIndex { WrittenTime.reading(of: bytes, $0.range) != nil }
    }

    /// Learns the decimal mark and the columns of words.
    mutating func look(time: Int) {
        var evidence = DecimalMarkEvidence()
        for row in rows {
            for (index, cell) in row.cells.enumerated() where index != time {
                evidence.see(bytes, cell.range)
            }
        }
        mark = evidence.mark(delimiter: delimiter)
        var suffixes = UnitSuffixes()
        var numeric: Set<Int> = []
        for row in rows where row.cells.count > time {
            guard WrittenTime.reading(of: bytes, row.cells[time].range) != nil else { continue }
            for (index, cell) in row.cells.enumerated() where index != time {
                switch CellValue(bytes, cell.range, mark: mark, &suffixes) {
                case .missing: break
                case .text: textColumns.insert(index)
                case .plain, .magnitude, .measured: numeric.insert(index)
                }
            }
        }
        textColumns.subtract(numeric)
    }
}

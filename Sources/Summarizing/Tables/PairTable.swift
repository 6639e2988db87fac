// Numbers by two small numbers, as a plain table: for pairs that are looked up with every row.

/// A table of rows and columns that grows with what it is given, up to a limit.
struct PairTable: Sendable {
    /// Half a megabyte: half of a processor's second-level cache.
    ///
    /// Beyond it the caller looks elsewhere.
    private static let cellsMax = 1 << 18

    private var numbers: [Int16] = []
    private var rows: Int32 = 0
    private var columns: Int32 = 0

    /// Whether the number of a pair, or that it has none, stands in the table.
    @inline(__always)
    func holds(_ row: Int32, _ column: Int32) -> Bool { row < rows && column < columns }

    /// The number of a pair inside the table, -1 where none was set.
    @inline(__always)
    subscript(row: Int32, column: Int32) -> Int32 {
        Int32(numbers[Int(row) &* Int(columns) &+ Int(column)])
    }

    /// Sets the number of a pair, as far as the table can hold it.
    mutating func set(_ row: Int32, _ column: Int32, _ number: Int32) {
        guard number <= Int16.max else { return }
        if !holds(row, column) { grow(toHold: row, column) }
        guard holds(row, column) else { return }
        numbers[Int(row) * Int(columns) + Int(column)] = Int16(truncatingIfNeeded: number)
    }

    private mutating func grow(toHold row: Int32, _ column: Int32) {
        guard row < Self.cellsMax, column < Self.cellsMax else { return }
        var (newRows, newColumns) = (max(rows, 16), max(columns, 8))
        while newRows <= row { newRows *= 2 }
        while newColumns <= column { newColumns *= 2 }
        guard Int(newRows) * Int(newColumns) <= Self.cellsMax else { return }
        var grown = [Int16](repeating: -1, count: Int(newRows) * Int(newColumns))
        for row in 0..<Int(rows) {
            for column in 0..<Int(columns) {
                grown[row * Int(newColumns) + column] = numbers[row * Int(columns) + column]
            }
        }
        (numbers, rows, columns) = (grown, newRows, newColumns)
    }
}

// Run times of jobs over time, counted in cells: a band that moves, splits or smears.

/// Jobs of one queue by when they ended and how long they ran.
package struct JobTimeGrid: Sendable, Equatable {
    package let queue: String
    /// When the first column begins, and the seconds of each.
    package let start: Timestamp
    package let columnSeconds: Int
    /// The lower edges of the rows in seconds, growing by a constant factor, and the upper edge of the last.
    package let edges: [Double]
    /// Jobs a cell: columns of rows, the shortest run times first.
    package let columns: [[Int]]
    /// Rows between a time and ten times as much.
    package let rowsPerDecade: Int
    /// The median before the incident, and the largest median of a column inside it; `nil` where too few jobs ended.
    package let usualSeconds: Double?
    package let worstSeconds: Double?

    /// Makes a grid.
    package init(
        queue: String,
        start: Timestamp,
        columnSeconds: Int,
        edges: [Double],
        columns: [[Int]],
        rowsPerDecade: Int,
        usualSeconds: Double?,
        worstSeconds: Double?
    ) {
        self.queue = queue
        self.start = start
        self.columnSeconds = columnSeconds
        self.edges = edges
        self.columns = columns
        self.rowsPerDecade = rowsPerDecade
        self.usualSeconds = usualSeconds
        self.worstSeconds = worstSeconds
    }
}

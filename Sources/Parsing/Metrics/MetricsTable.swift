// One table of a metrics file while it is read: its columns, its series, and how a row becomes samples.

/// A header with what was learnt from the rows under it.
struct MetricsTable {
    /// A line and the time that stands on it.
    struct Stamp {
        let line: Int
        let time: Timestamp
    }

    let header: MetricsHeader
    let delimiter: UInt8
    private let mark: DecimalNumber.Mark
    /// Whether a column holds words, such as a host name, so that it has no samples.
    private let isText: [Bool]
    private var columns: [MetricSeries]
    private var suffixes = UnitSuffixes()
    private var names = MetricNames()
    private var block = 0

    /// The rule that a word among numbers breaks.
    static let numberRule = "a value must be a number, with or without a unit"

    /// Makes a table from its header and what its first rows show.
    init(header: MetricsHeader, delimiter: UInt8, mark: DecimalNumber.Mark, textColumns: Set<Int>) {
        self.header = header
        self.delimiter = delimiter
        self.mark = mark
        isText = header.names.indices.map { $0 == header.time || textColumns.contains($0) }
        columns = header.names.map(MetricSeries.init)
    }

    /// Takes a row between header and values of CloudWatch's console: `Unit`, `Statistic`, ...
    mutating func describe(_ cells: [String]) {
        switch cells.first?.lowercased() {
        case "unit":
            for (index, name) in zip(columns.indices, cells).dropFirst() {
                columns[index].adopt(unit: name)
            }
        case "statistic": nameStatistics(cells)
        case nil, .some: break
        }
    }

    /// Tells columns of one label apart by their statistic.
    private mutating func nameStatistics(_ cells: [String]) {
        var counts: [String: Int] = [:]
        for name in header.names { counts[name, default: 0] += 1 }
        for (index, statistic) in zip(columns.indices, cells).dropFirst()
        where counts[columns[index].name, default: 0] > 1 {
            columns[index].name += " " + statistic
        }
    }

    /// Begins a block, which numbers its series anew.
    mutating func beginBlock() { block += 1 }

    /// Appends the samples of a row.
    ///
    /// - Returns: The rule that a cell breaks, or `nil`.
    mutating func read(
        _ row: CSVRow,
        in bytes: [UInt8],
        at stamp: Stamp,
        into batch: inout SampleBatch
    ) -> String? {
        switch header.layout {
        case .wide, .console: return readWide(row, in: bytes, at: stamp, into: &batch)
        case .long(_, let series, let value, let labels):
            let index = names.index(of: row, in: bytes, series: series, labels: labels, header)
            guard let index else { return MetricNames.countRule }
            let written = CellValue(bytes, row.cells[value].range, mark: mark, &suffixes)
            if written == .text { return Self.numberRule }
            names.series[index].append(written, at: stamp, to: &batch, block: block)
            return nil
        }
    }

    private mutating func readWide(
        _ row: CSVRow,
        in bytes: [UInt8],
        at stamp: Stamp,
        into batch: inout SampleBatch
    ) -> String? {
        var fault: String?
        for index in 0..<min(row.cells.count, columns.count) where !isText[index] {
            let written = CellValue(bytes, row.cells[index].range, mark: mark, &suffixes)
            if written == .text { fault = Self.numberRule }
            columns[index].append(written, at: stamp, to: &batch, block: block)
        }
        return fault
    }
}

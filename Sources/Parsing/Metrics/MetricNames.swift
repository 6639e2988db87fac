// The series of a table that names one on each row: each name becomes a string once.

/// The series met so far, found again by the bytes of their name.
struct MetricNames {
    /// More than any exporter writes into one table; beyond it the names are hostile.
    private static let seriesMax = 100_000
    /// The rule that more break.
    static let countRule = "a table may hold 100,000 series"
    /// Where the label says nothing: Datadog's scope of everything.
    private static let emptyLabels: Set<String> = ["", "*", "-"]

    /// In the order of their first rows.
    var series: [MetricSeries] = []
    private var keys: [[UInt8]] = []
    private var indices: [UInt64: Int] = [:]
    private var key: [UInt8] = []

    /// Finds or makes the series of a row.
    ///
    /// - Returns: Its index in ``series``, or `nil` when there are too many.
    mutating func index(
        of row: CSVRow,
        in bytes: [UInt8],
        series column: Int,
        labels: [Int],
        _ header: MetricsHeader
    ) -> Int? {
        key.removeAll(keepingCapacity: true)
        key += bytes[row.cells[column].range]
        for label in labels {
            key.append(0)
            key += bytes[row.cells[label].range]
        }
        // FNV-1a; equal hashes of different names move on by one.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        while let found = indices[hash] {
            if keys[found] == key { return found }
            hash &+= 1
        }
        guard series.count < Self.seriesMax else { return nil }
        indices[hash] = series.count
        keys.append(key)
        series.append(made(from: row, in: bytes, column, labels, header))
        return series.count - 1
    }

    /// Names a series as written; labels follow in braces, as Datadog and Prometheus write them.
    private func made(
        from row: CSVRow,
        in bytes: [UInt8],
        _ column: Int,
        _ labels: [Int],
        _ header: MetricsHeader
    ) -> MetricSeries {
        var name = row.text(row.cells[column], in: bytes)
        var unit = ""
        var written: [String] = []
        for label in labels {
            let text = row.text(row.cells[label], in: bytes)
            if header.names[label].lowercased() == "unit" {
                unit = text
            } else if !Self.emptyLabels.contains(text) {
                written.append("\(header.names[label]):\(text)")
            }
        }
        if !written.isEmpty { name += "{\(written.joined(separator: ","))}" }
        var made = MetricSeries(name: name)
        made.adopt(unit: unit)
        return made
    }
}

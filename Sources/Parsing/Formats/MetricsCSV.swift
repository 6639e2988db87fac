// Metrics as tables: exports of Grafana, Datadog and CloudWatch's console, and what scripts write.
// Source: Grafana packages/grafana-data/src/utils/csv.ts; CloudWatch and Datadog consoles; RFC 4180.

/// Delimited text with a time column and columns of numbers.
package struct MetricsCSV: LogFormat {
    package let name = "metrics-csv"

    /// The most a loose grammar may claim.
    private static let scoreMax = 0.8
    /// A text of which more than half is strange is another one with a table inside.
    private static let shareMin = 0.5
    /// A header without rows: the name of a unit makes it likely, nothing more.
    private static let headerOnlyScore = 0.3

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { MetricsCSVReader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var reader = MetricsCSVReader()
        var reading = LinesRead()
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        for batch in [reader.read(LineBlock(bytes: bytes, firstLine: 1)), reader.finish()] {
            reading.add(batch)
        }
        guard let header = reader.header else { return nil }
        if case .wide = header.layout, ContextTable.isContext(header.names) { return nil }
        guard reading.good.isEmpty else {
            let share = Double(reading.good.count) / Double(reading.good.count + reading.bad)
            guard share >= Self.shareMin else { return nil }
            return Recognition(
                score: Self.scoreMax * share,
                reason: "rows of a time and numbers under a header"
            )
        }
        let namesUnit = header.names.contains { ColumnUnit.scale(of: $0) != nil }
        guard reading.bad == 0, namesUnit else { return nil }
        return Recognition(score: Self.headerOnlyScore, reason: "a header with a time and units")
    }

    /// Lines that gave samples, and lines that gave none.
    private struct LinesRead {
        var good: Set<Int> = []
        var bad = 0

        mutating func add(_ batch: Batch) {
            guard case .samples(let samples) = batch else { return }
            good.formUnion(samples.rows.lazy.map(\.line))
            bad += samples.unreadable.count
        }
    }
}

extension MetricsCSV {
    package var samples: [FormatSample] { MetricsCSVSamples.all }
}

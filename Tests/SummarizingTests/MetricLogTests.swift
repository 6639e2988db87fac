// Series of tables, wherever the blocks of a table end.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct MetricLogTests {
    /// Two tables that share a name; in the first, one column writes its zeros without unit, as Grafana does.
    private static let lines =
        ["time,depth,ping"]
        + (0..<50).map { "\(1_795_231_400 + $0),\($0),\($0.isMultiple(of: 3) ? "0" : "\($0) ms")" }
        + ["", "time,depth,ops"]
        + (50..<90).map { "\(1_795_231_400 + $0),\($0),\($0 * 7)" }

    /// The log of the tables, read so many lines at a time.
    private static func log(linesPerBlock: Int, _ budget: MemoryBudget = .standard) -> MetricLog {
        var log = MetricLog(budget)
        var reader = MetricsCSV().makeReader()
        for start in stride(from: 0, to: lines.count, by: linesPerBlock) {
            let text = lines[start..<min(lines.count, start + linesPerBlock)].map { $0 + "\n" }
            let block = LineBlock(bytes: Array(text.joined().utf8), firstLine: start + 1)
            guard case .samples(let samples) = reader.read(block) else { continue }
            log.insert(samples)
        }
        if case .samples(let samples) = reader.finish() { log.insert(samples) }
        return log
    }

    @Test(arguments: [1, 2, 7, 53, 1_000])
    func keepsTheSeriesOfTablesReadInBlocks(linesPerBlock: Int) {
        let log = Self.log(linesPerBlock: linesPerBlock)

        #expect(log.series.map(\.name) == ["depth", "ping", "ops"])
        #expect(log.dropped == 0)
        #expect(log.series[0].values == (0..<90).map(Double.init))
        #expect(log.series[0].marks == Array(2...51) + Array(54...93))
        #expect(
            log.series[0].times == (0..<90).map { (1_795_231_400 + Int64($0)) * 1_000_000 }
        )
        #expect(
            log.series[1].values == (0..<50).map { $0.isMultiple(of: 3) ? 0 : Double($0) / 1_000 }
        )
        #expect(log.series[2].values == (50..<90).map { Double($0 * 7) })
    }

    @Test func countsWhatDoesNotFit() throws {
        let budget = try #require(MemoryBudget(bytes: MemoryBudget.bytesMin))
        var batch = SampleBatch()
        let series = batch.add(SampleSeries(metric: "a", unit: .count, kind: .gauge))
        batch.rows = (0..<budget.samplesMax + 10).map {
            SampleRow(time: Int64($0), line: $0 + 1, value: 1, series: series)
        }
        var log = MetricLog(budget)
        log.insert(batch)
        log.insert(batch)

        #expect(log.series[0].values.count == budget.samplesMax)
        #expect(log.dropped == budget.samplesMax + 20)
    }
}

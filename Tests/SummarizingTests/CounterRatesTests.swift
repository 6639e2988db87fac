import Parsing
import Randomness
import Testing

@testable import Summarizing

@Suite struct CounterRatesTests {
    private static func series(
        _ points: [(second: Int, value: Double)],
        unit: Sample.Unit = .count
    ) -> MetricSeries {
        var log = MetricLog()
        for (index, point) in points.enumerated() {
            log.insert(
                Sample(
                    line: index + 1,
                    time: Timestamp(microseconds: Int64(point.second) * 1_000_000),
                    metric: "requests_total",
                    value: point.value,
                    unit: unit,
                    kind: .counter
                )
            )
        }
        return log.series[0]
    }

    @Test func becomesTheRateSinceTheSampleBefore() {
        let rates = Self.series([(0, 100), (10, 150), (12, 150), (14, 160)]).settled()

        #expect(rates.name == "requests_total/s")
        #expect(rates.unit == .perSecond)
        #expect(rates.values == [5, 0, 5])
        #expect(rates.marks == [2, 3, 4])
    }

    @Test func takesAFallForABeginningAtZero() {
        var points = (0...20).map { (second: $0, value: Double($0) * 3) }
        points.append((22, 8))

        #expect(Self.series(points).settled().values.last == 4)
    }

    @Test func putsTheNewestFirstInOrder() {
        #expect(Self.series([(20, 30), (10, 20), (0, 0)]).settled().values == [2, 1])
    }

    @Test func turnsSecondsIntoAShare() {
        let rates = Self.series([(0, 1), (10, 6)], unit: .seconds).settled()

        #expect(rates.unit == .ratio)
        #expect(rates.values == [0.5])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func leavesAGaugeThatIsNamedLikeACounter(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let points = (0..<50).map { second in
            (second: second, value: Double.random(in: 0...100, using: &random))
        }
        let series = Self.series(points)

        #expect(series.settled().values == series.values)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func ratesAddUpToWhatTheCounterGrew(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var value = 0.0
        let points = (0..<100).map { second in
            value += Double(Int.random(in: 0...9, using: &random))
            return (second: second, value: value)
        }
        let grown = value - points[0].value

        #expect(abs(Self.series(points).settled().values.reduce(0, +) - grown) < 1e-9)
    }

    @Test func readsCommandsOutOfRepeatedDumps() {
        func dump(_ line: Int, _ second: Int64, _ commandStatistics: String, _ total: String)
            -> ServerSnapshot
        {
            ServerSnapshot(
                line: line,
                time: Timestamp(microseconds: second * 1_000_000),
                fields: [
                    "cmdstat_get": .init(value: commandStatistics, line: line + 1),
                    "total_commands_processed": .init(value: total, line: line + 2),
                    "used_memory": .init(value: "1000", line: line + 3),
                ]
            )
        }
        let series = SnapshotSeries.all(of: [
            dump(1, 0, "calls=10,usec=1000,usec_per_call=100.00", "50"),
            dump(10, 10, "calls=30,usec=5001000,usec_per_call=166700.00", "150"),
        ])
        let byName = Dictionary(uniqueKeysWithValues: series.map { ($0.name, $0.values) })

        #expect(byName["command_calls{get}/s"] == [2])
        #expect(abs((byName["command_time{get}/s"]?.first ?? 0) - 0.5) < 1e-12)
        #expect(byName["total_commands_processed/s"] == [10])
        #expect(byName["used_memory"] == [1000, 1000])
    }

    @Test func makesNoSeriesOfOneDump() {
        let dump = ServerSnapshot(
            line: 1,
            time: Timestamp(microseconds: 0),
            fields: ["used_memory": .init(value: "1000", line: 2)]
        )

        #expect(SnapshotSeries.all(of: [dump]).isEmpty)
    }
}

// Clocks of logs that share requests: a proxy and the application behind it.

import Randomness
import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct RequestClockTests {
    private static let epoch = Double(MonitorText.epoch)

    /// How fine the proxy's stamps are.
    enum Fineness: CaseIterable {
        case microseconds, wholeSeconds
    }

    /// Requests in the log of a proxy, and in that of an application whose clock is ahead.
    private static func summary(
        _ count: Int,
        seed: UInt64,
        ahead: Double,
        _ fineness: Fineness = .microseconds,
        ids: (Int) -> UInt64? = { UInt64($0 + 1) }
    ) -> ShardSummary {
        var generator = SplitMix64(seed: seed)
        var rows: [Row] = []
        for number in 0..<count {
            let start = epoch + Double(number) + generator.uniform()
            let there = 0.0005 + generator.exponential(mean: 0.003)
            let inside = generator.exponential(mean: 0.08)
            let back = 0.0005 + generator.exponential(mean: 0.003)
            var end = start + there + inside + back
            if fineness == .wholeSeconds { end = end.rounded(.down) }
            let whole = there + inside + back
            rows.append(request(0, number, end - whole, whole, ids(number)))
            rows.append(request(1, number, start + there + ahead, inside, UInt64(number + 1)))
        }
        var summary = ShardSummary()
        summary.insert(.rows(rows))
        return summary
    }

    private static func request(
        _ source: Int,
        _ number: Int,
        _ start: Double,
        _ seconds: Double,
        _ id: UInt64?
    ) -> Row {
        let line = LineMark.base(source: source, shard: 0) + number + 1
        return .request(
            RequestEvent(
                firstLine: line,
                lastLine: line,
                start: Timestamp(seconds: start),
                method: "GET",
                path: "/",
                endpoint: "",
                status: 200,
                durationMilliseconds: seconds * 1_000,
                databaseMilliseconds: nil,
                idHash: id
            )
        )
    }

    private static func clocks(
        _ summary: ShardSummary,
        zone: WrittenZone = .written
    ) throws -> [SourceAccount.Clock] {
        var facts = [
            MonitorText.facts("proxy.log", "access-log"), MonitorText.facts("app.log", "rails"),
        ]
        facts[1].zone = zone
        let lines = LineTable(shardLines: [[1_000_000], [1_000_000]])
        let timeline = Timeline(summary, facts: facts, lines: lines, declaredVersion: nil)
        return try #require(timeline).sources.map(\.clock)
    }

    @Test(arguments: [-3.1, 7, 4.2, 0], 0..<5 as Range<UInt64>)
    func findsAPlantedOffsetInsideItsInterval(ahead: Double, seed: UInt64) throws {
        let clock = try Self.clocks(Self.summary(300, seed: seed, ahead: ahead))[1]

        #expect(clock.method == .sharedRequests)
        #expect(abs(clock.offsetSeconds + ahead) <= clock.uncertaintySeconds)
        #expect(clock.uncertaintySeconds < 0.01)
    }

    @Test(arguments: [-3.1, 7, 4.2], 0..<5 as Range<UInt64>)
    func findsItInALogOfWholeSeconds(ahead: Double, seed: UInt64) throws {
        let clock = try Self.clocks(Self.summary(300, seed: seed, ahead: ahead, .wholeSeconds))[1]

        #expect(clock.method == .sharedRequests)
        #expect(abs(clock.offsetSeconds + ahead) <= clock.uncertaintySeconds)
        #expect(clock.uncertaintySeconds < 1)
    }

    @Test func tellsTheZoneOfALogByItsRequests() throws {
        let clock = try Self.clocks(
            Self.summary(100, seed: 1, ahead: 7_200 + 2),
            zone: .absent
        )[1]

        #expect(clock.zone == "+02:00" && clock.zoneFrom == "inferred" && clock.zonePairs == 100)
        #expect(abs(clock.offsetSeconds + 2) <= clock.uncertaintySeconds)
    }

    @Test func leavesALogAloneThatSharesNothing() throws {
        let alone = Self.summary(300, seed: 1, ahead: 4, ids: { _ in nil })

        #expect(try Self.clocks(alone)[1].method == .assumed)
    }

    @Test func refusesMoreThanTheCap() throws {
        let clock = try Self.clocks(Self.summary(300, seed: 1, ahead: 1_200))[1]

        guard case .tooLarge(let seconds) = clock.refusal else {
            Issue.record("not refused: \(clock)")
            return
        }
        #expect(abs(seconds + 1_200) < 0.1 && clock.offsetSeconds == 0)
    }
}

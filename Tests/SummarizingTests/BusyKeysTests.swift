// The busy keys of a capture, and the number of all keys.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct BusyKeysTests {
    /// One key takes half of the commands, two hundred others share the rest.
    private static let lines = (0..<2_000).flatMap { number in
        [
            MonitorText.line(Int64(number) * 1_000, "10.0.0.1:5000", "INCR", "hits:7"),
            MonitorText.line(
                Int64(number) * 1_000 + 1,
                "10.0.0.1:5000",
                "GET",
                "page:\(number % 200)"
            ),
        ]
    }

    @Test(arguments: [1, 3])
    func countsTheBusiestKeyAndCitesALineOfIt(shards: Int) throws {
        let redis = MonitorText.summary(of: Self.lines, shards: shards).redis
        let busiest = try #require(redis.busyKeys.first)

        #expect(redis.busyKeys.count == 1)
        #expect(busiest.calls == 2_000)
        #expect(busiest.isExact)
        #expect(redis.patterns.name(busiest.pattern) == "hits:{n}")
        #expect(LineMark.line(of: busiest.mark) == 2 * Int(LedgerKeys.busyCallsMin) - 1)
    }

    @Test func estimatesHowManyKeysThereAre() {
        let redis = MonitorText.summary(of: Self.lines, shards: 2).redis

        #expect(abs(redis.distinctKeys.estimate - 201) <= 201 * 3 * 0.0081)
    }
}

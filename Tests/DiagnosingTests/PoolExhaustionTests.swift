// Empty pools by the words of many libraries.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct PoolExhaustionTests {
    private static func log(_ message: String, count: Int) -> [(name: String, bytes: [UInt8])] {
        let lines = (0..<90).map { second in
            let text = (40..<(40 + count)).contains(second) ? "WARN: \(message)" : "INFO: start"
            return
                "\(Moment.iso(200 + Double(second))) pid=400 tid=abc class=ExportJob jid=\(String(repeating: "a", count: 20))\(1_000 + second) \(text)\n"
        }
        return [("sidekiq.log", Array(lines.joined().utf8))]
    }

    @Test(arguments: [
        "ActiveRecord::ConnectionTimeoutError: could not obtain a connection from the pool within 5.000 seconds (waited 5.001 seconds); all pooled connections were in use",
        "ConnectionPool::TimeoutError: Waited 1 sec, 0/5 available",
        "sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00",
        "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
        "redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool",
        "FATAL: sorry, too many clients already",
        "FATAL: remaining connection slots are reserved for superusers",
        "ERR max number of clients reached", "redis: connection pool timeout",
    ])
    func knowsTheWordsOfTheLibraries(message: String) throws {
        let timeline = try #require(CaptureReading.timeline(of: Self.log(message, count: 6)))

        let findings = PoolExhaustions().findings(in: Scene(timeline))

        #expect(findings.map(\.kind) == [.poolExhaustion])
        #expect(findings.first?.measures.first?.quantity.value == 6)
        #expect(abs((findings.first?.start.seconds ?? 0) - timeline.start.seconds - 40) < 0.01)
    }

    @Test(arguments: [
        "connection refused by 10.0.0.1", "pool of 5 threads started", "worker pool resized",
        "12 clients connected",
        "aiohttp.client_exceptions.ConnectionTimeoutError: timeout to host https://api.example.com",
    ])
    func takesNoOtherErrorForAnEmptyPool(message: String) throws {
        let timeline = try #require(CaptureReading.timeline(of: Self.log(message, count: 6)))

        #expect(PoolExhaustions().findings(in: Scene(timeline)).isEmpty)
    }

    @Test
    func doesNotCountOneHiccup() throws {
        let files = Self.log("ConnectionPool::TimeoutError: Waited 1 sec", count: 2)

        #expect(
            PoolExhaustions().findings(in: Scene(try #require(CaptureReading.timeline(of: files))))
                .isEmpty
        )
    }
}

// The server's log and INFO beyond their samples.

import Testing

@testable import Parsing

@Suite struct RedisServerTests {
    @Test(arguments: [
        ("Background saving started by pid 12", LogEvent.Topic.fork),
        ("Background append only file rewriting started by pid 12", .fork),
        (
            "Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.",
            .diskWait
        ),
        ("Can't save in background: fork: Cannot allocate memory", .outOfMemory),
        ("Ready to accept connections tcp", .processStarted),
        ("User requested shutdown...", .processStopping),
        ("MASTER timeout: no data nor PING received...", .timeout),
        ("=== REDIS BUG REPORT START: Cut & paste starting from here ===", .error(kind: "crash")),
        ("DB loaded from disk: 0.000 seconds", .other),
    ])
    func namesTheTopic(message: String, topic: LogEvent.Topic) {
        var topics = RedisServerTopic()

        #expect(topics.topic(of: message) == topic)
    }

    @Test func countsAStartAndAStopOnce() {
        var topics = RedisServerTopic()
        let messages = [
            "Redis version=7.2.0, bits=64, just started", "Ready to accept connections tcp",
            "Ready to accept connections unix", "Received SIGTERM scheduling shutdown...",
            "User requested shutdown...", "Redis is now ready to exit, bye bye...",
        ]

        #expect(
            messages.map { topics.topic(of: $0) }
                == [.other, .processStarted, .other, .processStopping, .other, .other]
        )
    }

    @Test(arguments: [
        "4686:M 31 Feb 2026 03:50:16.086 * x", "4686:Q 21 Nov 2026 03:50:16.086 * x",
        "4686:M 21 Nov 2026 03:50:16.086 ? x", "4686:M 21 Nov 2026 03:50:16.086",
        "1:signal-handler (99) x", "[1] 10 Jan", "pid=1 role=primary message=\"x\"",
    ])
    func reportsStrangeLines(line: String) {
        let rows = RedisServerLog().rows(of: line)

        #expect(rows.count == 1)
        #expect(RedisServerLog().recognition(of: line) == nil)
    }

    @Test func placesALastSignalBesideTheLineBefore() {
        let text = """
            1:M 29 Aug 2023 13:47:38.984 * monotonic clock: POSIX clock_gettime
            1:signal-handler (1693279182) Received SIGTERM scheduling shutdown...
            """
        let times = RedisServerLog().rows(of: text).compactMap { row -> Int64? in
            guard case .log(let event) = row else { return nil }
            return event.time.microseconds
        }

        #expect(times == [1_693_316_858_984_000, 1_693_316_858_984_000])
    }

    @Test func saysThatLogfmtCarriesItsZone() {
        var reader = RedisServerLog().makeReader()
        #expect(reader.zone == .absent)
        let line =
            #"pid=1 role=primary timestamp="2026-11-21T04:50:16+01:00" level=notice message="x""#

        _ = reader.read(LineBlock(bytes: Array(line.utf8), firstLine: 1))

        #expect(reader.zone == .written)
    }

    @Test func splitsDumpsWhereASectionComesAgain() {
        // Two runs of INFO commandstats, as a person would paste them.
        let text = """
            # Commandstats
            cmdstat_get:calls=1,usec=2,usec_per_call=2.00
            # Commandstats
            cmdstat_get:calls=9,usec=2,usec_per_call=2.00
            """
        let lines = RedisInfo().rows(of: text).map(\.lines)

        #expect(lines == [1...1, 3...3])
        #expect(RedisInfo().recognition(of: text)?.score == 1)
    }
}

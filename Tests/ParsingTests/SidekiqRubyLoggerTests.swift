import Testing

@testable import Parsing

@Suite struct SidekiqRubyLoggerTests {
    private static let format = SidekiqRubyLogger()

    private static func line(_ text: String) -> String {
        "I, [2026-11-21T05:16:35.087000 #7]  INFO -- \(text)\n"
    }

    @Test(arguments: [
        "sidekiq: [TID-p8v] class=HardJob jid=a602 elapsed=0.05 done",
        ": [TID-p8v] class=HardJob jid=a602 elapsed=0.05 done",
        ": TID-p8v HardJob JID-a602 BID-b1 INFO: done: 0.05 sec",
        ": 7 TID-p8v HardJob JID-a602 INFO: done: 0.05 sec",
        ": TID-p8v INFO: HardJob JID-a602 done: 0.05 sec",
        ": [JID-a602] class=HardJob done: 0.05 sec",
        ": pid=7 tid=p8v class=HardJob jid=a602 elapsed=0.05 INFO: done",
        "sidekiq: 2026-11-21T03:16:35.087Z pid=7 tid=p8v class=HardJob jid=a602 elapsed=0.05 INFO: done",
        "sidekiq: jid=a602 class=HardJob tags=[\"a b\", \"c\"] elapsed=0.05: done",
        "sidekiq: class=HardJob jid=a602 tenant=x elapsed=0.05 done\r",
    ])
    func readsTheSameEventFromEachForm(text: String) {
        let rows = LogReading.rows(of: Self.format, reading: Self.line(text))

        #expect(
            rows == [
                .job(
                    JobEvent(
                        line: 1,
                        time: LogReading.time(5, 16, 35.087),
                        phase: .done,
                        jobClass: "HardJob",
                        idHash: FixedHash.hash("a602".utf8),
                        process: "7",
                        elapsedSeconds: 0.05
                    )
                )
            ]
        )
        #expect(LogReading.zone(of: Self.format, reading: Self.line(text)) == .absent)
    }

    @Test(arguments: [
        ("Booting Sidekiq 6.4.1 with redis options {}", LogEvent.Topic.processStarted),
        ("Shutting down", .processStopping),
        ("Bye!", .processStopping),
        ("done", .other),
    ])
    func namesTheTopicOfOtherMessages(message: String, topic: LogEvent.Topic) {
        let rows = LogReading.rows(
            of: Self.format,
            reading: Self.line("sidekiq: [TID-p8v] \(message)")
        )

        #expect(rows.logs.map(\.topic) == [topic])
        #expect(rows.logs.map(\.message) == [topic == .other ? "" : message])
    }

    @Test func readsRailsAndSidekiqFromOneFile() {
        let text = """
            # Logfile created on 2026-11-21 05:16:00 +0200 by logger.rb/v1.5.0
            I, [2026-11-21T05:16:35.000000 #7]  INFO -- : TID-a FailJob JID-a1 INFO: start
            D, [2026-11-21T05:16:35.001000 #7] DEBUG -- :   User Load (0.1ms)  SELECT "users".* FROM "users"
            I, [2026-11-21T05:16:35.002000 #8]  INFO -- : Started GET "/" for 127.0.0.1 at 2026-11-21 05:16:35 +0200
            I, [2026-11-21T05:16:35.003000 #7]  INFO -- : TID-a FailJob JID-a1 INFO: fail: 0.003 sec
            I, [2026-11-21T05:16:35.004000 #8]  INFO -- : Completed 200 OK in 2ms (Views: 0.3ms)
            W, [2026-11-21T05:16:35.004000 #7]  WARN -- : TID-a WARN: ArgumentError: bad
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(
            rows.jobs.map(\.time) == [
                LogReading.time(3, 16, 35), LogReading.time(3, 16, 35.003),
            ]
        )
        #expect(rows.jobs.map(\.phase) == [.started, .failed])
        #expect(rows.statements.map(\.table) == ["users"])
        #expect(rows.requests.map(\.status) == [200])
        #expect(rows.logs.map(\.severity) == [.warning])
        #expect(rows == LogReading.rowsLineByLine(of: Self.format, reading: text))
        #expect(rows == LogReading.rows(of: RailsLog(), reading: text))
    }

    @Test func movesAFailureWhenTheZoneIsNamed() {
        let text = """
            I, [2026-11-21T05:16:35.000000 #7]  INFO -- sidekiq: [TID-a] class=FailJob jid=a1 elapsed=0.1 fail
            I, [2026-11-21T05:16:35.002000 #8]  INFO -- : Started GET "/" for 127.0.0.1 at 2026-11-21 05:16:35 -0800
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(rows.jobs.map(\.time) == [LogReading.time(13, 16, 35)])
    }

    @Test func claimsAFileOnlyWhenSidekiqWroteInIt() {
        let rails = Self.line(": Started GET \"/\" for 127.0.0.1 at 2026-11-21 05:16:35 +0200")
        let grape = Self.line(": method=GET path=/ format=html status=200 duration=1.2")
        let job = Self.line(": TID-a FailJob JID-a1 INFO: start")

        #expect(LogReading.score(of: Self.format, reading: rails + grape) == 0)
        #expect(LogReading.score(of: Self.format, reading: rails + job) == 1)
        #expect(LogReading.score(of: RailsLog(), reading: rails + job) == 1)
    }
}

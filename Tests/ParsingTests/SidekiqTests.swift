import Testing

@testable import Parsing

@Suite struct SidekiqTests {
    private static let start = LogReading.time(3, 16, 35.087)

    @Test(arguments: [
        "2026-11-21T03:16:35.087Z 7 TID-p8v HardJob JID-a602 BID-b1 INFO: done: 0.05 sec",
        "2026-11-21T03:16:35.087Z 7 TID-p8v INFO: HardJob JID-a602 done: 0.05 sec",
        "2026-11-21T03:16:35.087Z pid=7 tid=p8v class=HardJob jid=a602 bid=b1 elapsed=0.05 INFO: done",
        "2026-11-21T03:16:35.087Z pid=7 tid=p8v class=HardJob jid=a602 note=a b tags=x elapsed=0.05 INFO: done",
        "INFO 2026-11-21T03:16:35.087Z pid=7 tid=p8v jid=a602 class=HardJob elapsed=0.05: done",
        "\u{1B}[1;34mINFO \u{1B}[0m 2026-11-21T03:16:35.087Z pid=7 tid=p8v jid=a602 class=HardJob elapsed=0.05: done",
        "2026-11-21T03:16:35.087000+00:00 app[worker.1]: pid=7 tid=p8v class=HardJob jid=a602 elapsed=0.05 INFO: done",
        "2026-11-21T03:16:35.087Z pid=7 tid=p8v class=HardJob jid=a602 elapsed=0.05 INFO: done\r",
    ])
    func readsTheSameEventFromEachVersion(line: String) {
        let rows = LogReading.rows(of: SidekiqLog(), reading: line + "\n")

        #expect(
            rows == [
                .job(
                    JobEvent(
                        line: 1,
                        time: Self.start,
                        phase: .done,
                        jobClass: "HardJob",
                        idHash: FixedHash.hash("a602".utf8),
                        process: "7",
                        elapsedSeconds: 0.05
                    )
                )
            ]
        )
    }

    @Test(arguments: [
        ("Booting Sidekiq 6.4.1 with redis options {}", LogEvent.Topic.processStarted),
        ("Running in ruby 3.1.2p20", .processStarted),
        ("Shutting down", .processStopping),
        ("Bye!", .processStopping),
        ("heartbeat: OOM command not allowed when used memory > 'maxmemory'.", .outOfMemory),
        ("Net::ReadTimeout: Net::ReadTimeout with #<TCPSocket>", .timeout),
        ("ArgumentError: bad input: 7", .error(kind: "ArgumentError")),
        (
            "heartbeat: Redis::CannotConnectError: refused",
            .error(kind: "Redis::CannotConnectError")
        ),
        ("Your Redis network connection is performing extremely poorly.", .other),
        ("Thread TID-oxpbpcmn0", .other),
    ])
    func namesTheTopicOfOtherMessages(message: String, topic: LogEvent.Topic) {
        let line = "2026-11-21T03:16:35.087Z pid=7 tid=p8v WARN: \(message)\n"
        let rows = LogReading.rows(of: SidekiqLog(), reading: line)

        #expect(rows.logs.map(\.topic) == [topic])
        #expect(rows.logs.map(\.message) == [message])
    }

    @Test func namesTheErrorThatFollowsAFailure() {
        let text = """
            2026-11-21T03:16:35.088Z pid=7 tid=p68 class=FailJob jid=a6 elapsed=0.0 INFO: fail
            2026-11-21T03:16:35.088Z pid=7 tid=p5w class=HardJob jid=a7 INFO: start
            2026-11-21T03:16:35.088Z pid=7 tid=p68 WARN: {"context":"Job raised exception","job":{"jid":"a6"}}
            2026-11-21T03:16:35.088Z pid=7 tid=p68 WARN: Declined: bad input: 7
            2026-11-21T03:16:35.088Z pid=7 tid=p68 WARN: /srv/app/jobs.rb:7:in `perform'
            /srv/gems/sidekiq-7/lib/sidekiq/processor.rb:220:in `execute_job'
            """
        let rows = LogReading.rows(of: SidekiqLog(), reading: text)

        #expect(rows.jobs.map(\.phase) == [.failed, .started])
        #expect(rows.logs.map(\.topic) == [.other, .error(kind: "Declined"), .other])
        #expect(rows == LogReading.rowsLineByLine(of: SidekiqLog(), reading: text))
    }

    @Test func readsTheInspectedContextOfVersionEight() {
        let text = """
            INFO 2026-11-21T03:18:27.054Z pid=7 tid=ofq jid=2d class=FailJob elapsed=0.0: fail
            INFO 2026-11-21T03:18:27.054Z pid=7 tid=ofq context=Job raised exception job={"retry"=>3, "a"=>{"b"=>"c: d"}}: bad input: 7 (ArgumentError)
            INFO 2026-11-21T03:18:41.976Z pid=7 tid=oha context=scheduler: Waited 14.9 sec, 0/0 available (ConnectionPool::TimeoutError)
            """
        let rows = LogReading.rows(of: SidekiqLog(), reading: text)

        #expect(rows.jobs.map(\.phase) == [.failed])
        #expect(rows.logs.map(\.message).first == "bad input: 7 (ArgumentError)")
        #expect(rows.logs.map(\.topic) == [.error(kind: "ArgumentError"), .timeout])
    }

    @Test func leavesContinuationsToTheMessageBefore() {
        let text = """
            Signal INFO not supported
            2026-11-21T03:16:35.087Z pid=7 tid=p5w class=HardJob jid=b8 INFO: working on
            done
            2026-11-21T03:16:35.087Z pid=7 tid=p5w class=HardJob jid=b8 INFO: done
            """
        let rows = LogReading.rows(of: SidekiqLog(), reading: text)

        #expect(
            rows.first
                == .unreadable(
                    UnreadableLine(line: 1, reason: "no Sidekiq message stands before it")
                )
        )
        #expect(rows.logs.map(\.line) == [2, 4])
        #expect(rows.jobs.isEmpty)
    }

    @Test func readsJSONWhateverTheOrderOfItsMembers() {
        let line =
            #"{"ctx":{"elapsed":0.051,"tags":["a","}"],"jid":"fd","class":"HardJob"},"msg":"done","#
            + #""x":{"y":[1,{"z":"\"}"}]},"lvl":"INFO","tid":"nsk","pid":7,"ts":"2026-11-21T03:16:35.087Z"}"#
        let rows = LogReading.rows(of: SidekiqJSON(), reading: line)

        #expect(
            rows == [
                .job(
                    JobEvent(
                        line: 1,
                        time: Self.start,
                        phase: .done,
                        jobClass: "HardJob",
                        idHash: FixedHash.hash("fd".utf8),
                        process: "7",
                        elapsedSeconds: 0.051
                    )
                )
            ]
        )
    }

    @Test func refusesHalfAnObject() {
        let whole = #"{"ts":"2026-11-21T03:16:35.087Z","pid":7,"tid":"n","lvl":"INFO","msg":"a"}"#
        let rows = LogReading.rows(of: SidekiqJSON(), reading: String(whole.dropLast(1)))

        #expect(rows.count == 1)
        #expect(rows.logs.isEmpty)
    }

    @Test func leavesLinesWithoutStampsToTheirOwnFormat() {
        let text = "pid=4 tid=6bjk class=MyExampleJob jid=b0 elapsed=10.576 INFO: done\n"

        #expect(LogReading.score(of: SidekiqLog(), reading: text) == 0)
        #expect(LogReading.score(of: SidekiqWithoutTimestamp(), reading: text) == 1)
        #expect(LogReading.zone(of: SidekiqWithoutTimestamp(), reading: text) == .none)
    }

    @Test func givesUpAFailureThatNobodyExplains() {
        let failure =
            "2026-11-21T03:16:35.088Z pid=7 tid=p68 class=FailJob jid=a6 elapsed=0.0 INFO: fail\n"
        let other = "2026-11-21T03:16:35.088Z pid=7 tid=p5w INFO: hello\n"
        var reader = SidekiqLog().makeReader()
        let text = failure + String(repeating: other, count: 1_500)
        let named = text + "2026-11-21T03:16:35.088Z pid=7 tid=p68 WARN: Declined: bad\n"

        let rows = reader.read(LineBlock(bytes: Array(named.utf8), firstLine: 1)).rowsByLine

        #expect(rows.count == 1_502)
        #expect(rows.logs.last?.topic == .other)
    }
}

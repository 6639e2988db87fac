import Testing

@testable import Parsing

@Suite struct PostgresLogTests {
    private static let format = PostgresLog()

    @Test func joinsParametersToTheStatementOfTheirProcess() {
        let text = """
            2026-11-21 03:50:24.311 UTC [1] app=a LOG:  execute <unnamed>: UPDATE t SET v = $1 WHERE id = $2
            2026-11-21 03:50:24.311 UTC [2] app=b LOG:  duration: 1.5 ms  execute S_1: UPDATE t SET v = $1 WHERE id = $2
            2026-11-21 03:50:24.312 UTC [2] app=b DETAIL:  parameters: $1 = 'it''s, $2 = ''9''', $2 = '8'
            2026-11-21 03:50:24.312 UTC [1] app=a DETAIL:  parameters: $1 = 'two
            \tlines', $2 = '7'
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        let expected = [FixedHash.hash("7".utf8), FixedHash.hash("8".utf8)]
        #expect(rows.statements.map(\.rowHash) == expected)
        #expect(rows.statements.map(\.lastLine) == [5, 3])
        #expect(rows.statements.map(\.application) == ["a", "b"])
        #expect(rows.statements.map(\.durationMilliseconds) == [nil, 1.5])
        #expect(rows == LogReading.rowsLineByLine(of: Self.format, reading: text))
    }

    @Test func countsAStatementOnce() {
        let text = """
            2021-12-03 07:14:48.593 UTC [4913] user=user1,db=mydb LOG:  duration: 1.163 ms  parse q: SELECT 1 FROM t
            2021-12-03 07:14:48.594 UTC [4913] user=user1,db=mydb LOG:  duration: 0.700 ms  bind q: SELECT 1 FROM t
            2021-12-03 07:14:48.594 UTC [4913] user=user1,db=mydb LOG:  duration: 0.215 ms  execute q: SELECT 1 FROM t
            2021-12-03 07:14:48.595 UTC [4913] user=user1,db=mydb LOG:  duration: 0.3 ms  plan:
            \tQuery Text: SELECT 1 FROM t
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(rows.count == 1)
        #expect(rows.statements.map(\.durationMilliseconds) == [0.215])
    }

    @Test(arguments: [
        ("LOG:  checkpoint starting: wal", LogEvent.Topic.checkpoint(onDemand: true)),
        ("LOG:  checkpoint starting: time", .checkpoint(onDemand: false)),
        (
            "LOG:  checkpoints are occurring too frequently (1 second apart)",
            .checkpoint(onDemand: true)
        ),
        (
            "LOG:  process 24340 still waiting for ShareLock on transaction 738 after 200.084 ms",
            .lockWait
        ),
        ("ERROR:  deadlock detected", .deadlock),
        (
            "LOG:  automatic aggressive vacuum of table \"shop.public.accounts\": index scans: 0",
            .autovacuum(table: "accounts")
        ),
        ("ERROR:  canceling statement due to statement timeout", .timeout),
        (
            "ERROR:  duplicate key value violates unique constraint \"t_pkey\"",
            .error(kind: "duplicate key value violates unique constraint ?")
        ),
        (
            "ERROR:  invalid value for parameter \"work_mem\": \"64KB\"",
            .error(kind: "invalid value for parameter ?: ?")
        ),
        (
            "FATAL:  password failed for a@b.c at 10.0.0.1",
            .error(kind: "password failed for ? at ?")
        ),
        ("LOG:  database system is ready to accept connections", .processStarted),
        ("LOG:  received fast shutdown request", .processStopping),
        ("WARNING: terminating connection because of crash of another server process", .other),
    ])
    func namesTheTopic(message: String, topic: LogEvent.Topic) {
        let rows = LogReading.rows(
            of: Self.format,
            reading: "2026-11-21 03:50:24.311 UTC [1] " + message
        )

        #expect(rows.logs.map(\.topic) == [topic])
    }

    @Test(arguments: [
        (
            "2026-11-21 03:50:24 UTC [20]: [1-1] user=,db=,app=,client= LOG:  x", "20",
            WrittenZone.written
        ),
        ("2026-11-21 04:50:24 CET::@:[20]:LOG:  x", "20", .written),
        ("2026-11-20 22:50:24 EST [20] postgres@postgres LOG:  x", "20", .written),
        ("2026-11-20 19:50:24 -0800 [20] [queryid=1] p@s LOG:  x", "20", .written),
        ("2026-11-21 03:50:24 IST [20-3] [local] p@s LOG:  x", "20", .absent),
        (
            "2026-11-21T03:50:24+00:00 app[postgres.20]: [GREEN] [15-1]  sql_error_code = 00000 LOG:  x",
            "20", .written
        ),
    ])
    func readsThePrefixesInUse(line: String, process: String, zone: WrittenZone) {
        let rows = LogReading.rows(of: Self.format, reading: line)

        #expect(rows.logs.map(\.message) == ["x"])
        #expect(rows.logs.map(\.process) == [process])
        #expect(rows.logs.map(\.time) == [LogReading.time(3, 50, 24)])
        #expect(LogReading.zone(of: Self.format, reading: line) == zone)
        #expect(LogReading.score(of: Self.format, reading: line) == 1)
    }

    @Test func countsLinesBeforeTheFirstMessage() {
        let text = "\tcut off\n2026-11-21 03:50:24 UTC [20] LOG:  x\r\n"
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(rows.count == 2)
        #expect(rows.logs.map(\.line) == [2])
        #expect(rows.logs.map(\.message) == ["x"])
    }
}

extension PostgresLogTests {
    @Test func leavesTheLogsOfOtherProgramsAlone() {
        let text =
            "2026-11-21T03:16:35.087Z pid=7 tid=p8v class=A jid=a602 elapsed=0.05 INFO: done\n"

        #expect(LogReading.score(of: PostgresLog(), reading: text) == 0)
        #expect(LogReading.score(of: SidekiqLog(), reading: text) == 1)
    }
}

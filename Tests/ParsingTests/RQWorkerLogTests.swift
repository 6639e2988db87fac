import Testing

@testable import Parsing

@Suite struct RQWorkerLogTests {
    @Test func namesTheErrorOfAFailedJob() {
        let text = """
            03:20:00 Worker w1: critical: rqjobs.bad(2) (7ab8dcf7-56ad-4340-908d-65c0e9ee5477)
            03:20:00 Worker w1: job 7ab8dcf7-56ad-4340-908d-65c0e9ee5477: exception raised while executing (rqjobs.bad)
            Traceback (most recent call last):
              File "/srv/app/rqjobs.py", line 3, in bad
                def bad(n): raise ValueError('boom')
            ValueError: boom

            03:20:00 Worker w1: done, quitting
            """
        let rows = LogReading.rows(of: RQWorkerLog(), reading: text)

        #expect(rows.jobs.map(\.phase) == [.started, .failed])
        #expect(rows.jobs.last?.queue == "critical")
        #expect(rows.jobs.last?.jobClass == "rqjobs.bad")
        #expect(rows.logs.map(\.topic) == [.error(kind: "ValueError"), .processStopping])
        #expect(rows.logs.map(\.line) == [6, 8])
        #expect(rows == LogReading.rowsLineByLine(of: RQWorkerLog(), reading: text))
    }

    @Test func beginsANewDayAtMidnight() {
        let text = """
            23:59:59 Worker w1: mail: f(1) (a1)
            00:00:01 Worker w1: mail: Job OK (a1)
            00:00:00 Worker w1: mail: f(1) (a2)
            """
        let rows = LogReading.rows(of: RQWorkerLog(), reading: text)

        #expect(rows.jobs.map(\.time.seconds) == [86_399, 86_401, 86_400])
        #expect(LogReading.zone(of: RQWorkerLog(), reading: text) == .absentWithoutDate)
    }

    @Test func neverPrintsArguments() {
        let text = "03:46:13 mail: tasks.send('a (b): c', to=\"x@y.z\") (a1)\n"
        let rows = LogReading.rows(of: RQWorkerLog(), reading: text)

        #expect(rows.jobs.map(\.jobClass) == ["tasks.send"])
        #expect(rows.jobs.map(\.queue) == ["mail"])
        #expect(rows.jobs.map(\.process) == [""])
    }

    @Test func tellsWhenAWorkerComesAndGoes() {
        let text = """
            03:46:07 Worker rq-worker-1: started with PID 28363, version 2.12.0
            03:46:07 *** Listening on mail, video...
            03:50:00 Worker rq-worker-1 [PID 28363]: warm shut down requested
            """
        let rows = LogReading.rows(of: RQWorkerLog(), reading: text)

        #expect(rows.logs.map(\.topic) == [.processStarted, .other, .processStopping])
        #expect(rows.logs.map(\.process) == ["rq-worker-1", "rq-worker-1", "rq-worker-1"])
        #expect(LogReading.score(of: RQWorkerLog(), reading: text) == 1)
    }
}

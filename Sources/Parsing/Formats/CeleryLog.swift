// Logs of Celery workers in their default form.
// Source: celery 4.0 to 5.7 `celery/app/defaults.py` (`worker_log_format`), `celery/app/trace.py`.

/// A Celery worker's log: `[2026-11-21 03:20:05,353: INFO/MainProcess] Task add[131e…] succeeded in 0.003s: 3`.
package struct CeleryLog: LogFormat {
    package let name = "celery"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines are stamp, level and process in brackets as Celery prints them"
        ) { CeleryLine($0) != nil }
    }

    package func makeReader() -> any FormatReader { CeleryReader() }

    package var samples: [FormatSample] {
        let id = "131eca03-0466-4dd0-ae50-172f1b087efa"
        let time = Timestamp(microseconds: 1_795_231_205_353_000)
        return [
            FormatSample(
                """
                [2026-11-21 03:20:05,353: INFO/MainProcess] celery@vm ready.
                [2026-11-21 03:20:05,353: INFO/MainProcess] Task capp.add[\(id)] received
                [2026-11-21 03:20:05,353: INFO/ForkPoolWorker-1] Task capp.add[\(id)] succeeded in 0.0030878520001351717s: 3
                [2026-11-21 03:20:05,353: ERROR/ForkPoolWorker-1] Task capp.bad[\(id)] raised unexpected: ValueError('boom')
                Traceback (most recent call last):
                ValueError: boom
                """,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: time,
                            severity: .info,
                            topic: .processStarted,
                            message: "celery@vm ready.",
                            process: "MainProcess"
                        )
                    ),
                    .log(
                        LogEvent(
                            line: 2,
                            time: time,
                            severity: .info,
                            topic: .other,
                            message: "Task capp.add[\(id)] received",
                            process: "MainProcess"
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 3,
                            time: time,
                            phase: .done,
                            jobClass: "capp.add",
                            idHash: FixedHash.hash(id.utf8),
                            process: "ForkPoolWorker-1",
                            elapsedSeconds: 0.003_087_852_000_13
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 4,
                            time: time,
                            phase: .failed,
                            jobClass: "capp.bad",
                            idHash: FixedHash.hash(id.utf8),
                            process: "ForkPoolWorker-1"
                        )
                    ),
                ],
                source: "a run of celery 5.7.0"
            )
        ]
    }
}

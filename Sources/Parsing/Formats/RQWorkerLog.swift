// Logs of RQ workers, which print times of day without a date.
// Source: rq 1.0 to 2.12, `rq/worker.py`, `rq/worker/base.py`, `rq/logutils.py`.

/// An RQ worker's log: `03:46:13 Worker rq-worker-1: video: rqtasks.transcode(79157) (ec82d621-…)`.
package struct RQWorkerLog: LogFormat {
    package let name = "rq-worker"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        var reader = RQWorkerReader()
        var dated = 0
        var known = 0
        for text in head.lines where !text.isEmpty {
            guard let clock = CalendarTime.timeOfDay(in: text, at: text.startIndex),
                clock.end - text.startIndex == 8, clock.end < text.endIndex
            else { continue }
            dated += 1
            if reader.knows(text[(clock.end + 1)...]) { known += 1 }
        }
        guard known > 0 else { return nil }
        return Recognition(
            score: Double(known) / Double(dated),
            reason: "lines are a time of day and a message of an RQ worker"
        )
    }

    package func makeReader() -> any FormatReader { RQWorkerReader() }

    package var samples: [FormatSample] {
        let jobID = "ec82d621-51c1-4fb8-91be-e35310fef95a"
        let time = Timestamp(microseconds: 13_573_000_000)
        return [
            FormatSample(
                """
                03:46:13 Worker rq-worker-1: video: rqtasks.transcode(79157) (\(jobID))
                03:46:13 Successfully completed rqtasks.transcode(79157) job in 0:00:00.046048s on worker rq-worker-1
                03:46:13 Worker rq-worker-1: video: Job OK (\(jobID))
                03:46:13 Worker rq-worker-1: job \(jobID) result is kept for 30 seconds
                """,
                reads: [
                    .job(
                        JobEvent(
                            line: 1,
                            time: time,
                            phase: .started,
                            jobClass: "rqtasks.transcode",
                            idHash: FixedHash.hash(jobID.utf8),
                            queue: "video",
                            process: "rq-worker-1"
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 3,
                            time: time,
                            phase: .done,
                            jobClass: "rqtasks.transcode",
                            idHash: FixedHash.hash(jobID.utf8),
                            queue: "video",
                            process: "rq-worker-1",
                            elapsedSeconds: 0.046048
                        )
                    ),
                ],
                source: "a run of rq 2.12.0"
            )
        ]
    }
}

// Logs of Resque workers.
// Source: resque 1.27 to 2.6 `lib/resque/log_formatters/very_verbose_formatter.rb`, `worker.rb`.

/// A Resque worker's log: `** [03:19:59 2026-11-21] 1051: got: (Job{critical} | MyJob | [3])`.
package struct ResqueLog: LogFormat {
    package let name = "resque"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines are two asterisks, a stamp and a pid as Resque prints them"
        ) { ResqueLine($0) != nil }
    }

    package func makeReader() -> any FormatReader { ResqueReader() }

    package var samples: [FormatSample] {
        let time = Timestamp(microseconds: 1_795_231_199_000_000)
        return [
            FormatSample(
                """
                ** [03:19:59 2026-11-21] 1051: got: (Job{critical} | BadJob | [2])
                ** [03:19:59 2026-11-21] 1051: (Job{critical} | BadJob | [2]) failed: #<ArgumentError: boom>
                ** [03:19:59 2026-11-21] 1051: got: (Job{critical} | MyJob | [3])
                ** [03:19:59 2026-11-21] 1051: done: (Job{critical} | MyJob | [3])
                """,
                reads: [
                    .job(
                        JobEvent(
                            line: 1,
                            time: time,
                            phase: .started,
                            jobClass: "BadJob",
                            idHash: FixedHash.hash("1051@1795231199/1".utf8),
                            queue: "critical",
                            process: "1051"
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 2,
                            time: time,
                            phase: .failed,
                            jobClass: "BadJob",
                            idHash: FixedHash.hash("1051@1795231199/1".utf8),
                            queue: "critical",
                            process: "1051",
                            elapsedSeconds: 0
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 3,
                            time: time,
                            phase: .started,
                            jobClass: "MyJob",
                            idHash: FixedHash.hash("1051@1795231199/3".utf8),
                            queue: "critical",
                            process: "1051"
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 4,
                            time: time,
                            phase: .done,
                            jobClass: "MyJob",
                            idHash: FixedHash.hash("1051@1795231199/3".utf8),
                            queue: "critical",
                            process: "1051",
                            elapsedSeconds: 0
                        )
                    ),
                ],
                source: "a run of resque 2.6.0"
            )
        ]
    }
}

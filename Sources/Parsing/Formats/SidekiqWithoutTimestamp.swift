// Logs of Sidekiq workers without stamps: the formatter that is chosen where the variable DYNO is set.
// Source: sidekiq `Sidekiq::Logging::WithoutTimestamp` to 5.2, `Sidekiq::Logger::Formatters` from 6.0.

/// Sidekiq's text log without times: `pid=4 tid=6bjk class=C jid=b elapsed=10.576 INFO: done`.
///
/// Its rows stand at the epoch: only run times and counts can be used.
package struct SidekiqWithoutTimestamp: LogFormat {
    package let name = "sidekiq-without-timestamp"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines carry a pid, a thread and a level as Sidekiq prints them without stamps"
        ) { SidekiqPrefix.read($0)?.isStamped == false }
    }

    package func makeReader() -> any FormatReader { SidekiqTextReader(zone: .none) }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                pid=4 tid=6bjk class=MyExampleJob jid=b027792cdb4a453576377c69 elapsed=10.576 INFO: done
                13176 TID-otszewf94 FooWorker JID-aca9134a8afe7d0a19344805 INFO: start
                """,
                reads: [
                    .job(
                        JobEvent(
                            line: 1,
                            time: Timestamp(microseconds: 0),
                            phase: .done,
                            jobClass: "MyExampleJob",
                            idHash: FixedHash.hash("b027792cdb4a453576377c69".utf8),
                            process: "4",
                            elapsedSeconds: 10.576
                        )
                    ),
                    .job(
                        JobEvent(
                            line: 2,
                            time: Timestamp(microseconds: 0),
                            phase: .started,
                            jobClass: "FooWorker",
                            idHash: FixedHash.hash("aca9134a8afe7d0a19344805".utf8),
                            process: "13176"
                        )
                    ),
                ],
                source: "lines of Sidekiq 6 on Heroku without its header; sidekiq issue 2109"
            )
        ]
    }
}

// Logs of Sidekiq workers as text, with stamps: the formatters Pretty (2 to 8) and Plain (8).
// Source: sidekiq `lib/sidekiq/logging.rb` 3.0 to 5.2, `lib/sidekiq/logger.rb` 6.0 to 8.1.

/// Sidekiq's text log: `2026-11-21T03:16:35.087Z pid=1 tid=p5w class=C jid=b elapsed=0.05 INFO: done`.
package struct SidekiqLog: LogFormat {
    package let name = "sidekiq-pretty"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines carry a stamp, a pid, a thread and a level as Sidekiq prints them"
        ) { SidekiqPrefix.read($0)?.isStamped == true }
    }

    package func makeReader() -> any FormatReader { SidekiqTextReader(zone: .written) }
}

/// Reads both forms of the text log, with and without stamps.
struct SidekiqTextReader: FormatReader {
    let zone: WrittenZone
    private var rows = SidekiqRows()

    init(zone: WrittenZone) { self.zone = zone }

    mutating func read(_ block: LineBlock) -> Batch {
        if block.beginsMidway { rows.skipMessages() }
        let needsStamp = zone == .written
        block.forEachLine { number, text in
            guard let (message, isStamped) = SidekiqPrefix.read(text), isStamped == needsStamp
            else {
                rows.appendContinuation(text, line: number)
                return
            }
            rows.append(message, line: number) { LineCursor.message(message.message) }
        }
        return rows.take()
    }

    mutating func finish() -> Batch { .rows([]) }
}

extension SidekiqLog {
    package var samples: [FormatSample] { Self.olderSamples + Self.newerSamples }

    private static let olderSamples = [
        FormatSample(
            """
            2012-03-02T19:40:45Z 32515 TID-oveahmcxw INFO: HardWorker JID-oveaivtrg start
            """,
            reads: [
                .job(
                    JobEvent(
                        line: 1,
                        time: Timestamp(microseconds: 1_330_717_245_000_000),
                        phase: .started,
                        jobClass: "HardWorker",
                        idHash: FixedHash.hash("oveaivtrg".utf8),
                        process: "32515"
                    )
                )
            ],
            source: "sidekiq wiki, Deploying to Heroku, a run of Sidekiq 2"
        ),
        FormatSample(
            """
            2026-11-21T03:15:55.559Z 31511 TID-p8v HardJob JID-a602dfb53825e8a3fc2ea605 INFO: working on
            multiline 0
            2026-11-21T03:15:55.559Z 31511 TID-p8v HardJob JID-a602dfb53825e8a3fc2ea605 INFO: done: 0.05 sec
            """,
            reads: [
                .log(
                    LogEvent(
                        line: 1,
                        time: Timestamp(microseconds: 1_795_230_955_559_000),
                        severity: .info,
                        topic: .other,
                        message: ""
                    )
                ),
                .job(
                    JobEvent(
                        line: 3,
                        time: Timestamp(microseconds: 1_795_230_955_559_000),
                        phase: .done,
                        jobClass: "HardJob",
                        idHash: FixedHash.hash("a602dfb53825e8a3fc2ea605".utf8),
                        process: "31511",
                        elapsedSeconds: 0.05
                    )
                ),
            ],
            source: "a run of sidekiq 5.2.10"
        ),
    ]

    private static let newerSamples = [
        FormatSample(
            """
            2026-11-21T03:16:35.088Z pid=31724 tid=p68 class=FailJob jid=a6002993b8215b9950c68227 elapsed=0.0 INFO: fail
            2026-11-21T03:16:35.088Z pid=31724 tid=p68 WARN: ArgumentError: bad input: 7
            """,
            reads: [
                .job(
                    JobEvent(
                        line: 1,
                        time: Timestamp(microseconds: 1_795_230_995_088_000),
                        phase: .failed,
                        jobClass: "FailJob",
                        idHash: FixedHash.hash("a6002993b8215b9950c68227".utf8),
                        process: "31724",
                        elapsedSeconds: 0
                    )
                ),
                .log(
                    LogEvent(
                        line: 2,
                        time: Timestamp(microseconds: 1_795_230_995_088_000),
                        severity: .warning,
                        topic: .error(kind: "ArgumentError"),
                        message: "ArgumentError: bad input: 7",
                        process: "31724"
                    )
                ),
            ],
            source: "a run of sidekiq 7.3.10"
        ),
        FormatSample(
            "\u{1B}[1;34mINFO \u{1B}[0m 2026-11-21T03:16:54.258Z pid=31901 tid=npx "
                + "jid=ef8e78ff046eda861282bb89 class=HardJob tags=alpha,beta elapsed=0.05: done",
            reads: [
                .job(
                    JobEvent(
                        line: 1,
                        time: Timestamp(microseconds: 1_795_231_014_258_000),
                        phase: .done,
                        jobClass: "HardJob",
                        idHash: FixedHash.hash("ef8e78ff046eda861282bb89".utf8),
                        process: "31901",
                        elapsedSeconds: 0.05
                    )
                )
            ],
            source: "a run of sidekiq 8.1.7"
        ),
    ]
}

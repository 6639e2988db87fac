// Logs of Sidekiq workers that log through Ruby's own formatter, alone or beside Rails.
// Source: Ruby `Logger::Formatter` 2.0 to 3.4; sidekiq 3 to 8 with `Sidekiq.logger` replaced.

/// Sidekiq behind the Ruby logger: `I, [2026-11-21T05:03:32.820000 #7]  INFO -- sidekiq: … start`.
///
/// Applications often share one logger between Rails and Sidekiq, so what Rails writes is read too.
package struct SidekiqRubyLogger: LogFormat {
    package let name = "sidekiq-ruby-logger"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        var workerLines = 0
        let recognition = MessageShare.recognition(
            of: head,
            reason: "lines of Sidekiq stand behind the Ruby logger's prefix"
        ) { text in
            let line = RailsLine(text)
            if SidekiqBody.read(line) != nil { workerLines += 1 }
            return RailsLog.isMessage(line)
        }
        return workerLines > 0 ? recognition : nil
    }

    package func makeReader() -> any FormatReader { RailsReader() }
}

extension SidekiqRubyLogger {
    package var samples: [FormatSample] { [Self.contextual, Self.positional, Self.failure] }

    private static let contextual = FormatSample(
        """
        # Logfile created on 2026-11-21 05:03:26 +0200 by logger.rb/v1.5.0
        I, [2026-11-21T05:03:26.962000 #23401]  INFO -- sidekiq: [TID-iwh] Booting Sidekiq 6.4.1 with redis options {}
        I, [2026-11-21T05:03:32.820000 #23401]  INFO -- sidekiq: [TID-igd] class=ReceiptMailerJob jid=54b3dc3c868eae705b91bafe start
        I, [2026-11-21T05:03:32.831000 #23401]  INFO -- sidekiq: [TID-igd] class=ReceiptMailerJob jid=54b3dc3c868eae705b91bafe elapsed=0.011 done
        """,
        reads: [
            .log(
                LogEvent(
                    line: 2,
                    time: Timestamp(microseconds: 1_795_230_206_962_000),
                    severity: .info,
                    topic: .processStarted,
                    message: "Booting Sidekiq 6.4.1 with redis options {}",
                    process: "23401"
                )
            ),
            .job(
                JobEvent(
                    line: 3,
                    time: Timestamp(microseconds: 1_795_230_212_820_000),
                    phase: .started,
                    jobClass: "ReceiptMailerJob",
                    idHash: FixedHash.hash("54b3dc3c868eae705b91bafe".utf8),
                    process: "23401"
                )
            ),
            .job(
                JobEvent(
                    line: 4,
                    time: Timestamp(microseconds: 1_795_230_212_831_000),
                    phase: .done,
                    jobClass: "ReceiptMailerJob",
                    idHash: FixedHash.hash("54b3dc3c868eae705b91bafe".utf8),
                    process: "23401",
                    elapsedSeconds: 0.011
                )
            ),
        ],
        source: "a run of sidekiq 6.4.1 with Logger::Formatter"
    )

    private static let positional = FormatSample(
        """
        I, [2026-11-21T05:15:55.559000 #31511]  INFO -- : TID-p8v HardJob JID-a602dfb53825e8a3fc2ea605 INFO: done: 0.05 sec
        """,
        reads: [
            .job(
                JobEvent(
                    line: 1,
                    time: Timestamp(microseconds: 1_795_238_155_559_000),
                    phase: .done,
                    jobClass: "HardJob",
                    idHash: FixedHash.hash("a602dfb53825e8a3fc2ea605".utf8),
                    process: "31511",
                    elapsedSeconds: 0.05
                )
            )
        ],
        source: "the words of sidekiq 5.2.10 behind Logger::Formatter"
    )

    private static let failure = FormatSample(
        """
        I, [2026-11-21T05:16:35.088000 #31724]  INFO -- sidekiq: [TID-p68] class=FailJob jid=a6002993b8215b9950c68227 elapsed=0.0 fail
        W, [2026-11-21T05:16:35.088000 #31724]  WARN -- sidekiq: [TID-p68] ArgumentError: bad input: 7
        """,
        reads: [
            .job(
                JobEvent(
                    line: 1,
                    time: Timestamp(microseconds: 1_795_238_195_088_000),
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
                    time: Timestamp(microseconds: 1_795_238_195_088_000),
                    severity: .warning,
                    topic: .error(kind: "ArgumentError"),
                    message: "ArgumentError: bad input: 7",
                    process: "31724"
                )
            ),
        ],
        source: "a run of sidekiq 6.4.1 with Logger::Formatter"
    )
}

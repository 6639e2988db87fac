// Texts of hand-written notes, and what each reads as.

/// The samples of ``ContextMarkdown``.
enum ContextMarkdownSamples {
    /// Every sample.
    static let all: [FormatSample] = [
        FormatSample(
            """
            # What we know (times UTC, from the chat)

            - 2026-11-21T03:09:01Z feature flag `new_nav` to 10 %
            - 2026-11-21T03:09:41Z alert: queue partners latency > 10 s
            """,
            reads: [
                event(3, 1_795_230_541, .deploy, "feature flag `new_nav` to 10 %"),
                event(4, 1_795_230_581, .signal, "alert: queue partners latency > 10 s"),
            ],
            source: "notes of a chat, real run"
        ),
        FormatSample(
            """
            - cron `stats-rollup` hourly: 2026-11-21T03:48:52Z and 2026-11-21T03:49:44Z
            - 2026-11-21T03:49:17Z deploy web r3 (assets)
            """,
            reads: [
                event(1, 1_795_232_932, .cron, "cron `stats-rollup` hourly"),
                event(1, 1_795_232_984, .cron, "cron `stats-rollup` hourly"),
                event(2, 1_795_232_957, .deploy, "deploy web r3 (assets)", "web"),
            ],
            source: "notes, real run"
        ),
        FormatSample(
            """
            ## 2026-11-21
            14:05 UTC — web rolled back to r56
            We looked at the graphs.
            * 14:05–14:20 flash sale
            | ~23:50 | network blocked |
            | 00:10 | all quiet |
            """,
            reads: [
                event(2, 1_795_269_900, .response, "web rolled back to r56", "web"),
                event(4, 1_795_269_900, .campaign, "flash sale"),
                event(4, 1_795_270_800, .other, "flash sale ended"),
                event(5, 1_795_305_000, .response, "network blocked"),
                event(6, 1_795_306_200, .other, "all quiet"),
            ],
            source: "a timeline written by hand"
        ),
    ]

    private static func event(
        _ line: Int,
        _ seconds: Int64,
        _ kind: ContextEvent.Kind,
        _ text: String,
        _ service: String = ""
    ) -> Row {
        .context(
            ContextEvent(
                line: line,
                time: Timestamp(microseconds: seconds * 1_000_000),
                kind: kind,
                text: text,
                service: service
            )
        )
    }
}

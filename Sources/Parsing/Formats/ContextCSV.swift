// Deploys, campaigns and notes as tables: a time column and columns of words.
// Source: deploy logs and change calendars exported as CSV; `time,text[,kind]` written by hand.

/// Delimited text whose rows are events.
package struct ContextCSV: LogFormat {
    package let name = "context-csv"

    /// The most a loose grammar may claim.
    private static let scoreMax = 0.8
    /// A header without rows: its columns are known, nothing more.
    private static let headerOnlyScore = 0.4

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { ContextCSVReader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var reader = ContextCSVReader()
        let bytes = Array(head.lines.joined(separator: [0x0A]))
        let first = reader.read(LineBlock(bytes: bytes, firstLine: 1))
        guard reader.hasHeader else { return nil }
        var events = 0
        var unreadable = 0
        for batch in [first, reader.finish()] {
            guard case .rows(let rows) = batch else { continue }
            for row in rows {
                if case .context = row { events += 1 } else { unreadable += 1 }
            }
        }
        guard events > 0 else {
            return unreadable > 0
                ? nil : Recognition(score: Self.headerOnlyScore, reason: "a header of events")
        }
        let share = Double(events) / Double(events + unreadable)
        return Recognition(score: Self.scoreMax * share, reason: "rows of a time and words")
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                time,service,version,note
                2026-11-21T03:20:04Z,worker,880,adds per-process queue reporter
                2026-11-21T03:20:14Z,web,2202,translations
                2026-11-21T03:21:20Z,worker,879,rollback
                """,
                reads: [
                    .context(
                        ContextEvent(
                            line: 2,
                            time: Timestamp(microseconds: 1_795_231_204_000_000),
                            kind: .deploy,
                            text: "deploy worker 880: adds per-process queue reporter",
                            service: "worker"
                        )
                    ),
                    .context(
                        ContextEvent(
                            line: 3,
                            time: Timestamp(microseconds: 1_795_231_214_000_000),
                            kind: .deploy,
                            text: "deploy web 2202: translations",
                            service: "web"
                        )
                    ),
                    .context(
                        ContextEvent(
                            line: 4,
                            time: Timestamp(microseconds: 1_795_231_280_000_000),
                            kind: .response,
                            text: "deploy worker 879: rollback",
                            service: "worker"
                        )
                    ),
                ],
                source: "a deploy log, real run"
            ),
            FormatSample(
                """
                start;end;campaign
                2026-11-21T03:20:00Z;2026-11-21T03:30:00Z;"spring ""sale\"""
                """,
                reads: [
                    .context(
                        ContextEvent(
                            line: 2,
                            time: Timestamp(microseconds: 1_795_231_200_000_000),
                            kind: .campaign,
                            text: "campaign spring \"sale\"",
                            service: ""
                        )
                    ),
                    .context(
                        ContextEvent(
                            line: 2,
                            time: Timestamp(microseconds: 1_795_231_800_000_000),
                            kind: .other,
                            text: "campaign spring \"sale\" ended",
                            service: ""
                        )
                    ),
                ],
                source: "a campaign calendar"
            ),
        ]
    }
}

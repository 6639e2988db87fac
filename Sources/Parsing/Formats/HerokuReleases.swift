// What `heroku releases` prints: a version, what was done, by whom and when.
// Source: heroku/cli 9, packages/cli/src/commands/releases/index.ts, with the dates of @heroku/cli-command.

/// Reads the table of releases.
package struct HerokuReleases: LogFormat {
    package let name = "context-heroku"

    private static let score = 0.95

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !SlowlogSession.isBlank($0) }
        let releases = lines.count { Reader.release($0) != nil }
        let titles = lines.count { LineCursor.begins($0, with: "=== ") }
        guard releases > 0, releases * 2 >= lines.count else { return nil }
        return Recognition(
            score: Self.score * Double(releases + titles) / Double(lines.count),
            reason: "rows of heroku releases"
        )
    }

    /// Reads a release a line, newest first.
    struct Reader: FormatReader {
        static let rowRule = "a release has a version, a description and a date with its zone"
        private static let draftsMax = 100_000

        private var app = ""
        private var drafts: [ContextDraft] = []
        private var notes = ZoneNotes()

        var zone: WrittenZone { notes.zone }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, text in
                if SlowlogSession.isBlank(text) { return }
                if LineCursor.begins(text, with: "=== ") {
                    app = ColumnText.words(text).dropFirst().first ?? ""
                    return
                }
                guard let found = Self.release(text), drafts.count < Self.draftsMax else {
                    return rows.append(
                        .unreadable(UnreadableLine(line: line, reason: Self.rowRule))
                    )
                }
                notes.note(isZoned: found.isZoned)
                var fields = ContextFields()
                fields.set(.kind, to: "release")
                fields.set(.service, to: app)
                fields.set(.version, to: found.version)
                fields.set(.note, to: found.description)
                drafts.append(ContextDraft(fields, line: line, time: found.time))
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch {
            defer { drafts = [] }
            return .rows(VersionHistory.events(drafts).map(Row.context))
        }

        /// `v880  Deploy 1a2b3c4d  me@example.com  2026/11/21 03:20:04 +0100 (~ 2h ago)`.
        static func release(_ line: ArraySlice<UInt8>)
            -> (version: String, description: String, time: Timestamp, isZoned: Bool)?
        {
            guard line.first == 0x76 else { return nil }
            let words = ColumnText.words(line)
            guard let first = words.first, Int(first.dropFirst()) != nil, words.count >= 4,
                let date = words.firstIndex(where: { WrittenDate.days($0) != nil }), date >= 3,
                words.count > date + 1
            else { return nil }
            let text = Array(words[date...].prefix(3).joined(separator: " ").utf8)
            guard let stamp = CalendarTime.stamp(in: text, at: 0) else { return nil }
            // The word before the date is who did it.
            let description = words[1..<(date - 1)].joined(separator: " ")
            return (first, description, stamp.time, stamp.zone != .none)
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                === shop Releases - Current: v880

                v880  Rollback to v878  me@example.com  2026/11/21 04:20:00 +0100 (~ 2h ago)
                v879  Deploy 1a2b3c4d   me@example.com  2026/11/21 04:10:00 +0100
                """,
                reads: [
                    contextSample(
                        3,
                        1_795_231_200,
                        .response,
                        "release shop v880: Rollback to v878",
                        service: "shop"
                    ),
                    contextSample(
                        4,
                        1_795_230_600,
                        .deploy,
                        "release shop v879: Deploy 1a2b3c4d",
                        service: "shop"
                    ),
                ],
                source: "heroku/cli 9, commands/releases"
            ),
            FormatSample("v1 of the plan\nv2 came later", reads: [], source: "prose"),
        ]
    }
}

// Crontabs of users and of the system: what starts when.
// Source: vixie-cron 3 and cronie 1.7, crontab(5); Debian's /etc/crontab.

/// Reads schedules; the timeline turns them into events of the time that the other files cover.
package struct Crontab: LogFormat {
    package let name = "context-crontab"

    private static let score = 0.85

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !SlowlogSession.isBlank($0) && $0.first != 0x23 }
        let schedules = lines.count { Schedule(crontab: $0, line: 1) != nil }
        let settings = lines.count { Reader.isSetting($0) }
        guard schedules > 0, (schedules + settings) * 2 > lines.count else { return nil }
        return Recognition(
            score: Self.score * Double(schedules + settings) / Double(lines.count),
            reason: "schedules of a crontab"
        )
    }

    /// Reads a schedule a line.
    struct Reader: FormatReader {
        static let lineRule = "a line is five fields and a command, a setting or a comment"
        static let zoneRule = "a crontab's own zone is not followed: declare it with --timezone"

        private var hasSchedules = false

        var zone: WrittenZone { hasSchedules ? .absent : .none }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, written in
                let text = written.drop { $0 == 0x20 || $0 == 0x09 }
                if SlowlogSession.isBlank(text) || text.first == 0x23 { return }
                if let schedule = Schedule(crontab: text, line: line) {
                    hasSchedules = true
                    rows.append(.schedule(schedule))
                } else if LineCursor.begins(text, with: "CRON_TZ")
                    || LineCursor.begins(text, with: "TZ=")
                {
                    rows.append(.unreadable(UnreadableLine(line: line, reason: Self.zoneRule)))
                } else if !Self.isSetting(text), !LineCursor.begins(text, with: "@reboot") {
                    rows.append(.unreadable(UnreadableLine(line: line, reason: Self.lineRule)))
                }
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch { .rows([]) }

        /// `MAILTO=root`, `SHELL = /bin/sh`.
        static func isSetting(_ line: ArraySlice<UInt8>) -> Bool {
            let name = line.prefix { $0 == 0x5F || LineCursor.isLetter($0) }
            let rest = line[name.endIndex...].drop { $0 == 0x20 }
            return !name.isEmpty && rest.first == 0x3D
        }
    }

    package var samples: [FormatSample] {
        let texts = [
            (3, "*/15 3-4 * * mon-fri /usr/bin/report --day \\%F"), (4, "@hourly root sweep"),
            (5, "0 0 1,15 * 5 billing"),
        ]
        return [
            FormatSample(
                """
                # m h dom mon dow command
                MAILTO=ops@example.com
                */15 3-4 * * mon-fri /usr/bin/report --day \\%F
                @hourly root sweep
                0 0 1,15 * 5 billing
                @reboot warm-up
                """,
                reads: texts.compactMap { line, text in
                    Schedule(crontab: Array(text.utf8)[...], line: line).map(Row.schedule)
                },
                source: "crontab(5) of cronie 1.7; Debian's /etc/crontab"
            ),
            FormatSample(
                "1 2 3 4 5\n10 20 30 40 50 60",
                reads: [],
                source: "columns of numbers"
            ),
        ]
    }
}

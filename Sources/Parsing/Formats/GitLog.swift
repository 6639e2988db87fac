// What `git log` prints: with its headings, or a commit a line.
// Source: git 2.47 Documentation/pretty-formats.txt (medium, fuller, and %H%x09%cI%x09%an%x09%s), rev-list-options.txt
// (--date=iso and default).

/// Reads commits; a commit is no deploy, so that its kind is known only where its words say more.
package struct GitLog: LogFormat {
    package let name = "context-git"

    private static let score = 0.9

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { !SlowlogSession.isBlank($0) }
        guard let first = lines.first else { return nil }
        if Reader.hash(first) != nil {
            let hasDate = lines.prefix(10).contains {
                LineCursor.begins($0, with: "Date: ") || LineCursor.begins($0, with: "CommitDate: ")
            }
            return hasDate ? Recognition(score: Self.score, reason: "commits of git log") : nil
        }
        let commits = lines.count { Reader.oneLine($0) != nil }
        guard commits * 2 > lines.count else { return nil }
        return Recognition(
            score: Self.score * Double(commits) / Double(lines.count),
            reason: "a commit of git log a line"
        )
    }

    /// Collects the headings of a commit until its first line of text.
    struct Reader: FormatReader {
        static let lineRule = "a line must belong to a commit with a date"
        private static let hashDigitsMin = 7

        private struct Commit {
            var line: Int
            var hash: String
            var time: Timestamp?
            var subject = ""
        }

        private var commit: Commit?
        private var notes = ZoneNotes()

        var zone: WrittenZone { notes.zone }

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { line, text in
                if SlowlogSession.isBlank(text) { return }
                if let hash = Self.hash(text) {
                    release(into: &rows)
                    commit = Commit(line: line, hash: hash)
                } else if let found = Self.oneLine(text) {
                    release(into: &rows)
                    notes.note(isZoned: found.isZoned)
                    commit = Commit(
                        line: line,
                        hash: found.hash,
                        time: found.time,
                        subject: found.subject
                    )
                    release(into: &rows)
                } else if !take(text) {
                    rows.append(.unreadable(UnreadableLine(line: line, reason: Self.lineRule)))
                }
            }
            return .rows(rows)
        }

        mutating func finish() -> Batch {
            var rows: [Row] = []
            release(into: &rows)
            return .rows(rows)
        }

        /// Takes a heading or a line of text of the commit at hand.
        private mutating func take(_ text: ArraySlice<UInt8>) -> Bool {
            guard var open = commit else { return false }
            defer { commit = open }
            if text.first == 0x20 {
                if open.subject.isEmpty {
                    open.subject = ContextText.trimmed(LineCursor.message(text))
                }
                return true
            }
            // The committer's date comes after the author's and says when it was put in place.
            for heading: StaticString in ["Date: ", "AuthorDate: ", "CommitDate: "]
            where LineCursor.begins(text, with: heading) {
                let rest = text.dropFirst(heading.utf8CodeUnitCount).drop { $0 == 0x20 }
                guard let reading = Self.date(rest) else { return false }
                notes.note(isZoned: reading.isZoned)
                open.time = reading.time
                return true
            }
            return ["Author", "Commit", "Merge", "gpg", "Notes", "Primary"].contains { name in
                text.starts(with: name.utf8)
            }
        }

        private mutating func release(into rows: inout [Row]) {
            guard let done = commit else { return }
            commit = nil
            guard let time = done.time else {
                rows.append(.unreadable(UnreadableLine(line: done.line, reason: Self.lineRule)))
                return
            }
            let text = "commit \(done.hash.prefix(Self.hashDigitsMin)): \(done.subject)"
            let event = ContextEvent(
                line: done.line,
                time: time,
                kind: .other,
                text: ContextText.cut(text),
                service: ""
            )
            rows.append(.context(event))
        }

        /// The hash of `commit 1a2b... (HEAD -> main)`.
        static func hash(_ line: ArraySlice<UInt8>) -> String? {
            guard LineCursor.begins(line, with: "commit ") else { return nil }
            let word = line.dropFirst(7).prefix { $0 != 0x20 }
            return isHash(word) ? LineCursor.string(word) : nil
        }

        /// `hash date subject`, parted by tabs or blanks, with the name of the author between in the form with tabs.
        static func oneLine(_ line: ArraySlice<UInt8>)
            -> (hash: String, time: Timestamp, isZoned: Bool, subject: String)?
        {
            let isTabbed = line.contains(0x09)
            let word = line.prefix { $0 != 0x20 && $0 != 0x09 }
            guard isHash(word), word.endIndex + 1 < line.endIndex else { return nil }
            let rest = line[(word.endIndex + 1)...]
            guard let stamp = CalendarTime.stamp(in: rest, at: rest.startIndex),
                stamp.end < line.endIndex
            else { return nil }
            let after = rest[stamp.end...].drop { $0 == 0x20 || $0 == 0x09 }
            let parts = after.split(separator: 0x09, maxSplits: 1)
            let subject = isTabbed && parts.count == 2 ? parts[1] : after
            guard !subject.isEmpty else { return nil }
            return (
                LineCursor.string(word), stamp.time, stamp.zone != .none,
                LineCursor.message(subject)
            )
        }

        private static func isHash(_ word: ArraySlice<UInt8>) -> Bool {
            (hashDigitsMin...64).contains(word.count)
                && word.allSatisfy { RedisEscapes.hexadecimalDigit($0) != nil }
        }

        /// ISO 8601, or `Sat Nov 21 04:20:04 2026 +0100`.
        private static func date(_ text: ArraySlice<UInt8>) -> (time: Timestamp, isZoned: Bool)? {
            if let stamp = CalendarTime.stamp(in: text, at: text.startIndex) {
                return (stamp.time, stamp.zone != .none)
            }
            let words = ColumnText.words(text)
            guard words.count >= 5, words[0].utf8.count == 3,
                let month = CalendarTime.month(in: Array(words[1].utf8), at: 0)
            else { return nil }
            let zone = words.count > 5 ? " \(words[5])" : ""
            let day = words[2].utf8.count == 1 ? "0\(words[2])" : words[2]
            let written = "\(words[4])-\(month < 10 ? "0" : "")\(month)-\(day) \(words[3])\(zone)"
            return CalendarTime.stamp(in: Array(written.utf8), at: 0)
                .map { ($0.time, $0.zone != .none) }
        }
    }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                commit 1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d (HEAD -> main, tag: v7)
                Merge: 2b3c4d5 3c4d5e6
                Author: A Person <a@example.com>
                Date:   2026-11-21 04:20:00 +0100

                    Write each cart once

                    It was written twice.

                commit 2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e
                Author:     A Person <a@example.com>
                AuthorDate: Fri Nov 20 04:20:00 2026 +0100
                Commit:     A Person <a@example.com>
                CommitDate: Sat Nov 21 04:10:00 2026 +0100

                    Count
                """,
                reads: [
                    contextSample(1, 1_795_231_200, .other, "commit 1a2b3c4: Write each cart once"),
                    contextSample(10, 1_795_230_600, .other, "commit 2b3c4d5: Count"),
                ],
                source: "git 2.47, git log --date=iso and --format=fuller"
            ),
            FormatSample(
                """
                1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d\t2026-11-21T04:20:00+01:00\tA Person\tWrite once
                2b3c4d5 2026-11-21 04:10:00 +0100 Count
                """,
                reads: [
                    contextSample(1, 1_795_231_200, .other, "commit 1a2b3c4: Write once"),
                    contextSample(2, 1_795_230_600, .other, "commit 2b3c4d5: Count"),
                ],
                source: "git 2.47, --format=%H%x09%cI%x09%an%x09%s and '%h %ci %s'"
            ),
            FormatSample("commit early\ncommit often", reads: [], source: "prose"),
        ]
    }
}

// The Redis slow log, in every shape in which redis-cli, people and services print it.
// Source: redis `slowlog.c` and `redis-cli.c`, 2.2.12 to 8.10.

/// Reads `SLOWLOG GET`.
package struct RedisSlowlog: LogFormat {
    package let name = "redis-slowlog"

    /// A file with fewer lines of a slow log among others is something else that quotes one.
    private static let shareMin = 0.5
    /// `(empty array)` answers many commands; the name of the file decides.
    private static let emptyReplyShare = 0.5

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        let isNamed = head.name.lowercased().contains("slowlog")
        var text = SlowlogText()
        var bytes: [UInt8] = []
        for line in head.lines {
            bytes += line
            bytes.append(0x0A)
        }
        text.append(LineBlock(bytes: bytes, firstLine: 1))
        let read = SlowlogDump.read(text)
        let share = Double(read.explainedLines) / Double(max(1, text.count))
        if read.entries > 0 {
            guard share >= Self.shareMin else { return nil }
            return Recognition(
                score: min(1, share),
                reason: "entries of number, time, duration and command"
            )
        }
        if isNamed, read.explainedLines == text.count {
            return Recognition(score: 1, reason: "an empty reply, and the file is named slowlog")
        }
        guard read.hasEmptyReply, read.explainedLines == text.count else { return nil }
        return Recognition(score: Self.emptyReplyShare, reason: "an empty reply of redis-cli")
    }

    /// Keeps the file until its end: in the raw shape only what follows an entry shows where it ends.
    struct Reader: FormatReader {
        private var text = SlowlogText()

        let zone = WrittenZone.written

        mutating func read(_ block: LineBlock) -> Batch {
            text.append(block)
            return .rows([])
        }

        mutating func finish() -> Batch {
            var rows = SlowlogDump.read(text).rows
            if let line = text.firstLineLeftOut {
                rows.append(
                    .unreadable(
                        UnreadableLine(
                            line: line,
                            reason: "a slow-log file beyond 64 MiB or 2,000,000 lines"
                        )
                    )
                )
            }
            text = SlowlogText()
            return .rows(rows)
        }
    }

    package let samples: [FormatSample] = SlowlogSamples.all
}

// What the shapes of a slow log hand back: rows, and how many lines made sense.

/// Collects the rows of one file.
struct SlowlogRows {
    /// Entries and strange lines, in the order of the text.
    private(set) var rows: [Row] = []
    /// Lines that belong to an entry or to a session with redis-cli.
    private(set) var explainedLines = 0
    private(set) var entries = 0
    /// Whether the server answered with an empty slow log.
    var hasEmptyReply = false
    /// Whether the session asked for `COMMANDLOG ... large-request` or `large-reply`, whose third field is
    /// a size.
    var isOfSizes = false

    /// Adds an entry.
    mutating func append(_ entry: SlowlogEntry) {
        guard !isOfSizes else {
            unreadable(entry.firstLine, "a COMMANDLOG entry that holds a size, not a duration")
            return
        }
        entries += 1
        rows.append(.slowlog(entry))
    }

    /// Adds a strange line; once, however often it is reported in succession.
    mutating func unreadable(_ line: Int, _ reason: String) {
        if case .unreadable(let last) = rows.last, last.line == line { return }
        rows.append(.unreadable(UnreadableLine(line: line, reason: reason)))
    }

    /// Counts lines that made sense.
    mutating func explain(_ lines: Int) { explainedLines += lines }
}

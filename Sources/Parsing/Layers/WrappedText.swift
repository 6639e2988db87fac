// Lines of programs whose format nobody knows, read for what their wrapper knows: when, who and how bad.

/// Text behind a wrapper that says when it was written.
struct WrappedText: LogFormat {
    static let formatName = "wrapped-text"
    static let reason = "lines of no known format, stamped by their wrapper"

    let name = formatName
    let samples: [FormatSample] = []
    /// Who wrote the lines.
    let program: String

    func recognition(of head: FileHead) -> Recognition? { nil }

    func makeReader() -> any FormatReader { Reader(program: program) }

    /// Turns each line into an event.
    struct Reader: EnvelopeReader {
        static let timeReason = "a line of no known format, whose wrapper says no time"
        /// Levels stand at the beginning of a line.
        private static let levelBytesMax = 64
        /// What the kernel writes when it ends a process for lack of memory: mm/oom_kill.c, 2.6 to 6.x.
        private static let kills: [StaticString] = ["Out of memory: Kill", "oom-kill:"]

        private let program: String
        private var rows: [Row] = []

        init(program: String) { self.program = program }

        // The stream's own account goes by the wrapper's stamps.
        let zone = WrittenZone.none

        mutating func read(_ block: LineBlock) -> Batch { .rows([]) }

        mutating func finish() -> Batch { flush() ?? .rows([]) }

        mutating func flush() -> Batch? {
            defer { rows.removeAll(keepingCapacity: true) }
            return rows.isEmpty ? nil : .rows(rows)
        }

        mutating func take(_ line: WrappedLine, whole: ArraySlice<UInt8>) {
            guard let moment = line.envelope.time else {
                rows.append(
                    .unreadable(
                        UnreadableLine(line: line.envelope.line, reason: Self.timeReason)
                    )
                )
                return
            }
            let text = LineCursor.withoutColours(line.payload)
            let isKill = Self.kills.contains { LineCursor.find($0, in: text) != nil }
            let severity = isKill ? .fatal : line.envelope.severity ?? Self.severity(of: text)
            rows.append(
                .log(
                    LogEvent(
                        line: line.envelope.line,
                        time: moment.time,
                        severity: severity,
                        topic: isKill
                            ? .error(kind: "oom-kill")
                            : ErrorName.topic(of: text, severity: severity),
                        message: LineCursor.message(text),
                        process: program
                    )
                )
            )
        }

        /// The level that a line names in capitals.
        private static func severity(of text: ArraySlice<UInt8>) -> LogEvent.Severity {
            let head = text.prefix(levelBytesMax)
            if LineCursor.find("FATAL", in: head) != nil { return .fatal }
            if LineCursor.find("ERROR", in: head) != nil { return .error }
            if LineCursor.find("WARN", in: head) != nil { return .warning }
            return .info
        }
    }
}

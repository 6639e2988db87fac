// What Puma prints: workers that boot, end and are killed for not answering. Most lines carry no time.
// Source: puma 5.0 to 7.0 lib/puma/cluster.rb, cluster/worker_handle.rb, launcher.rb, log_writer.rb, error_logger.rb.

/// The output of Puma: `[812] - Worker 0 (PID: 820) booted in 2.1s, phase: 0`.
///
/// Lines before the first stamp stand at the epoch, unless a wrapper stamps them.
package struct PumaLog: LogFormat {
    package let name = "puma"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines are what Puma prints of itself and its workers"
        ) { PumaLine($0).isDistinct }
    }

    package func makeReader() -> any FormatReader { PumaReader() }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                === puma startup: 2026-11-21 03:20:00 +0000 ===
                [812] Puma starting in cluster mode...
                [812] * Listening on http://0.0.0.0:3000
                [812] - Worker 0 (PID: 820) booted in 2.1s, phase: 0
                [812] ! Terminating timed out worker (Worker 0 failed to check in within 60 seconds): 820
                2026-11-21 03:25:00 +0000 Rack app ("GET /boom" - (127.0.0.1)): #<RuntimeError: boom>
                [812] - Gracefully shutting down workers...
                """,
                reads: [
                    event(
                        1,
                        0,
                        .info,
                        .processStarted,
                        "=== puma startup: 2026-11-21 03:20:00 +0000 ===",
                        ""
                    ),
                    event(
                        4,
                        0,
                        .info,
                        .processStarted,
                        "- Worker 0 (PID: 820) booted in 2.1s, phase: 0"
                    ),
                    event(
                        5,
                        0,
                        .error,
                        .timeout,
                        "! Terminating timed out worker (Worker 0 failed to check in within 60 seconds): 820"
                    ),
                    event(
                        6,
                        300,
                        .error,
                        .error(kind: "RuntimeError"),
                        #"Rack app ("GET /boom" - (127.0.0.1)): #<RuntimeError: boom>"#,
                        ""
                    ),
                    event(7, 300, .info, .processStopping, "- Gracefully shutting down workers..."),
                ],
                source: "puma 6.4 lib/puma/cluster.rb, runner.rb, error_logger.rb"
            ),
            FormatSample("[812] a line of an application", reads: [], source: "an application"),
        ]
    }

    private func event(
        _ line: Int,
        _ seconds: Double,
        _ severity: LogEvent.Severity,
        _ topic: LogEvent.Topic,
        _ message: String,
        _ process: String = "812"
    ) -> Row {
        .log(
            LogEvent(
                line: line,
                time: Timestamp(seconds: 1_795_231_200 + seconds),
                severity: severity,
                topic: topic,
                message: message,
                process: process
            )
        )
    }
}

/// A line of Puma's output.
struct PumaLine {
    private(set) var stamp: CalendarTime.Stamp?
    private(set) var process: ArraySlice<UInt8> = []
    private(set) var message: ArraySlice<UInt8>

    private static let startup: StaticString = "=== puma startup: "
    private static let heads: [StaticString] = [
        "Puma starting in ", "* Puma version: ", "* Listening on ", "*  Puma version: ",
        "- Worker ", "- Gracefully ", "- Goodbye!", "! Terminating timed out worker",
        "! Unable to ", "Use Ctrl-C to stop", "* Restarting...", "- Starting phased worker restart",
        "* Preloading application", "*  Min threads", "*  Max threads", "=== puma s",
    ]

    init(_ line: ArraySlice<UInt8>) {
        message = line
        var cursor = LineCursor(line)
        if cursor.skip(Self.startup) {
            stamp = CalendarTime.stamp(in: line, at: cursor.index)
        } else if let stamp = CalendarTime.stamp(in: line, at: line.startIndex) {
            cursor.index = stamp.end
            cursor.skipSpaces()
            guard LineCursor.find(": #<", in: cursor.rest) != nil else { return }
            self.stamp = stamp
            message = cursor.rest
        } else if cursor.skip(byte: 0x5B) {
            let start = cursor.index
            guard cursor.integer() != nil else { return }
            process = line[start..<cursor.index]
            guard cursor.skip("] ") else { return }
            message = cursor.rest
        }
    }

    /// Whether only Puma prints such a line.
    var isDistinct: Bool {
        Self.heads.contains { LineCursor.begins(message, with: $0) } || isError
    }

    /// A line of Puma's error logger: what failed, and the exception.
    private var isError: Bool {
        stamp != nil && LineCursor.find(": #<", in: message) != nil
    }

    /// What the line says; `nil` for one that says nothing alone.
    var event: (severity: LogEvent.Severity, topic: LogEvent.Topic)? {
        if LineCursor.begins(message, with: "! Terminating timed out worker") {
            return (.error, .timeout)
        }
        if LineCursor.begins(message, with: Self.startup)
            || LineCursor.begins(message, with: "- Worker ")
                && LineCursor.find(" booted", in: message) != nil
        {
            return (.info, .processStarted)
        }
        if LineCursor.begins(message, with: "- Gracefully ") { return (.info, .processStopping) }
        guard isError, let open = LineCursor.find(": #<", in: message) else { return nil }
        let name = ErrorName.leading(in: message[(open + 4)...])
        return (.error, name.map(ErrorName.topic(of:)) ?? .other)
    }
}

/// Reads Puma's output; lines stand at the last stamp before them, or at their wrapper's.
private struct PumaReader: FormatReader {
    private var time: Timestamp?
    private var hasUnzoned = false

    var zone: WrittenZone { time == nil ? .none : hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        block.forEachLine { number, text in
            let line = PumaLine(LineCursor.withoutColours(text))
            if let stamp = line.stamp {
                time = stamp.time
                if stamp.zone == .none { hasUnzoned = true }
            }
            guard let event = line.event else { return }
            rows.append(row(line, event, number))
        }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    private func row(
        _ line: PumaLine,
        _ event: (severity: LogEvent.Severity, topic: LogEvent.Topic),
        _ number: Int
    ) -> Row {
        .log(
            LogEvent(
                line: number,
                time: time ?? Timestamp(microseconds: 0),
                severity: event.severity,
                topic: event.topic,
                message: LineCursor.message(line.message),
                process: LineCursor.string(line.process)
            )
        )
    }
}

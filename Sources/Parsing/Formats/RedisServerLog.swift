// The log of a Redis or Valkey server.
// Source: redis `server.c`, `serverLogRaw`, 2.x to 7.4; `asciilogo.h` for the banner.

/// Reads a Redis server's log.
package struct RedisServerLog: LogFormat {
    package let name = "redis-server-log"

    /// Makes the format.
    package init() {}

    package func makeReader() -> any FormatReader { Reader() }

    package func recognition(of head: FileHead) -> Recognition? {
        var lines = 0
        var dated = 0
        var banner = 0
        for line in head.lines where !SlowlogSession.isBlank(line) {
            lines += 1
            if RedisServerLine(line) != nil {
                dated += 1
            } else if Self.isBanner(line) {
                banner += 1
            }
        }
        guard dated > 0, (dated + banner) * 2 > lines else { return nil }
        return Recognition(
            score: Double(dated + banner) / Double(lines),
            reason: "lines of process:role, date and level sign"
        )
    }

    /// Columns that the drawing takes; the words to its right differ.
    private static let bannerColumns = 34

    /// Whether a line is part of the drawing that servers start with.
    static func isBanner(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == 0x20 else { return false }
        return line.prefix(bannerColumns).allSatisfy { " _.-`'\\/(),|+^#:".utf8.contains($0) }
    }

    package let samples: [FormatSample] = [
        FormatSample(
            """
            4686:C 21 Nov 2026 04:50:16.083 # Redis version=7.0.15, bits=64, just started
              .-`` .-```.  ```\\/    _.,_ ''-._                                  \("")
            4686:M 21 Nov 2026 04:50:16.086 * Ready to accept connections
            4686:signal-handler (1795233127) Received SIGTERM scheduling shutdown...
            4686:M 21 Nov 2026 04:52:07.266 # User requested shutdown...
            """,
            reads: [
                log(1, 83_000, .warning, .other, "Redis version=7.0.15, bits=64, just started"),
                .server(
                    ServerSnapshot(
                        line: 1,
                        time: nil,
                        fields: ["redis_version": .init(value: "7.0.15", line: 1)]
                    )
                ),
                log(3, 86_000, .info, .processStarted, "Ready to accept connections"),
                log(
                    4,
                    111_000_000,
                    .warning,
                    .processStopping,
                    "Received SIGTERM scheduling shutdown..."
                ),
                log(5, 111_266_000, .warning, .other, "User requested shutdown..."),
            ],
            source: "redis 7.0.15, a real run, clock moved one hour east"
        ),
        FormatSample(
            #"pid=4686 role=primary timestamp="2026-11-21T04:50:16.086Z" level=notice"#
                + #" message="Background saving started by pid 9""#,
            reads: [log(1, 86_000, .info, .fork, "Background saving started by pid 9")],
            source: "valkey 8.1 server.c, log-format logfmt"
        ),
        FormatSample(
            "[28748] 10 Jan 16:54:30.285 # Server started, Redis version 2.9.7",
            reads: [
                .unreadable(UnreadableLine(line: 1, reason: Reader.yearReason)),
                .server(
                    ServerSnapshot(
                        line: 1,
                        time: nil,
                        fields: ["redis_version": .init(value: "2.9.7", line: 1)]
                    )
                ),
            ],
            source: "redis 2.9.7, a paste"
        ),
        FormatSample("4686:M message without a date", reads: [], source: "made up"),
    ]

    private static func log(
        _ line: Int,
        _ microsecondsAfterStart: Int64,
        _ severity: LogEvent.Severity,
        _ topic: LogEvent.Topic,
        _ message: String
    ) -> Row {
        .log(
            LogEvent(
                line: line,
                time: Timestamp(microseconds: 1_795_236_616_000_000 + microsecondsAfterStart),
                severity: severity,
                topic: topic,
                message: message,
                process: "4686"
            )
        )
    }
}

extension RedisServerLog {
    /// Reads line by line; a signal's epoch waits for the next local stamp, which tells the offset.
    struct Reader: FormatReader {
        static let yearReason = "a stamp without a year, as Redis before 3.0 writes"
        private static let lineReason = "a line without process, date and level sign"
        /// Offsets of zones are whole quarters of an hour.
        private static let offsetStepMicroseconds: Int64 = 900_000_000
        /// Messages are quoted in part only; a longer line is cut before it is decoded.
        private static let messageBytesMax = LogEvent.messageCharactersMax * 4

        private var topics = RedisServerTopic()
        private var waiting: LogEvent?
        private var lastLocal: Timestamp?

        private(set) var zone = WrittenZone.absent

        mutating func read(_ block: LineBlock) -> Batch {
            var rows: [Row] = []
            block.forEachLine { number, line in read(line, number, into: &rows) }
            return .rows(rows)
        }

        mutating func finish() -> Batch {
            guard var event = waiting else { return .rows([]) }
            waiting = nil
            // No later stamp tells the offset; the one before is on the right clock and close enough.
            event.time = lastLocal ?? event.time
            return .rows([.log(event)])
        }

        private mutating func read(
            _ text: ArraySlice<UInt8>,
            _ number: Int,
            into rows: inout [Row]
        ) {
            guard let line = RedisServerLine(text) else {
                if SlowlogSession.isBlank(text) || RedisServerLog.isBanner(text) { return }
                rows.append(.unreadable(UnreadableLine(line: number, reason: Self.lineReason)))
                return
            }
            let message = String(
                decoding: line.message.prefix(Self.messageBytesMax),
                as: UTF8.self
            )
            let topic = topics.topic(of: message)
            switch line.stamp {
            case .withoutYear:
                rows.append(.unreadable(UnreadableLine(line: number, reason: Self.yearReason)))
            case .absolute(let time):
                zone = .written
                rows.append(.log(event(line, time, topic, message, number)))
            case .signal(let time):
                wait(with: event(line, time, topic, message, number), into: &rows)
            case .local(let time):
                release(at: time, into: &rows)
                lastLocal = time
                rows.append(.log(event(line, time, topic, message, number)))
            }
            if let (key, value) = RedisServerTopic.version(in: message) {
                let field = ServerSnapshot.Field(value: value, line: number)
                rows.append(.server(ServerSnapshot(line: number, time: nil, fields: [key: field])))
            }
        }

        /// Adds a signal's event: at once in a log that is on UTC, else when the offset is known.
        private mutating func wait(with event: LogEvent, into rows: inout [Row]) {
            guard zone == .absent else {
                rows.append(.log(event))
                return
            }
            if let earlier = waiting { rows.append(.log(earlier)) }
            waiting = event
        }

        private mutating func release(at time: Timestamp, into rows: inout [Row]) {
            guard var event = waiting else { return }
            waiting = nil
            let gap = time.microseconds &- event.time.microseconds
            let step = Self.offsetStepMicroseconds
            let offset = (gap >= 0 ? gap + step / 2 : gap - step / 2) / step * step
            event.time = Timestamp(microseconds: event.time.microseconds &+ offset)
            rows.append(.log(event))
        }

        private func event(
            _ line: RedisServerLine,
            _ time: Timestamp,
            _ topic: LogEvent.Topic,
            _ message: String,
            _ number: Int
        ) -> LogEvent {
            LogEvent(
                line: number,
                time: time,
                severity: topic == .error(kind: "crash") ? .fatal : line.severity,
                topic: topic,
                message: message,
                process: line.process
            )
        }
    }
}

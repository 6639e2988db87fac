// The log of PgBouncer: what became of connections, and its own statistics once a minute.
// Source: pgbouncer 1.5 to 1.23 `lib/usual/logging.c`, `src/stats.c`, `src/objects.c`.

/// A log of PgBouncer: `2023-12-19 03:06:13.586 CET [10384] LOG C-0x7f3b: shop/app@10.0.0.8:38296 closing because: …`.
package struct PgBouncerLog: LogFormat {
    package let name = "pgbouncer"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        let lines = head.lines.filter { $0.contains { $0 > 0x20 } }
        let own = lines.count { PgBouncerLine($0)?.isDistinct == true }
        let read = lines.count { PgBouncerLine($0) != nil }
        guard own > 0 else { return nil }
        return Recognition(
            score: Double(read) / Double(lines.count),
            reason: "lines carry a stamp, a pid and a socket or the statistics of PgBouncer"
        )
    }

    package func makeReader() -> any FormatReader { PgBouncerReader() }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                2026-11-21 04:20:00.000 CET [10384] LOG process up: PgBouncer 1.21.0, libevent 2.1.12-stable (epoll)
                2026-11-21 04:21:00.000 CET [10384] LOG stats: 20 xacts/s, in 1000 B/s, xact 1500 us, wait 7 us
                2026-11-21 04:21:01.250 CET [10384] WARNING C-0x7f3b: shop/app@10.0.0.8:38296 pooler error: query_wait_timeout
                """,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: Timestamp(microseconds: 1_795_231_200_000_000),
                            severity: .info,
                            topic: .processStarted,
                            message: "process up: PgBouncer 1.21.0, libevent 2.1.12-stable (epoll)",
                            process: "10384"
                        )
                    ),
                    Self.sample("pgbouncer xacts/s", 20, .perSecond),
                    Self.sample("pgbouncer in", 1_000, .perSecond),
                    Self.sample("pgbouncer xact", 0.0015, .seconds),
                    Self.sample("pgbouncer wait", 0.000_007, .seconds),
                    .log(
                        LogEvent(
                            line: 3,
                            time: Timestamp(microseconds: 1_795_231_261_250_000),
                            severity: .warning,
                            topic: .timeout,
                            message:
                                "C-0x7f3b: shop/app@10.0.0.8:38296 pooler error: query_wait_timeout",
                            process: "10384"
                        )
                    ),
                ],
                source: "pgbouncer 1.21 src/main.c, src/stats.c, src/client.c"
            ),
            FormatSample(
                "2026-11-21 04:21:01.250 CET [10384] LOG:  checkpoint starting: time",
                reads: [],
                source: "PostgreSQL with the prefix %m [%p], which is another program"
            ),
        ]
    }

    private static func sample(_ metric: String, _ value: Double, _ unit: Sample.Unit) -> Row {
        .sample(
            Sample(
                line: 2,
                time: Timestamp(microseconds: 1_795_231_260_000_000),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}

/// The parts of a line of PgBouncer.
private struct PgBouncerLine {
    let time: Timestamp
    let isZoned: Bool
    let process: ArraySlice<UInt8>
    let severity: LogEvent.Severity
    let message: ArraySlice<UInt8>

    private static let severities: [(word: StaticString, severity: LogEvent.Severity)] = [
        ("FATAL ", .fatal), ("ERROR ", .error), ("WARNING ", .warning), ("LOG ", .info),
        ("INFO ", .info), ("DEBUG ", .debug), ("NOISE ", .debug),
    ]

    init?(_ text: ArraySlice<UInt8>) {
        guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex) else { return nil }
        var cursor = LineCursor(text)
        cursor.index = stamp.end
        let zone = cursor.rest.prefix(8)
        cursor.skipSpaces()
        // Before 1.8 neither the zone nor the brackets around the pid were written.
        while let byte = cursor.next, LineCursor.isLetter(byte) { cursor.index += 1 }
        cursor.skipSpaces()
        let isBracketed = cursor.skip(byte: 0x5B)
        let start = cursor.index
        guard cursor.integer() != nil else { return nil }
        process = text[start..<cursor.index]
        guard !isBracketed || cursor.skip(byte: 0x5D), cursor.skip(byte: 0x20),
            let level = Self.severities.first(where: { cursor.skip($0.word) })
        else { return nil }
        severity = level.severity
        message = cursor.rest
        (time, isZoned) = PostgresLine.moment(stamp, zoneNamed: zone)
    }

    /// Whether only PgBouncer writes such a message.
    var isDistinct: Bool {
        let sockets: [StaticString] = [
            "C-", "S-", "stats: ", "Stats: ", "process up: ", "kernel file", "listening on ",
        ]
        return sockets.contains { LineCursor.begins(message, with: $0) }
    }

    var topic: LogEvent.Topic {
        if LineCursor.begins(message, with: "process up: ") { return .processStarted }
        if LineCursor.begins(message, with: "got SIG") { return .processStopping }
        guard severity >= .warning || LineCursor.find("closing because: ", in: message) != nil
        else { return .other }
        return LineCursor.find("timeout", in: message) != nil ? .timeout : .other
    }
}

/// Reads a log of PgBouncer line by line.
private struct PgBouncerReader: FormatReader {
    static let rule = "a line of PgBouncer is a stamp, a pid, a level and a message"
    /// A line of statistics has ten parts.
    private static let partsMax = 32
    private var hasUnzoned = false
    private var suffixes = UnitSuffixes()

    var zone: WrittenZone { hasUnzoned ? .absent : .written }

    mutating func read(_ block: LineBlock) -> Batch {
        var rows: [Row] = []
        block.forEachLine { number, text in
            guard text.contains(where: { $0 > 0x20 }) else { return }
            guard let line = PgBouncerLine(text) else {
                rows.append(.unreadable(UnreadableLine(line: number, reason: Self.rule)))
                return
            }
            if !line.isZoned { hasUnzoned = true }
            if LineCursor.begins(line.message, with: "stats: ")
                || LineCursor.begins(line.message, with: "Stats: ")
            {
                take(line.message.dropFirst(7), line, number, into: &rows)
            } else {
                rows.append(Self.event(line, number))
            }
        }
        return .rows(rows)
    }

    mutating func finish() -> Batch { .rows([]) }

    private static func event(_ line: PgBouncerLine, _ number: Int) -> Row {
        .log(
            LogEvent(
                line: number,
                time: line.time,
                severity: line.severity,
                topic: line.topic,
                message: LineCursor.message(line.message),
                process: LineCursor.string(line.process)
            )
        )
    }

    /// Reads `20 xacts/s, in 1000 B/s, xact 1500 us`: a number before a rate's name, or behind what it measures.
    private mutating func take(
        _ text: ArraySlice<UInt8>,
        _ line: PgBouncerLine,
        _ number: Int,
        into rows: inout [Row]
    ) {
        let stamp = MetricsTable.Stamp(line: number, time: line.time)
        for part in text.split(separator: 0x2C, maxSplits: Self.partsMax) {
            let words = part.split(separator: 0x20)
            guard words.count > 1 else { continue }
            let isLeading = words[0].allSatisfy(LineCursor.isDigit)
            let name = isLeading ? Array(words[1...].joined(separator: [0x20])) : Array(words[0])
            let value = isLeading ? Array(words[0]) : Array(words[1...].joined())
            let written = CellValue(value, 0..<value.count, mark: .point, &suffixes)
            var series = MetricSeries(
                name: "pgbouncer " + LineCursor.string(name[...].prefix(64)),
                scale: isLeading ? UnitScale(.perSecond) : .count
            )
            if let sample = series.sample(written, at: stamp) { rows.append(.sample(sample)) }
        }
    }
}

// One line of the Redis server's log: who, when, how bad, what.
// Source: redis `server.c`, `serverLogRaw`, 2.x to 7.4; valkey `server.c`, `log-format logfmt`, 8.1.

/// The parts of a server log's line.
struct RedisServerLine {
    /// When the line was written.
    enum Stamp: Equatable {
        /// Wall-clock time without zone.
        case local(Timestamp)
        /// UTC: milliseconds since the epoch, or a stamp with its offset.
        case absolute(Timestamp)
        /// UTC seconds in a log that is otherwise on local time: a signal handler cannot convert.
        case signal(Timestamp)
        /// Day and month without the year, as before Redis 3.0.
        case withoutYear
    }

    let stamp: Stamp
    /// The process that wrote it, as digits.
    let process: String
    let severity: LogEvent.Severity
    let message: ArraySlice<UInt8>

    /// A process number has at most ten digits; a role, a level and a date are short too.
    private static let processDigitsMax = 10

    /// Reads a line of any of the forms; `nil` when it is none.
    init?(_ line: ArraySlice<UInt8>) {
        let line = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
        guard
            let found = Self.dated(line) ?? Self.signal(line) ?? Self.old(line) ?? Self.logfmt(line)
        else { return nil }
        self = found
    }

    private init(
        stamp: Stamp,
        process: ArraySlice<UInt8>,
        severity: LogEvent.Severity,
        message: ArraySlice<UInt8>
    ) {
        self.stamp = stamp
        self.process = String(decoding: process, as: UTF8.self)
        self.severity = severity
        self.message = message
    }

    /// Reads `4686:M 21 Nov 2026 03:50:16.086 * Ready`, or the same with an ISO 8601 stamp.
    private static func dated(_ line: ArraySlice<UInt8>) -> RedisServerLine? {
        let process = digits(line)
        let role = process.endIndex + 1
        guard !process.isEmpty, role + 2 < line.endIndex, line[role - 1] == UInt8(ascii: ":"),
            "XCSM".utf8.contains(line[role]), line[role + 1] == 0x20,
            let (stamp, end) = stamp(line, at: role + 2)
        else { return nil }
        return leveled(line, at: end, stamp, process)
    }

    /// Reads `1:signal-handler (1693279182) Received SIGTERM scheduling shutdown`.
    private static func signal(_ line: ArraySlice<UInt8>) -> RedisServerLine? {
        let process = digits(line)
        let prefix = ":signal-handler ("
        let rest = line[process.endIndex...]
        guard !process.isEmpty, rest.starts(with: prefix.utf8) else { return nil }
        let epoch = digits(rest.dropFirst(prefix.utf8.count))
        let after = line[epoch.endIndex...]
        guard let seconds = SlowlogNumber.whole(epoch), after.starts(with: ") ".utf8),
            SlowlogFields.plausibleTimes.contains(seconds)
        else { return nil }
        return RedisServerLine(
            stamp: .signal(Timestamp(microseconds: seconds * 1_000_000)),
            process: process,
            severity: .warning,
            message: after.dropFirst(2)
        )
    }

    /// Reads `[28748] 10 Jan 16:54:30.285 # Server started`, Redis 2.x; 2.8.18 on may have the year.
    private static func old(_ line: ArraySlice<UInt8>) -> RedisServerLine? {
        guard line.first == UInt8(ascii: "[") else { return nil }
        let process = digits(line.dropFirst())
        let start = process.endIndex + 2
        guard !process.isEmpty, start < line.endIndex, line[start - 2] == UInt8(ascii: "]"),
            line[start - 1] == 0x20
        else { return nil }
        if let (stamp, end) = stamp(line, at: start) {
            return leveled(line, at: end, stamp, process)
        }
        guard line.endIndex - start > 7, line[start + 2] == 0x20, line[start + 6] == 0x20,
            let day = SlowlogNumber.whole(
                line[start...].prefix(2).drop { $0 == UInt8(ascii: "0") }
            ),
            (1...31).contains(day), CalendarTime.month(in: line, at: start + 3) != nil,
            let clock = CalendarTime.timeOfDay(in: line, at: start + 7)
        else { return nil }
        return leveled(line, at: clock.end, .withoutYear, process)
    }

    /// Reads `pid=1 role=primary timestamp="21 Nov 2026 03:50:16.086" level=notice message="Ready"`.
    private static func logfmt(_ line: ArraySlice<UInt8>) -> RedisServerLine? {
        guard line.starts(with: "pid=".utf8) else { return nil }
        let process = digits(line.dropFirst(4))
        guard !process.isEmpty, let time = quoted("timestamp=", in: line),
            let stamp = stamp(line[..<time.endIndex], at: time.startIndex)?.stamp ?? epoch(time),
            let level = quoted("level=", in: line), let message = quoted("message=", in: line)
        else { return nil }
        let severity: LogEvent.Severity
        switch String(decoding: level, as: UTF8.self) {
        case "debug": severity = .debug
        case "info", "verbose", "notice": severity = .info
        case "warning": severity = .warning
        default: return nil
        }
        return RedisServerLine(stamp: stamp, process: process, severity: severity, message: message)
    }

    /// The value of a key of logfmt, without quotes.
    private static func quoted(_ key: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var index = line.startIndex
        while index < line.endIndex {
            let rest = line[index...]
            guard rest.starts(with: key.utf8) else {
                index = (rest.firstIndex(of: 0x20) ?? line.endIndex - 1) + 1
                continue
            }
            let start = index + key.utf8.count
            guard start < line.endIndex, line[start] == UInt8(ascii: "\"") else {
                return line[start...].prefix { $0 != 0x20 }
            }
            let end = RedisEscapes.closingQuote(in: line, from: start + 1) ?? line.endIndex
            return line[(start + 1)..<end]
        }
        return nil
    }

    private static func stamp(
        _ line: ArraySlice<UInt8>,
        at start: Int
    ) -> (stamp: Stamp, end: Int)? {
        guard
            let read = CalendarTime.dayFirstStamp(in: line, at: start)
                ?? CalendarTime.stamp(in: line, at: start)
        else { return nil }
        switch read.zone {
        case .none: return (.local(read.time), read.end)
        case .utc, .offset: return (.absolute(read.time), read.end)
        }
    }

    private static func epoch(_ text: ArraySlice<UInt8>) -> Stamp? {
        guard let milliseconds = SlowlogNumber.whole(text),
            SlowlogFields.plausibleTimes.contains(milliseconds / 1_000)
        else { return nil }
        return .absolute(Timestamp(microseconds: milliseconds * 1_000))
    }

    /// Reads ` * message` behind a stamp.
    private static func leveled(
        _ line: ArraySlice<UInt8>,
        at end: Int,
        _ stamp: Stamp,
        _ process: ArraySlice<UInt8>
    ) -> RedisServerLine? {
        guard end + 1 < line.endIndex, line[end] == 0x20 else { return nil }
        let severity: LogEvent.Severity
        switch line[end + 1] {
        case UInt8(ascii: "."): severity = .debug
        case UInt8(ascii: "-"), UInt8(ascii: "*"): severity = .info
        case UInt8(ascii: "#"): severity = .warning
        default: return nil
        }
        let message = line[(end + 2)...]
        guard message.isEmpty || message.first == 0x20 else { return nil }
        return RedisServerLine(
            stamp: stamp,
            process: process,
            severity: severity,
            message: message.dropFirst()
        )
    }

    private static func digits(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.prefix(processDigitsMax).prefix { $0 &- 0x30 <= 9 }
    }
}

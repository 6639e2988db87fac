// Syslog as RFC 5424 has it, a message a line or counted in octets (RFC 6587).

/// `<34>1 2026-11-21T03:03:26.003Z host app pid id [structured data] message`.
package struct SyslogStructured: LineWrapper {
    package let name = "syslog-rfc5424"
    package let isUnmistakable = true

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { SyslogStructuredUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                #"""
                <34>1 2026-11-21T03:03:26.003Z mymachine.example.com su - ID47 - BOM'su root' failed
                <165>1 2026-11-21T03:03:27+00:00 192.0.2.1 myproc 8710 - [a@32473 k="v\]" j=""][b@1] done
                43 <13>1 2026-11-21T03:03:28Z - cron 7 - - tick
                <13>1 - host app - - -
                83 <40>1 2026-11-21T03:03:29+00:00 host app web.3 - State changed from starting to up
                """#,
                unwraps: [
                    "su|1795230206.003|BOM'su root' failed", "myproc|1795230207.0|done",
                    "cron|1795230208.0|tick", "app|-|-",
                    "app[web.3]|1795230209.0|State changed from starting to up",
                ],
                source:
                    "RFC 5424 section 6.5; RFC 6587 section 3.4.1; Heroku Dev Center, Log Drains"
            )
        ]
    }
}

private struct SyslogStructuredUnwrapper: Unwrapper {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        var cursor = LineCursor(text)
        if cursor.integer() != nil, !cursor.skip(byte: 0x20) { return .foreign }
        guard let priority = SyslogPriority.read(&cursor), cursor.skip("1 ") else {
            return .foreign
        }
        var envelope = Envelope(line: line, severity: priority.severity)
        if !cursor.skip("- ") {
            guard let stamp = CalendarTime.stamp(in: text, at: cursor.index) else {
                return .foreign
            }
            cursor.index = stamp.end
            guard cursor.skip(byte: 0x20) else { return .foreign }
            envelope.time = WrittenMoment(stamp)
        }
        let host = cursor.text(until: 0x20)
        let program = cursor.text(until: 0x20)
        let process = cursor.text(until: 0x20)
        _ = cursor.text(until: 0x20)
        guard !program.isEmpty, Self.skipData(&cursor) else { return .foreign }
        if !LineCursor.equal(process, "-") { envelope.process = LineCursor.string(process) }
        var payload = cursor.rest
        if payload.starts(with: Self.mark) { payload = payload.dropFirst(3) }
        return .line(
            WrappedLine(
                stream: Self.stream(program, process),
                host: LineCursor.equal(host, "-") ? [] : host,
                payload: payload,
                envelope: envelope
            )
        )
    }

    /// The program; behind a process that has a name (`web.3`), as Heroku's drains write, the process too.
    private static func stream(
        _ program: ArraySlice<UInt8>,
        _ process: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        if LineCursor.equal(program, "-") { return [] }
        guard process.contains(0x2E) else { return program }
        return (Array(program) + [0x5B] + Array(process) + [0x5D])[...]
    }

    /// Passes `-` or elements in brackets, in which a backslash takes the meaning from what follows it.
    private static func skipData(_ cursor: inout LineCursor) -> Bool {
        if cursor.skip(byte: 0x2D) { return cursor.isAtEnd || cursor.skip(byte: 0x20) }
        // Heroku's drains leave the data out.
        guard cursor.next == 0x5B else { return true }
        while cursor.skip(byte: 0x5B) {
            while let byte = cursor.next, byte != 0x5D {
                cursor.index = min(cursor.index + (byte == 0x5C ? 2 : 1), cursor.bytes.endIndex)
            }
            guard cursor.skip(byte: 0x5D) else { return false }
        }
        return cursor.isAtEnd || cursor.skip(byte: 0x20)
    }
}

/// The number before a syslog message: what wrote it, times eight, and how bad it is.
struct SyslogPriority {
    let severity: LogEvent.Severity

    /// Reads `<0>` to `<191>`.
    static func read(_ cursor: inout LineCursor) -> SyslogPriority? {
        guard cursor.skip(byte: 0x3C), let number = cursor.integer(), number <= 191,
            cursor.skip(byte: 0x3E)
        else { return nil }
        return SyslogPriority(severity: severity(of: number & 7))
    }

    /// The severity that a level of 0 to 7 stands for.
    static func severity(of level: Int) -> LogEvent.Severity {
        switch level {
        case ...2: .fatal
        case 3: .error
        case 4: .warning
        case 5, 6: .info
        default: .debug
        }
    }
}

// What `journalctl -o json` prints. Source: systemd `src/shared/logs-show.c`, output_json; systemd.journal-fields(7).

/// `{"__REALTIME_TIMESTAMP":"1795230206777646","SYSLOG_IDENTIFIER":"redis","MESSAGE":"line"}`.
package struct JournalJSON: LineWrapper {
    package let name = "journal-json"
    package let isUnmistakable = true

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { JournalUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                #"""
                {"_PID":"812","PRIORITY":"6","__REALTIME_TIMESTAMP":"1795230206777646","SYSLOG_IDENTIFIER":"redis-server","MESSAGE":"Ready"}
                {"MESSAGE":[79,75,27,10,255],"__REALTIME_TIMESTAMP":"1795230207000000","_COMM":"ruby","PRIORITY":"3"}
                {"MESSAGE":null,"__REALTIME_TIMESTAMP":"1795230208000000","_COMM":"ruby"}
                """#,
                unwraps: [
                    "redis-server|1795230206.777646|Ready", "ruby|1795230207.0|OK\u{1B}",
                    "ruby|1795230207.0|\u{FFFD}",
                ],
                source: "logs-show.c: text that is no UTF-8 is a list of bytes, long text null"
            )
        ]
    }
}

private struct JournalUnwrapper: Unwrapper {
    /// The fields that are used.
    private struct Entry {
        var time: Timestamp?
        var message: [UInt8]?
        var identifier: ArraySlice<UInt8>?
        var command: ArraySlice<UInt8>?
        var process = ""
        var severity: LogEvent.Severity?
        var isJournal = false
    }

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        guard let entry = Self.entry(text), entry.isJournal else { return .foreign }
        guard let message = entry.message else { return .nothing }
        let envelope = Envelope(
            line: line,
            time: entry.time.map { WrittenMoment($0, zone: .written) },
            severity: entry.severity,
            process: entry.process
        )
        let stream = entry.identifier ?? entry.command ?? []
        return .lines(
            message.split(separator: 0x0A).map {
                WrappedLine(stream: stream, payload: $0, envelope: envelope)
            }
        )
    }

    private static func entry(_ text: ArraySlice<UInt8>) -> Entry? {
        var cursor = JSONFieldCursor(text)
        guard cursor.enter() else { return nil }
        var entry = Entry()
        while let name = cursor.name() {
            if LineCursor.equal(name, "MESSAGE") {
                guard let message = message(&cursor) else { return nil }
                entry.message = message.isEmpty ? nil : message
                continue
            }
            guard
                name.first == 0x5F || LineCursor.equal(name, "PRIORITY")
                    || LineCursor.equal(name, "SYSLOG_IDENTIFIER")
            else {
                guard cursor.skipValue() else { return nil }
                continue
            }
            // A field that was logged twice is a list of its values.
            guard let value = cursor.string() else {
                guard cursor.skipValue() else { return nil }
                continue
            }
            take(value, named: name, into: &entry)
        }
        return entry
    }

    private static func take(
        _ value: ArraySlice<UInt8>,
        named name: ArraySlice<UInt8>,
        into entry: inout Entry
    ) {
        var number = LineCursor(value)
        if LineCursor.equal(name, "__REALTIME_TIMESTAMP") {
            entry.isJournal = true
            entry.time = microseconds(value)
        } else if LineCursor.equal(name, "PRIORITY") {
            entry.severity = number.integer().map(SyslogPriority.severity)
        } else if LineCursor.equal(name, "SYSLOG_IDENTIFIER") {
            entry.identifier = value
        } else if LineCursor.equal(name, "_COMM") {
            entry.command = value
        } else if LineCursor.equal(name, "_PID") {
            entry.process = LineCursor.string(value)
        }
    }

    /// Microseconds since 1970: 16 digits until the year 2286.
    private static func microseconds(_ text: ArraySlice<UInt8>) -> Timestamp? {
        guard (1...18).contains(text.count), text.allSatisfy(LineCursor.isDigit) else { return nil }
        return Timestamp(microseconds: text.reduce(0) { $0 * 10 + Int64($1 - 0x30) })
    }

    /// A string, a list of bytes, or nothing; `nil` where the line breaks.
    private static func message(_ cursor: inout JSONFieldCursor) -> [UInt8]? {
        if let text = cursor.string() { return JSONFieldCursor.decodedBytes(text) }
        guard let raw = cursor.skippedValue() else { return nil }
        guard raw.first == 0x5B else { return [] }
        var list = LineCursor(raw.dropFirst())
        var bytes: [UInt8] = []
        while let number = list.integer() {
            bytes.append(UInt8(truncatingIfNeeded: number))
            guard list.skip(byte: 0x2C) else { break }
            list.skipSpaces()
        }
        return bytes
    }
}

// Syslog as RFC 3164 describes it and rsyslog's traditional file format writes it.

/// `<13>Feb 11 13:15:39 host program[pid]: message`, with or without the priority.
package struct SyslogClassic: LineWrapper {
    package let name = "syslog-rfc3164"
    package let isUnmistakable = false

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { SyslogClassicUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                """
                Feb 11 13:15:39 test-pc postgres[10819]: [7-1] LOG:  duration: 13.997 ms
                Feb 11 13:15:40 test-pc postgres[10819]: [7-2] #011FROM pg_database
                <30>Nov  1 03:03:26 web-1 systemd[1]: Started Session 7 of user root.
                Nov  1 03:03:27 web-1 kernel: Out of memory: Killed process 99 (ruby)
                Nov  1 03:03:28 web-1 last message repeated 3 times
                """,
                unwraps: [
                    "postgres|3590139.0|LOG:  duration: 13.997 ms",
                    "postgres|3590140.0|\tFROM pg_database",
                    "systemd|26276606.0|Started Session 7 of user root.",
                    "kernel|26276607.0|Out of memory: Killed process 99 (ruby)",
                ],
                source:
                    "PostgreSQL through rsyslog; RFC 3164, 4.1; stamps stand in 1970, which has their days"
            )
        ]
    }
}

private struct SyslogClassicUnwrapper: Unwrapper {
    private var clock = YearlessClock()

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        var cursor = LineCursor(text)
        let priority = SyslogPriority.read(&cursor)
        guard let time = stamp(&cursor) else { return .foreign }
        let start = cursor.index
        guard let tag = SyslogTag.read(&cursor) else {
            // Lines of the daemon itself (`last message repeated 3 times`) have no program.
            return cursor.index > start ? .nothing : .foreign
        }
        let envelope = Envelope(
            line: line,
            time: WrittenMoment(time, zone: .absentWithoutYear),
            severity: priority?.severity,
            process: LineCursor.string(tag.process)
        )
        return .line(
            WrappedLine(
                stream: tag.program,
                host: tag.host,
                payload: SyslogTag.message(cursor.rest),
                envelope: envelope
            )
        )
    }

    /// `Feb 11 13:15:39 `, a day below 10 behind a second blank.
    private mutating func stamp(_ cursor: inout LineCursor) -> Timestamp? {
        let start = cursor.index
        guard let month = CalendarTime.month(in: cursor.bytes, at: start) else { return nil }
        cursor.index += 3
        guard cursor.skip(byte: 0x20) else { return nil }
        cursor.skipSpaces()
        guard let day = cursor.integer(), cursor.index == start + 6, cursor.skip(byte: 0x20),
            let ofDay = CalendarTime.timeOfDay(in: cursor.bytes, at: cursor.index)
        else { return nil }
        cursor.index = ofDay.end
        guard cursor.skip(byte: 0x20) else { return nil }
        return clock.moment(month: month, day: day, microseconds: ofDay.microseconds)
    }
}

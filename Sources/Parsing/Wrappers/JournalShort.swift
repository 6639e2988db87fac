// What `journalctl -o short-iso` prints and rsyslog's own file format writes.
// Source: systemd `src/shared/logs-show.c`; rsyslog `RSYSLOG_FileFormat`.

/// `2026-11-21T03:03:26+0000 host program[pid]: message`.
package struct JournalShort: LineWrapper {
    package let name = "journal-short-iso"
    package let isUnmistakable = false

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { JournalShortUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                """
                -- Journal begins at Mon 2026-11-16 10:00:00 UTC, ends at Sat 2026-11-21 03:03:29 UTC. --
                2026-11-21T03:03:26+0000 web-1 redis-server[812]: Ready to accept connections
                -- Boot 6e3a0c52b6a14d0a8a4ea1d2a6d3f0b1 --
                2026-11-21T04:03:27.500000+0100 web-1 kernel: oom-kill
                2026-11-21T03:03:28.25+00:00 web-1 app/worker[3]: rsyslog writes the offset with a colon
                """,
                unwraps: [
                    "redis-server|1795230206.0|Ready to accept connections",
                    "kernel|1795230207.5|oom-kill",
                    "app/worker|1795230208.25|rsyslog writes the offset with a colon",
                ],
                source: "logs-show.c, output_short; a run of systemd 252"
            )
        ]
    }
}

private struct JournalShortUnwrapper: Unwrapper {
    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        if LineCursor.begins(text, with: "-- ") { return .nothing }
        guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex), stamp.zone != .none
        else { return .foreign }
        var cursor = LineCursor(text)
        cursor.index = stamp.end
        guard cursor.skip(byte: 0x20), let tag = SyslogTag.read(&cursor) else { return .foreign }
        let envelope = Envelope(
            line: line,
            time: WrittenMoment(stamp),
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
}

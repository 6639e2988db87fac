// A stamp before each line: CloudWatch's export to S3, `docker logs --timestamps`, `kubectl logs --timestamps`.
// Source: AWS CloudWatch Logs User Guide, "Exporting log data to Amazon S3"; moby `daemon/logs.go`.

/// `2026-11-21T03:03:26.777Z line`; lines of a longer event follow without a stamp.
package struct StampPrefix: LineWrapper {
    package let name = "stamp-prefix"
    package let isUnmistakable = false

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { StampUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                """
                2026-11-21T03:03:26.777Z REPORT RequestId: 1 Duration: 12 ms
                2026-11-21T03:03:27.777646123Z 1:M 21 Nov 2026 03:03:27.777 * Ready
                """,
                unwraps: [
                    "-|1795230206.777|REPORT RequestId: 1 Duration: 12 ms",
                    "-|1795230207.777646|1:M 21 Nov 2026 03:03:27.777 * Ready",
                ],
                source: "an export of CloudWatch Logs; docker logs --timestamps"
            ),
            WrapperSample(
                "2026-11-21 03:03:26.777 UTC [24248] LOG:  line",
                unwraps: [],
                source: "PostgreSQL"
            ),
        ]
    }
}

private struct StampUnwrapper: Unwrapper {
    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        // The letter between date and time, and three digits of a second at least.
        guard text.count > 24, text[text.startIndex + 10] == 0x54,
            text[text.startIndex + 19] == 0x2E,
            let stamp = CalendarTime.stamp(in: text, at: text.startIndex), stamp.zone != .none
        else { return .foreign }
        var cursor = LineCursor(text)
        cursor.index = stamp.end
        guard cursor.skip(byte: 0x20) else { return .foreign }
        let envelope = Envelope(line: line, time: WrittenMoment(stamp))
        return .line(WrappedLine(payload: cursor.rest, envelope: envelope))
    }
}

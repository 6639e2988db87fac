// Logs of Heroku applications. Source: Heroku Dev Center, "Logging"; logplex `src/logplex_utils.erl`.

/// `2026-11-21T03:03:26.777646+00:00 app[worker.1]: line`.
package struct Logplex: LineWrapper {
    package let name = "heroku-logplex"
    package let isUnmistakable = false

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { LogplexUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                """
                2026-11-21T03:03:26.777646+00:00 app[worker.1]: pid=4 tid=6bjk class=A jid=b0 INFO: start
                2026-11-21T03:03:27+00:00 heroku[router]: at=info method=GET path="/"
                2026-11-21T04:03:28+01:00 app[web.1]: 
                """,
                unwraps: [
                    "app[worker.1]|1795230206.777646|pid=4 tid=6bjk class=A jid=b0 INFO: start",
                    #"heroku[router]|1795230207.0|at=info method=GET path="/""#,
                    "app[web.1]|1795230208.0|-",
                ],
                source: "Heroku Dev Center, Logging"
            ),
            WrapperSample(
                "2026-11-21T03:03:26.777646+00:00 host nginx[12]: line",
                unwraps: [],
                source: "rsyslog with its file format"
            ),
        ]
    }
}

private struct LogplexUnwrapper: Unwrapper {
    /// Sources and processes have short names.
    private static let nameBytesMax = 64

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex), stamp.zone != .none
        else { return .foreign }
        var cursor = LineCursor(text)
        cursor.index = stamp.end
        guard cursor.skip(byte: 0x20) else { return .foreign }
        let stream = cursor.text(until: 0x3A)
        guard stream.last == 0x5D, stream.count <= Self.nameBytesMax, !stream.contains(0x20),
            let open = stream.firstIndex(of: 0x5B), open > stream.startIndex
        else { return .foreign }
        _ = cursor.skip(byte: 0x20)
        let process = stream[(open + 1)...].dropLast()
        let envelope = Envelope(
            line: line,
            time: WrittenMoment(stamp),
            process: LineCursor.string(process)
        )
        return .line(WrappedLine(stream: stream, payload: cursor.rest, envelope: envelope))
    }
}

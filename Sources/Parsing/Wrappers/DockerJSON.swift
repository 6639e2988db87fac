// Files of Docker's json-file driver. Source: moby `daemon/logger/jsonfilelog/jsonlog/jsonlogbytes.go`, 1.13 to 28.

/// `{"log":"line\n","stream":"stdout","time":"2026-11-21T03:03:26.777646123Z"}`, long lines in pieces.
package struct DockerJSON: LineWrapper {
    package let name = "docker-json"
    package let isUnmistakable = true

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { DockerUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                #"""
                {"log":"1:M 21 Nov 2026 03:03:26.777 * Ready to accept \u003cconnections\u003e\n","stream":"stdout","time":"2026-11-21T03:03:26.777646123Z"}
                {"log":"a long ","stream":"stdout","time":"2026-11-21T03:03:27Z"}
                {"log":"error\n","stream":"stderr","attrs":{"tag":"a"},"time":"2026-11-21T03:03:27.1Z"}
                {"log":"line\r\n","stream":"stdout","time":"2026-11-21T03:03:27.2Z"}
                """#,
                unwraps: [
                    "-|1795230206.777646|1:M 21 Nov 2026 03:03:26.777 * Ready to accept <connections>",
                    "-|1795230207.1|error",
                    "-|1795230207.0|a long line",
                ],
                source: "jsonlogbytes.go; pieces of 16 KiB as daemon/logger/copier.go cuts them"
            ),
            WrapperSample(
                #"{"log":"cut before its en","stream":"stdout","time":"2026-11-21T03:03:26Z"}"#,
                unwraps: ["-|1795230206.0|cut before its en"],
                source: "a container that was killed"
            ),
            WrapperSample(
                #"{"level":"info","time":"2026-11-21T03:03:26Z","message":"a line of another program"}"#,
                unwraps: [],
                source: "zerolog"
            ),
        ]
    }
}

private struct DockerUnwrapper: Unwrapper {
    private var joiner = PieceJoiner()

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        var cursor = JSONFieldCursor(text)
        guard cursor.enter() else { return .foreign }
        var log: ArraySlice<UInt8>?
        var stream: ArraySlice<UInt8> = []
        var time: ArraySlice<UInt8>?
        while let name = cursor.name() {
            if LineCursor.equal(name, "log") {
                log = cursor.string()
            } else if LineCursor.equal(name, "stream") {
                stream = cursor.string() ?? []
            } else if LineCursor.equal(name, "time") {
                time = cursor.string()
            } else if !cursor.skipValue() {
                return .foreign
            }
        }
        guard let log, let time, let stamp = CalendarTime.stamp(in: time, at: time.startIndex)
        else { return .foreign }
        var payload = JSONFieldCursor.decodedBytes(log)[...]
        let isWhole = payload.last == 0x0A
        if isWhole { payload = payload.dropLast() }
        if isWhole, payload.last == 0x0D { payload = payload.dropLast() }
        let envelope = Envelope(line: line, time: WrittenMoment(stamp))
        return joiner.add(payload, from: stream, envelope, isWhole ? .end : .more)
    }

    mutating func finish() -> [WrappedLine] { joiner.finish() }
}

// Logs of name=value pairs, by whichever logger.
// Source: kr/logfmt; logrus, go-kit/log and slog text handlers; Heroku's and Grafana's services.

/// A logfmt log: `ts=2026-11-21T09:30:00.123Z level=info msg="request" status=200 duration=12ms`.
package struct LogfmtLog: LogFormat {
    package let name = "logfmt"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    /// Pairs stand in many formats, so that any other has precedence.
    static let weight = 0.8

    package func recognition(of head: FileHead) -> Recognition? {
        Recognition(
            of: head,
            as: LogfmtLine.self,
            reason: "lines are name=value pairs with a time and a level, message or status",
            weight: Self.weight
        )
    }

    package func makeReader() -> any FormatReader { SingleLineReader<LogfmtLine>() }

    package var samples: [FormatSample] {
        let time = Timestamp(microseconds: 1_795_253_400_123_000)
        return [
            FormatSample(
                """
                ts=2026-11-21T09:30:00.123Z level=info msg="listening on :8080"
                ts=2026-11-21T09:30:00.123Z level=error msg="write: \\"pipe\\" gone" err_type=EPIPE pid=7
                ts=2026-11-21T09:30:00.123Z level=info msg=request method=GET path=/users/9?x=1 status=200 duration=23ms request_id=7f6f54ddf12f4b22
                """,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: time,
                            severity: .info,
                            topic: .other,
                            message: ""
                        )
                    ),
                    .log(
                        LogEvent(
                            line: 2,
                            time: time,
                            severity: .error,
                            topic: .other,
                            message: "write: \"pipe\" gone",
                            process: "7"
                        )
                    ),
                    .request(
                        RequestEvent(
                            firstLine: 3,
                            lastLine: 3,
                            start: Timestamp(microseconds: 1_795_253_400_100_000),
                            method: "GET",
                            path: "/users/9",
                            endpoint: "",
                            status: 200,
                            durationMilliseconds: 23,
                            databaseMilliseconds: nil,
                            idHash: FixedHash.hash("7f6f54ddf12f4b22".utf8)
                        )
                    ),
                ],
                source: "after go-kit/log 0.2 and logrus 1.9"
            ),
            FormatSample(
                "The value a=1 was set",
                reads: [],
                source: "a sentence in which an equals sign stands"
            ),
        ]
    }
}

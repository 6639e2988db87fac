// What Heroku's router and dyno manager write into an application's log.
// Source: Heroku Dev Center, "HTTP routing", "Heroku error codes".

/// Heroku's own lines: `2021-11-04T21:09:45.195018+00:00 heroku[router]: at=info method=GET path="/" …`.
package struct HerokuRouterLog: LogFormat {
    package let name = "heroku"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        Recognition(
            of: head,
            as: HerokuLine.self,
            reason: "lines are a stamp and heroku[…] with the router's pairs or a dyno's message"
        )
    }

    package func makeReader() -> any FormatReader { SingleLineReader<HerokuLine>() }

    package var samples: [FormatSample] {
        let time = Timestamp(microseconds: 1_636_060_185_195_018)
        let message =
            #"at=error code=H12 desc="Request timeout" method=GET path="/app" host=a.herokuapp.com "#
            + #"request_id=c01bb5b7-5df4-4d9e-a36f-d8faa3f0d41c fwd="203.0.113.9" dyno=web.1 "#
            + "connect=0ms service=30000ms status=503 bytes=0 protocol=https"
        return [
            FormatSample(
                "2021-11-04T21:09:45.195018+00:00 heroku[router]: \(message)\n"
                    + "2021-11-04T21:09:45.195018+00:00 heroku[web.1]: Error R14 (Memory quota exceeded)",
                reads: [
                    .request(
                        RequestEvent(
                            firstLine: 1,
                            lastLine: 1,
                            start: Timestamp(microseconds: 1_636_060_155_195_018),
                            method: "GET",
                            path: "/app",
                            endpoint: "",
                            status: 503,
                            durationMilliseconds: 30_000,
                            databaseMilliseconds: nil,
                            idHash: FixedHash.hash("c01bb5b7-5df4-4d9e-a36f-d8faa3f0d41c".utf8)
                        )
                    ),
                    .log(
                        LogEvent(
                            line: 1,
                            time: time,
                            severity: .error,
                            topic: .timeout,
                            message: message,
                            process: "router"
                        )
                    ),
                    .log(
                        LogEvent(
                            line: 2,
                            time: time,
                            severity: .error,
                            topic: .error(kind: "R14"),
                            message: "Error R14 (Memory quota exceeded)",
                            process: "web.1"
                        )
                    ),
                ],
                source: "after Heroku's documentation of its error codes"
            ),
            FormatSample(
                "2021-11-04T21:09:45.195018+00:00 app[web.1]: Listening on port 3000",
                reads: [],
                source: "a line of the application, which has a format of its own"
            ),
        ]
    }
}

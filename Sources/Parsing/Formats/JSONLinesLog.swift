// Logs of JSON objects, one a line, by whichever logger.
// Source: jsonlines.org; the loggers listed in FieldRole.swift.

/// A log of JSON objects: `{"time":"2026-11-21T09:30:00.123Z","level":"info","msg":"request","status":200}`.
package struct JSONLinesLog: LogFormat {
    package let name = "json-lines"
    package let isSplittable = true

    /// Makes the format.
    package init() {}

    /// Every log of objects has a time and a level, so that any other format has precedence.
    static let weight = 0.8

    package func recognition(of head: FileHead) -> Recognition? {
        Recognition(
            of: head,
            as: JSONLogLine.self,
            reason: "lines are JSON objects with a time and a level, message or status",
            weight: Self.weight
        )
    }

    package func makeReader() -> any FormatReader { SingleLineReader<JSONLogLine>() }
}

extension JSONLinesLog {
    package var samples: [FormatSample] { [Self.requests, Self.events, Self.refused] }

    private static let time = Timestamp(microseconds: 1_795_253_400_123_000)

    private static let requests = FormatSample(
        """
        {"host":"web1","pid":9,"name":"UsersController","level":"info","timestamp":"2026-11-21T09:30:00.123Z","duration_ms":23,"message":"Completed #show","named_tags":{"request_id":"8e9de4e9-61b4-4bd5-a1a5-34ed3c2ea4f8"},"payload":{"controller":"UsersController","action":"show","method":"GET","path":"/users/9","status":200,"db_runtime":4.5}}
        {"level":30,"time":1795253400123,"pid":7,"req":{"id":1,"method":"POST","url":"/orders?a=b"},"res":{"statusCode":201},"responseTime":23,"msg":"request completed"}
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 1,
                    start: Timestamp(microseconds: 1_795_253_400_100_000),
                    method: "GET",
                    path: "/users/9",
                    endpoint: "UsersController#show",
                    status: 200,
                    durationMilliseconds: 23,
                    databaseMilliseconds: 4.5,
                    idHash: FixedHash.hash("8e9de4e9-61b4-4bd5-a1a5-34ed3c2ea4f8".utf8)
                )
            ),
            .request(
                RequestEvent(
                    firstLine: 2,
                    lastLine: 2,
                    start: Timestamp(microseconds: 1_795_253_400_100_000),
                    method: "POST",
                    path: "/orders",
                    endpoint: "",
                    status: 201,
                    durationMilliseconds: 23,
                    databaseMilliseconds: nil
                )
            ),
        ],
        source: "after rails_semantic_logger 4.17 and pino-http 10"
    )

    private static let events = FormatSample(
        """
        {"@timestamp":"2026-11-21T09:30:00.123Z","log.level":"error","message":"cannot \\"save\\"","error":{"type":"java.io.IOException"},"process":{"pid":4}}
        {"severity":"info","timestamp":1795253400.123,"message":"done","class":"MailJob","jid":"96cf312ae5e4bf129e8299f5","queue":"mailers","duration":51}
        {"level":"info","ts":1795253400.123,"msg":"ready"}
        """,
        reads: [
            .log(
                LogEvent(
                    line: 1,
                    time: time,
                    severity: .error,
                    topic: .error(kind: "java.io.IOException"),
                    message: "cannot \"save\"",
                    process: "4"
                )
            ),
            .job(
                JobEvent(
                    line: 2,
                    time: time,
                    phase: .done,
                    jobClass: "MailJob",
                    idHash: FixedHash.hash("96cf312ae5e4bf129e8299f5".utf8),
                    queue: "mailers",
                    process: "",
                    elapsedSeconds: 0.051
                )
            ),
            .log(
                LogEvent(line: 3, time: time, severity: .info, topic: .other, message: "")
            ),
        ],
        source: "after ecs-logging 8, a worker's JSON logger, and zap 1.27"
    )

    private static let refused = FormatSample(
        #"{"name":"debrief","version":"1.0","dependencies":{"yams":"6"}}"#,
        reads: [],
        source: "an object that is no record of a log"
    )
}

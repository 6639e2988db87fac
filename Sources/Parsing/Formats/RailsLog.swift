// Logs of Rails applications: the default formatter, and the Ruby logger's prefix with tags.
// Source: Rails 3.0 to 8.1 log subscribers; Ruby `Logger::Formatter`.

/// A Rails log: `I, [2026-11-21T03:22:31.035226 #3903]  INFO -- : [id] Started GET "/" for …`.
package struct RailsLog: LogFormat {
    package let name = "rails"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines carry the Ruby logger's prefix or are messages of Rails"
        ) { Self.isMessage(RailsLine($0)) }
    }

    /// Whether a line begins a message of the Ruby logger or of Rails.
    static func isMessage(_ line: RailsLine) -> Bool {
        if line.severity != nil { return true }
        switch RailsMessage.read(line.trimmed) {
        case .started, .begun, .processing, .completed, .created, .statement, .job, .fields:
            return true
        case .cachedStatement, .routine, nil: return false
        }
    }

    package func makeReader() -> any FormatReader { RailsReader() }
}

extension RailsLog {
    package var samples: [FormatSample] {
        [Self.request, Self.silenced, Self.update, Self.refusal, Self.plain, Self.old]
    }

    private static let request = FormatSample(
        """
        I, [2026-11-21T03:47:20.803406 #30997]  INFO -- : [45cf56fc-33bb-46d3-8124-c7509d9e15b3] Started GET "/users?q=a" for 127.0.0.1 at 2026-11-21 03:47:20 +0000
        I, [2026-11-21T03:47:20.804387 #30997]  INFO -- : [45cf56fc-33bb-46d3-8124-c7509d9e15b3] Processing by UsersController#index as HTML
        I, [2026-11-21T03:47:20.805406 #30997]  INFO -- : [45cf56fc-33bb-46d3-8124-c7509d9e15b3] Completed 200 OK in 1ms (Views: 0.3ms | ActiveRecord: 0.1ms | Allocations: 792)
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 3,
                    start: Timestamp(microseconds: 1_795_232_840_803_406),
                    method: "GET",
                    path: "/users",
                    endpoint: "UsersController#index",
                    status: 200,
                    durationMilliseconds: 1,
                    databaseMilliseconds: 0.1,
                    idHash: FixedHash.hash("45cf56fc-33bb-46d3-8124-c7509d9e15b3".utf8)
                )
            )
        ],
        source: "a run of Rails 6.1.7 in production"
    )

    private static let silenced = FormatSample(
        """
        I, [2026-11-21T03:47:20.804387 #30997]  INFO -- : Processing by UsersController#index as HTML
        I, [2026-11-21T03:47:20.805406 #30997]  INFO -- : Completed 200 OK in 1ms (Views: 0.3ms | ActiveRecord: 0.1ms)
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 2,
                    start: Timestamp(microseconds: 1_795_232_840_804_387),
                    method: "",
                    path: "",
                    endpoint: "UsersController#index",
                    status: 200,
                    durationMilliseconds: 1,
                    databaseMilliseconds: 0.1
                )
            )
        ],
        source: "the run above without the line of Rails::Rack::Logger"
    )

    private static let update = FormatSample(
        """
        # Logfile created on 2026-11-21 04:50:17 +0100 by logger.rb/v1.5.0
        D, [2026-11-21T04:50:24.311977 #4727] DEBUG -- :   Account Update (0.3ms)  UPDATE "accounts" SET "updated_at" = $1 WHERE "accounts"."id" = $2  [["updated_at", "2026-11-21 03:50:24.311050"], ["id", 146]]
        """,
        reads: [
            .statement(
                StatementEvent(
                    firstLine: 2,
                    lastLine: 2,
                    time: Timestamp(microseconds: 1_795_233_024_311_977),
                    verb: "UPDATE",
                    table: "accounts",
                    fingerprint:
                        #"UPDATE "accounts" SET "updated_at" = ? WHERE "accounts"."id" = ?"#,
                    columns: "updated_at",
                    rowHash: FixedHash.hash("146".utf8),
                    durationMilliseconds: 0.3,
                    application: "4727"
                )
            )
        ],
        source: "a run of ActiveRecord 6.1.7 at level debug"
    )

    private static let refusal = FormatSample(
        """
        E, [2026-11-21T03:25:58.329668 #6559] ERROR -- : Redis::CommandError: OOM command not allowed when used memory > 'maxmemory'.
        """,
        reads: [
            .log(
                LogEvent(
                    line: 1,
                    time: Timestamp(microseconds: 1_795_231_558_329_668),
                    severity: .error,
                    topic: .outOfMemory,
                    message:
                        "Redis::CommandError: OOM command not allowed when used memory > 'maxmemory'.",
                    process: "6559"
                )
            )
        ],
        source: "a run of Rails 6.1.7 against a full Redis"
    )

    private static let old = FormatSample(
        """
        Processing PostController#list (for 75.36.147.245 at 2026-11-21 03:20:00) [GET]
        Rendering template within layouts/application
        Completed in 37000ms (View: 27, DB: 21) | 200 OK [http://shop.example/]
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 3,
                    start: Timestamp(microseconds: 1_795_231_200_000_000),
                    method: "GET",
                    path: "",
                    endpoint: "PostController#list",
                    status: 200,
                    durationMilliseconds: 37_000,
                    databaseMilliseconds: 21
                )
            )
        ],
        source: "Rails 2.3 actionpack/lib/action_controller/benchmarking.rb, base.rb"
    )

    private static let plain = FormatSample(
        """
        Started GET "/boom" for 127.0.0.1 at 2026-11-21 03:47:18 +0000
        Processing by UsersController#boom as HTML
        Completed 500 Internal Server Error in 0ms (ActiveRecord: 0.0ms | Allocations: 92)
          
        ArgumentError (bad
        thing):
        """,
        reads: [
            .request(
                RequestEvent(
                    firstLine: 1,
                    lastLine: 3,
                    start: Timestamp(microseconds: 1_795_232_838_000_000),
                    method: "GET",
                    path: "/boom",
                    endpoint: "UsersController#boom",
                    status: 500,
                    durationMilliseconds: 0,
                    databaseMilliseconds: 0
                )
            ),
            .log(
                LogEvent(
                    line: 5,
                    time: Timestamp(microseconds: 1_795_232_838_000_000),
                    severity: .error,
                    topic: .error(kind: "ArgumentError"),
                    message: "ArgumentError (bad"
                )
            ),
        ],
        source: "a run of Rails 6.1.7 with its default formatter"
    )
}

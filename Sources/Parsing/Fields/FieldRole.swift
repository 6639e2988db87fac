// What the names of fields mean, for logs that name their fields: logfmt, LTSV, lograge, JSON lines.
// Source: zap, zerolog, logrus, slog, pino, bunyan, winston, structlog, python-json-logger, Elastic Common Schema 8,
// semantic_logger 4, lograge 0.14, Heroku's router, nginx JSON formats of the ingress controller.

/// What a field tells.
enum FieldRole: UInt8, CaseIterable, Sendable {
    case time
    case level
    case message
    case method
    case path
    case status
    /// A run time in the unit that its value or its name says, milliseconds where neither does.
    case duration
    /// The same in a unit that the name fixes.
    case durationSeconds
    case durationMicroseconds
    case durationNanoseconds
    /// Milliseconds in the database.
    case database
    case requestID
    case controller
    case action
    /// Controller and action together, or a route.
    case endpoint
    case jobClass
    case jobID
    case queue
    case process
    case errorClass
    case errorMessage
    /// A code of the router's own: `H12`.
    case code
    case cache
    /// A statement that was executed.
    case statement
}

/// The table of names.
enum FieldNames {
    /// The role of a field, by its name or, for fields of an object within, `object.name`; `nil` for others.
    static func role(of name: ArraySlice<UInt8>, in container: UInt64) -> FieldRole? {
        roles.find(FixedHash.combine(FixedHash.hash(name), container)).flatMap {
            FieldRole(rawValue: UInt8(truncatingIfNeeded: $0))
        }
    }

    /// The hash that stands for a container when the names of its fields are looked up; `nil` for an object
    /// whose fields are data.
    ///
    /// A transparent container, such as `payload`, has the names of the top level.
    static func container(_ name: ArraySlice<UInt8>, in outer: UInt64) -> UInt64? {
        let hash = FixedHash.hash(name)
        if transparent.find(hash) != nil { return outer }
        let inner = outer == topLevel ? hash : FixedHash.combine(outer, hash)
        return containers.find(inner) == nil ? nil : inner
    }

    /// The container of fields that stand in none.
    static let topLevel: UInt64 = 0

    private static let roles = {
        var table = HashedNumbers(countMax: namesMax)
        for role in FieldRole.allCases {
            for path in paths(of: role) {
                let outer = container(of: path.dropLast())
                guard let last = path.last else { continue }
                let hash = FixedHash.combine(FixedHash.hash(last.utf8), outer)
                _ = table.add(hash, Int32(role.rawValue))
                guard path.count > 1 else { continue }
                // Loggers that flatten objects join the names by dots.
                let joined = FixedHash.hash(path.joined(separator: ".").utf8)
                _ = table.add(FixedHash.combine(joined, topLevel), Int32(role.rawValue))
            }
        }
        return table
    }()

    private static let containers = {
        var table = HashedNumbers(countMax: namesMax)
        for path in FieldRole.allCases.flatMap({ paths(of: $0) }) {
            for count in 1..<path.count { _ = table.add(container(of: path.prefix(count)), 0) }
        }
        return table
    }()

    private static let transparent = {
        var table = HashedNumbers(countMax: namesMax)
        let names = "payload named_tags fields attributes context ctx extra data properties labels"
        for name in names.split(separator: " ") { _ = table.add(FixedHash.hash(name.utf8), 0) }
        return table
    }()

    /// The table below has some two hundred names.
    private static let namesMax = 1_000

    private static func paths(of role: FieldRole) -> [[Substring]] {
        names(of: role).split(separator: " ").map { $0.split(separator: "/") }
    }

    private static func container(of path: ArraySlice<Substring>) -> UInt64 {
        path.reduce(topLevel) { outer, name in
            let hash = FixedHash.hash(name.utf8)
            return outer == topLevel ? hash : FixedHash.combine(outer, hash)
        }
    }
}

extension FieldNames {
    /// The names of a role, by writers' documentation; `a/b` is the field `b` of the object `a`.
    private static func names(of role: FieldRole) -> String {
        switch role {
        case .time:
            "time ts timestamp @timestamp Timestamp t datetime date asctime eventTime time_iso8601 "
                + "time_local log_time @t start_time msec"
        case .level:
            "level lvl severity loglevel log_level levelname Level severity_text severityText @l "
                + "log/level"
        case .message: "message msg event body Body @m @mt MESSAGE text log/message"
        case .method:
            "method http_method request_method verb http/request/method http/method req/method "
                + "request/method httpRequest/requestMethod"
        case .path:
            "path uri url request_uri request_path target req/url request/path request/url url/path "
                + "http/path http/url http/target httpRequest/requestUrl url/original"
        case .status:
            "status status_code statusCode code_status http_status response_status "
                + "http/response/status_code http/status_code http/status res/statusCode "
                + "response/status response/status_code res/status httpRequest/status"
        case .duration:
            "duration duration_ms durationMs elapsed_ms elapsedMs latency_ms latencyMs latency took "
                + "took_ms response_time responseTime response_time_ms service total_ms elapsed "
                + "measure#page.duration request_duration httpRequest/latency"
        case .durationSeconds:
            "request_time duration_s duration_seconds elapsed_seconds upstream_response_time "
                + "request_time_seconds runtime"
        case .durationMicroseconds: "duration_us duration_micros elapsed_us latency_us"
        case .durationNanoseconds: "duration_ns elapsed_ns latency_ns event/duration"
        case .database:
            "db db_ms db_runtime database_ms db_duration measure#page.db db_runtime_ms"
        case .requestID:
            "request_id requestId req_id request-id x_request_id http_x_request_id correlation_id "
                + "trace_id traceId trace/id http/request/id req/id reqId request/id requestID "
                + "x-request-id"
        case .controller: "controller"
        case .action: "action"
        case .endpoint: "endpoint route handler source transaction/name"
        case .jobClass: "class job_class jobClass job/class job/name task task_name worker"
        case .jobID: "jid job_id jobId job/id task_id job/jid provider_job_id"
        case .queue: "queue queue_name job/queue"
        case .process: "pid process_id process/pid dyno instance pod"
        case .errorClass:
            "error_class exception_class exception/name exception/class err/type error/type "
                + "error/class err/name error_name exception_type"
        case .errorMessage:
            "error err exception error_message exception_message exception/message err/message "
                + "error/message stack"
        case .code: "code"
        case .cache: "cache_status upstream_cache_status cache"
        case .statement: "sql query statement db/statement"
        }
    }
}

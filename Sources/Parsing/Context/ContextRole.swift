// What the columns of a context table and the keys of a context mapping mean, by their names.
// Source: deploy logs, change calendars and annotation exports; GitHub, PagerDuty and Heroku fields.

/// What a column or key holds.
enum ContextRole: Equatable, CaseIterable {
    case time
    case date
    case end
    case kind
    case service
    case name
    case version
    case note

    /// Looks a name up, whatever its case.
    ///
    /// - Returns: `nil` when the table does not know it.
    init?(_ name: String) {
        let word = name.lowercased().filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
        guard let role = Self.roles[word] else { return nil }
        self = role
    }

    /// The role of every word; of two roles with the same word the first has it.
    private static let roles = Dictionary(
        allCases.flatMap { role in words(of: role).map { ($0, role) } },
        uniquingKeysWith: { first, _ in first }
    )

    /// Columns that only logs have; a table with one of them is no context.
    static let logColumns: Set<String> = [
        "host", "hostname", "content", "level", "severity", "@message", "loglevel", "log_level",
        "logger", "pid", "thread", "error_severity",
    ]

    private static func words(of role: ContextRole) -> Set<String> {
        switch role {
        case .time: timeWords
        case .date: ["date", "day"]
        case .end:
            [
                "end", "ended", "ended_at", "end_time", "finished_at", "until", "stop",
                "stopped_at", "ends", "ends_at", "end_at", "to", "resolved_at", "resolved_on",
            ]
        case .kind: ["type", "kind", "category", "event_type", "action"]
        case .service: ["service", "app", "application", "component", "system", "project", "repo"]
        case .name:
            ["name", "title", "campaign", "event", "job", "what", "subject", "summary", "alert"]
        case .version: ["version", "release", "tag", "build", "revision", "rev"]
        case .note:
            [
                "note", "notes", "text", "description", "message", "comment", "comments",
                "details", "detail", "body", "change", "changes",
            ]
        }
    }

    private static let timeWords: Set<String> = [
        "at", "time", "when", "timestamp", "ts", "datetime", "start", "started_at", "start_time",
        "starts", "starts_at", "start_at", "begin", "from", "deployed_at", "created_at",
        "released_at", "published_at", "occurred_at", "created", "created_on", "time(utc)",
        "timestamp(utc)", "time_utc", "timestamp_utc",
    ]
}

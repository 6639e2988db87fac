// What the groups of one pattern mean.

/// The groups of a pattern by what they hold; `nil` where the pattern has none.
struct LineLayout: Sendable {
    let timestamp: Int?
    let time: Int?
    let level: Int?
    let body: Int?
    let process: Int?
    let duration: Int?
    let method: Int?
    let path: Int?
    let status: Int?
    /// Values that make series: the index of the definition, its group, and that of its unit.
    private(set) var measures: [(value: Int, group: Int, unit: Int?)] = []

    /// Whether a line is a web request: it says what was asked for and how long that took.
    var isRequest: Bool { path != nil && duration != nil }
    /// Whether a line holds a number to keep.
    var hasNumbers: Bool { duration != nil || !measures.isEmpty }

    /// Names under which formats hold a request, those of lnav's own formats (after W3C extended logs) first.
    private static let methodNames = [
        "cs_method", "http_method", "request_method", "method", "verb",
    ]
    private static let pathNames = [
        "cs_uri_stem", "request_path", "request_uri", "uri", "path", "url",
    ]
    private static let statusNames = ["sc_status", "status_code", "http_status", "status"]
    private static let processNames = ["pid", "process", "process_id", "log_pid"]

    /// Reads the names of a pattern's groups.
    init(
        _ groups: [String: Int],
        _ fields: FormatDefinition.FieldNames,
        _ values: [ValueDefinition]
    ) {
        func find(_ names: [String?]) -> Int? {
            names.lazy.compactMap { $0.flatMap { groups[$0] } }.first
        }
        timestamp = groups[fields.timestamp]
        time = find([fields.time])
        level = groups[fields.level]
        body = groups[fields.body]
        process = find(Self.processNames + [fields.thread])
        duration = find([fields.duration])
        method = find(Self.methodNames)
        path = find(Self.pathNames)
        status = find(Self.statusNames)
        for (number, value) in values.enumerated() where value.isMeasure {
            guard value.name != fields.duration, let own = groups[value.name] else { continue }
            measures.append((number, own, find([value.unitField])))
        }
    }
}

// Where the fields of a JSON message stand, as a tree of names.
// Source: lnav 0.13 docs/source/formats.rst: a slash in a field's name steps into an object.

/// The names that a format looks for.
struct JSONFields: Sendable {
    /// What a field is for.
    enum Role: Equatable, Sendable {
        case timestamp, subsecond, level, body, process, duration, method, path, status
        /// A value that makes a series, by its index.
        case measure(Int)
        /// The unit of such a value.
        case unit(Int)
    }

    /// One name and what stands below it.
    struct Node: Sendable {
        let name: [UInt8]
        var roles: [Role] = []
        var children: [Node] = []
    }

    private(set) var roots: [Node] = []

    private static let processNames = ["pid", "process", "process_id"]
    private static let methodNames = ["method", "http_method", "request_method", "request/method"]
    private static let pathNames = ["path", "uri", "url", "request_path", "request/uri"]
    private static let statusNames = ["status", "status_code", "sc_status", "response/status"]

    /// Collects the names of a format.
    init(_ definition: FormatDefinition) {
        let fields = definition.fields
        insert(fields.timestamp, .timestamp)
        if let name = fields.subsecond { insert(name, .subsecond) }
        insert(fields.level, .level)
        insert(fields.body, .body)
        if let name = fields.thread { insert(name, .process) }
        for name in Self.processNames where name != fields.thread { insert(name, .process) }
        if let name = fields.duration {
            insert(name, .duration)
            for name in Self.methodNames { insert(name, .method) }
            for name in Self.pathNames { insert(name, .path) }
            for name in Self.statusNames { insert(name, .status) }
        }
        for (number, value) in definition.values.enumerated()
        where value.isMeasure && value.name != fields.duration {
            insert(value.name, .measure(number))
            if let unit = value.unitField { insert(unit, .unit(number)) }
        }
    }

    private mutating func insert(_ name: String, _ role: Role) {
        let path = name.split(separator: "/").map { Array($0.utf8) }
        Self.insert(path[...], role, into: &roots)
    }

    private static func insert(
        _ path: ArraySlice<[UInt8]>,
        _ role: Role,
        into nodes: inout [Node]
    ) {
        guard let name = path.first else { return }
        let known = nodes.firstIndex { $0.name == name }
        let index = known ?? nodes.count
        if known == nil { nodes.append(Node(name: name)) }
        if path.count == 1 {
            nodes[index].roles.append(role)
        } else {
            insert(path.dropFirst(), role, into: &nodes[index].children)
        }
    }
}

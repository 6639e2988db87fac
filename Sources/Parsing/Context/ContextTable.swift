// Tells tables of events from tables of metrics by their headers: both begin with a time.

/// Judges the header of a table.
enum ContextTable {
    /// Whether the columns, by their names as written, are a time and words, and none is a metric.
    static func isContext(_ names: [String]) -> Bool {
        let roles = names.map { ContextRole($0) }
        guard roles.contains(.time) || roles.contains(.date),
            roles.contains(where: isWords)
        else { return false }
        if let header = MetricsHeader(cells: names, timeColumn: nil) {
            switch header.layout {
            case .console, .long: return false
            case .wide: break
            }
        }
        return !zip(names, roles).contains { name, role in
            role == nil && ColumnUnit.scale(of: name) != nil
        }
    }

    private static func isWords(_ role: ContextRole?) -> Bool {
        switch role {
        case .kind, .service, .name, .version, .note: true
        case .time, .date, .end, nil: false
        }
    }
}

extension Row {
    /// The line a context reader's row stands on; 0 for rows of other readers.
    var contextLine: Int {
        switch self {
        case .context(let event): event.line
        case .unreadable(let line): line.line
        case .slowlog, .job, .statement, .request, .log, .quiet, .sample, .server, .client, .span: 0
        }
    }

    /// Rows in the order of their lines; rows of one line keep theirs.
    static func inOrderOfLines(_ rows: [Row]) -> [Row] {
        rows.enumerated()
            .sorted { ($0.element.contextLine, $0.offset) < ($1.element.contextLine, $1.offset) }
            .map(\.element)
    }
}

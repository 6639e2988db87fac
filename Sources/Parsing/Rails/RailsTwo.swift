// How Rails 2 ends a request.
// Source: Rails 2.0 to 2.3 `ActionController::Benchmarking#perform_action_with_benchmark`.

/// The last line of a request in Rails 2.
enum RailsTwo {
    /// Reads `37000ms (View: 27, DB: 21) | 200 OK [http://host/path]`, behind the words that begin it.
    static func completed(_ cursor: inout LineCursor) -> RailsMessage? {
        guard let milliseconds = cursor.decimal(), cursor.skip("ms"),
            let bar = LineCursor.find("| ", in: cursor.rest)
        else { return nil }
        var database: Double?
        if let start = LineCursor.find("DB: ", in: cursor.bytes[cursor.index..<bar]) {
            cursor.index = start + 4
            database = cursor.decimal()
        }
        cursor.index = bar + 2
        guard let status = cursor.integer(), (100...999).contains(status) else { return nil }
        return .completed(
            status: status,
            milliseconds: milliseconds,
            databaseMilliseconds: database
        )
    }
}

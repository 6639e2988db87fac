/// A statement that a database executed.
package struct StatementEvent: Sendable, Equatable {
    /// The line of the statement and the last line that belongs to it (its parameters).
    package var firstLine: Int
    package var lastLine: Int
    /// The stamp of the line: for a statement with a duration, when it ended.
    package var time: Timestamp
    /// The first word, upper case: `UPDATE`, `INSERT`, `SELECT`, `DELETE`, ...
    package var verb: String
    /// The table it writes or first reads, without schema `public` and quotes; empty when unknown.
    package var table: String
    /// The statement with literals and parameter numbers replaced by `?` and spaces folded.
    package var fingerprint: String
    /// The columns an UPDATE sets, in order, joined by a comma; empty otherwise.
    package var columns: String
    /// A hash of the value that picks the row (`WHERE id = ...`), or `nil` when not found.
    package var rowHash: UInt64?
    /// Execution time, where the log states it.
    package var durationMilliseconds: Double?
    /// The application name or the process, whichever the line carries.
    package var application: String
    /// A hash of what the statement is: verb, table, fingerprint and columns.
    package var identity: UInt64

    /// Makes an event.
    package init(
        firstLine: Int,
        lastLine: Int,
        time: Timestamp,
        verb: String,
        table: String,
        fingerprint: String,
        columns: String = "",
        rowHash: UInt64? = nil,
        durationMilliseconds: Double? = nil,
        application: String
    ) {
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.time = time
        self.verb = verb
        self.table = table
        self.fingerprint = fingerprint
        self.columns = columns
        self.rowHash = rowHash
        self.durationMilliseconds = durationMilliseconds
        self.application = application
        identity = Self.identity(verb, table, fingerprint, columns)
    }

    /// Makes an event of a statement that was read before.
    init(
        firstLine: Int,
        lastLine: Int,
        time: Timestamp,
        statement: StatementText,
        rowHash: UInt64?,
        durationMilliseconds: Double?,
        application: String
    ) {
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.time = time
        verb = statement.verb
        table = statement.table
        fingerprint = statement.fingerprint
        columns = statement.columns
        self.rowHash = rowHash
        self.durationMilliseconds = durationMilliseconds
        self.application = application
        identity = statement.identity
    }

    /// The hash of what a statement is.
    static func identity(
        _ verb: String,
        _ table: String,
        _ fingerprint: String,
        _ columns: String
    ) -> UInt64 {
        [verb, table, fingerprint, columns].reduce(0) { hash, part in
            FixedHash.combine(hash, FixedHash.hash(part.utf8))
        }
    }
}

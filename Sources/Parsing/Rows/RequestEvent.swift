/// A web request that ended.
package struct RequestEvent: Sendable, Equatable {
    /// The first and last line of the request's block.
    package var firstLine: Int
    package var lastLine: Int
    /// When the request began.
    package var start: Timestamp
    package var method: String
    /// The path without its query.
    package var path: String
    /// `Controller#action`, or empty when the log does not say.
    package var endpoint: String
    /// The HTTP status, or `nil` when the request never completed.
    package var status: Int?
    package var durationMilliseconds: Double?
    /// Time in the database, where the log states it.
    package var databaseMilliseconds: Double?

    /// Makes an event.
    package init(
        firstLine: Int,
        lastLine: Int,
        start: Timestamp,
        method: String,
        path: String,
        endpoint: String,
        status: Int?,
        durationMilliseconds: Double?,
        databaseMilliseconds: Double?
    ) {
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.start = start
        self.method = method
        self.path = path
        self.endpoint = endpoint
        self.status = status
        self.durationMilliseconds = durationMilliseconds
        self.databaseMilliseconds = databaseMilliseconds
    }
}

/// A web request that ended.
package struct RequestEvent: Sendable, Equatable {
    /// What a cache in front of the server did with a request.
    package enum CacheResult: UInt8, Sendable, Codable {
        /// Answered from the cache, fresh or after asking whether it still was.
        case hit
        /// The server behind had to answer.
        case miss
        /// The cache answered with an error of its own, or turned the client away.
        case refused
    }

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
    /// A hash of the request's id, by which lines of other logs are joined to it.
    package var idHash: UInt64?
    /// What the cache did, in logs of caches.
    package var cache: CacheResult?

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
        databaseMilliseconds: Double?,
        idHash: UInt64? = nil,
        cache: CacheResult? = nil
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
        self.idHash = idHash
        self.cache = cache
    }
}

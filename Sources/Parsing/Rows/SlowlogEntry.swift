/// One entry of the Redis slow log.
///
/// Source: redis `slowlog.c`, 7.0.
package struct SlowlogEntry: Sendable, Equatable, Codable {
    /// The first and last line it was read from, from 1.
    package var firstLine: Int
    package var lastLine: Int
    /// The server's running number; restarts at 0 with the server or `SLOWLOG RESET`.
    package var id: Int64
    /// When the command ended, with a resolution of one second.
    package var end: Timestamp
    /// Execution time without queueing or network.
    package var durationMicroseconds: Int64
    /// The arguments as kept by the server (at most 32, 128 bytes each), decoded lossily.
    package var arguments: [String]
    /// The number of arguments before the server cut them; equals `arguments.count` when it did not.
    package var argumentCount: Int
    /// The client's address, or `nil` before Redis 4.0.
    package var client: String?
    /// The client's name, or `nil` when absent or empty.
    package var clientName: String?

    /// Makes an entry.
    package init(
        firstLine: Int,
        lastLine: Int,
        id: Int64,
        end: Timestamp,
        durationMicroseconds: Int64,
        arguments: [String],
        argumentCount: Int,
        client: String?,
        clientName: String?
    ) {
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.id = id
        self.end = end
        self.durationMicroseconds = durationMicroseconds
        self.arguments = arguments
        self.argumentCount = argumentCount
        self.client = client
        self.clientName = clientName
    }
}

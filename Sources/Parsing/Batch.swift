// What Parsing hands on: rows in columns for what is huge, in structs for what is not.

/// The rows that a format read from one block of lines.
package enum Batch: Sendable {
    /// Redis commands, as columns.
    case commands(RedisCommandBatch)
    /// Steps of jobs, without a string each.
    case jobs(JobEventBatch)
    /// Values of metrics tables, without a string each.
    case samples(SampleBatch)
    /// Everything else, a struct a row, in the order of the lines.
    case rows([Row])
    /// What several sources of one file gave, each in the order of its lines.
    case several([Batch])
}

/// One record of a format that is small enough for a struct a row.
package enum Row: Sendable, Equatable {
    case slowlog(SlowlogEntry)
    case job(JobEvent)
    case statement(StatementEvent)
    case request(RequestEvent)
    case log(LogEvent)
    case quiet(QuietLines)
    case sample(Sample)
    case context(ContextEvent)
    case schedule(Schedule)
    case server(ServerSnapshot)
    case client(ClientIdentity)
    case span(Span)
    case unreadable(UnreadableLine)
}

/// A line that a format could not read.
///
/// It is data: counted, placed, reported.
package struct UnreadableLine: Sendable, Equatable, Codable {
    /// The line, from 1.
    package let line: Int
    /// The rule it breaks, as a constant phrase without any text of the line.
    package let reason: String

    /// Makes a record of a strange line.
    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }
}

// What libraries write when a pool of connections is empty, and servers when they have no room for another.
// Source: the messages as each library writes them.

/// Knows an empty pool by its words.
enum PoolMessages {
    /// What each library says, in lower case.
    private static let all: [(words: String, library: String)] = [
        ("could not obtain a connection from the pool", "ActiveRecord"),
        ("could not obtain a database connection within", "ActiveRecord before 6"),
        ("activerecord::connectiontimeouterror", "ActiveRecord"),
        ("connectionpool::timeouterror", "connection_pool (Ruby)"),
        ("queuepool limit of size", "SQLAlchemy"),
        ("connection is not available, request timed out", "HikariCP"),
        ("could not get a resource from the pool", "Jedis"),
        ("timeout waiting for idle object", "Commons Pool"),
        ("connection pool exhausted", "redigo"),
        ("connection pool timeout", "go-redis"),
        ("timeout acquiring a connection", "Knex"),
        ("remaining connection slots are reserved", "PostgreSQL"),
        ("too many clients already", "PostgreSQL"),
        ("too many connections", "MySQL"),
        ("max number of clients reached", "Redis"),
        ("query_wait_timeout", "PgBouncer"),
        ("no more connections allowed", "PgBouncer"),
    ]

    /// Each message holds one of these words, and few other errors do.
    private static let rareWords = ["pool", "connection", "clients", "query_wait"]

    /// Whether a message says that a pool was empty or a server full.
    static func sayEmpty(_ message: String) -> Bool {
        let lowered = message.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return rareWords.contains { lowered.holds($0) } && all.contains { lowered.holds($0.words) }
    }
}

// What a message of the Redis server is about.
// Source: redis `rdb.c`, `aof.c`, `server.c`, `replication.c`, `zmalloc.c`, 2.8 to 7.4.

/// Names the topics of a server's messages, each event of a start or stop once.
struct RedisServerTopic {
    private enum Phase {
        case starting
        case running
        case stopping
    }

    private var phase = Phase.starting

    private static let forks = [
        "Background saving started by pid",
        "Background append only file rewriting started by pid",
        "Background RDB transfer started by pid",
    ]
    private static let diskWaits = ["Asynchronous AOF fsync is taking too long"]
    private static let starts = [
        "Ready to accept connections",
        "The server is now ready to accept connections",
    ]
    private static let stops = [
        "User requested shutdown",
        "Received SIGTERM",
        "Received SIGINT",
        "Received shutdown signal",
        "Redis is now ready to exit",
        "Valkey is now ready to exit",
    ]
    private static let memory = [
        "Out Of Memory", "OOM command not allowed", "Cannot allocate memory",
    ]
    private static let timeouts = [
        "Timeout connecting to the MASTER", "MASTER timeout:", "Timeout receiving bulk data",
    ]
    private static let crashes = ["=== REDIS BUG REPORT START", "=== VALKEY BUG REPORT START"]

    /// Says what the next message of a log is about.
    mutating func topic(of message: String) -> LogEvent.Topic {
        if Self.starts.contains(where: message.hasPrefix) {
            // A line a listening address; the first one says that the server is up.
            defer { phase = .running }
            return phase == .running ? .other : .processStarted
        }
        if Self.stops.contains(where: message.hasPrefix) {
            defer { phase = .stopping }
            return phase == .stopping ? .other : .processStopping
        }
        if message.contains(" version=") && message.contains("just started")
            || message.hasPrefix("Server started, Redis version")
        {
            phase = .starting
            return .other
        }
        if Self.forks.contains(where: message.hasPrefix) { return .fork }
        if Self.diskWaits.contains(where: message.hasPrefix) { return .diskWait }
        if Self.memory.contains(where: message.contains) { return .outOfMemory }
        if Self.timeouts.contains(where: message.hasPrefix) { return .timeout }
        if Self.crashes.contains(where: message.hasPrefix) { return .error(kind: "crash") }
        return .other
    }

    /// The field of a snapshot that a start line tells, or `nil`.
    static func version(in message: String) -> (key: String, value: String)? {
        let prefixes = [
            ("Redis version=", "redis_version"), ("Valkey version=", "valkey_version"),
            ("Server started, Redis version ", "redis_version"),
        ]
        for (prefix, key) in prefixes where message.hasPrefix(prefix) {
            let value = message.dropFirst(prefix.count).prefix { $0.isNumber || $0 == "." }
            return value.isEmpty ? nil : (key, String(value))
        }
        return nil
    }
}

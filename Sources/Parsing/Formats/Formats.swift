/// The formats debrief can read, in the order in which a tie is decided.
package enum Formats {
    /// Every format.
    package static let all: [any LogFormat] = [
        RedisMonitor(),
        RedisSlowlog(),
        RedisServerLog(),
        RedisInfo(),
        RedisClientList(),
        SidekiqLog(),
        SidekiqJSON(),
        SidekiqWithoutTimestamp(),
        RQWorkerLog(),
<<<<<<< HEAD
        MetricsCSV(),
        ContextCSV(),
        ContextYAML(),
        ContextMarkdown(),
=======
        RailsLog(),
        PostgresLog(),
>>>>>>> applogs
    ]
}

/// The formats debrief can read, in the order in which a tie is decided.
package enum Formats {
    /// Every format.
    package static let all: [any LogFormat] = [
        RedisMonitor(),
        RedisSlowlog(),
        RedisInfo(),
        RedisClientList(),
        RedisServerLog(),
        SidekiqLog(),
        SidekiqJSON(),
        SidekiqWithoutTimestamp(),
        RQWorkerLog(),
        SidekiqRubyLogger(),
        RailsLog(),
        PostgresLog(),
        PrometheusJSON(),
        CloudWatchJSON(),
        DatadogJSON(),
        NewRelicJSON(),
        SadfTable(),
        SadfJSON(),
        SarText(),
        PidstatText(),
        IostatText(),
        VmstatText(),
        MetricsCSV(),
        ContextCSV(),
        ContextYAML(),
        ContextMarkdown(),
    ]
}

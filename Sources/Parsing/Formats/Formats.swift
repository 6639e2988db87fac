/// The formats debrief can read, in the order in which a tie is decided.
package enum Formats {
    /// The format of a name, be it one that is recognised only behind a wrapper; `nil` when there is none.
    package static func named(
        _ name: String,
        among formats: [any LogFormat] = all
    ) -> (any LogFormat)? {
        formats.first { $0.name == name }
            ?? (name == WrappedText.formatName ? WrappedText(program: "") : nil)
    }

    /// Every format.
    package static let all: [any LogFormat] = [
        RedisMonitor(),
        RedisSlowlog(),
        RedisInfo(),
        RedisClientList(),
        RedisServerLog(),
        RedisStat(),
        RedisLatency(),
        SidekiqLog(),
        SidekiqJSON(),
        SidekiqWithoutTimestamp(),
        RQWorkerLog(),
        ResqueLog(),
        CeleryLog(),
        SidekiqRubyLogger(),
        RailsLog(),
        PumaLog(),
        PostgresLog(),
        PostgresCSVLog(),
        PostgresJSONLog(),
        PgBouncerLog(),
        StatementStatisticsCSV(),
        MySQLSlowLog(),
        AccessLog(),
        HAProxyLog(),
        EnvoyLog(),
        LoadBalancerLog(),
        CloudFrontLog(),
        HerokuRouterLog(),
        JSONLinesLog(),
        LogfmtLog(),
        PrometheusJSON(),
        CloudWatchJSON(),
        DatadogJSON(),
        NewRelicJSON(),
        OTLPTraces(),
        JaegerTraces(),
        ZipkinTraces(),
        HerokuMetrics(),
        SadfTable(),
        SadfJSON(),
        SarText(),
        PidstatText(),
        IostatText(),
        VmstatText(),
        MetricsCSV(),
        GitHubJSON(),
        HerokuReleases(),
        HerokuReleasesJSON(),
        PagerDutyJSON(),
        SlackExport(),
        GitLog(),
        Crontab(),
        ContextCSV(),
        ContextYAML(),
        ContextMarkdown(),
    ]
}

// Which series count since a start, by their names.
// Source: Prometheus naming practice and OpenMetrics 1.0 (`_total`, `_count`, `_sum`, `_bucket`); redis
// server.c 7.4, section "Stats" of genRedisInfoString; pg_stat_database and pg_stat_user_tables.

/// Tells counters from gauges by name.
///
/// The name only proposes: a series that falls too often is none, which is seen when it is whole.
enum CounterNames {
    /// Returns what a series is by its name as written, labels included.
    static func kind(of name: String) -> Sample.Kind {
        let lowered = name.lowercased()
        if lowered.contains("rate(") || lowered.contains("increase(") || lowered.contains("delta(")
        {
            return .gauge
        }
        if lowered.hasSuffix("(cumulative)") { return .counter }
        let bare = lowered.prefix { $0 != "{" && $0 != "(" && $0 != " " && $0 != "/" }
        let metric = bare.split(separator: ".").last ?? bare
        return known.contains(String(metric)) || metric.hasSuffix("_total")
            || metric.hasPrefix("total_") && metric != "total_system_memory" ? .counter : .gauge
    }

    /// Whether a name that stands beside a label `le`, `quantile` or none is part of a histogram or summary.
    static func isPartOfHistogram(_ name: String) -> Bool {
        name.hasSuffix("_bucket") || name.hasSuffix("_count") || name.hasSuffix("_sum")
    }

    private static let known: Set<String> = [
        "keyspace_hits", "keyspace_misses", "expired_keys", "evicted_keys", "evicted_clients",
        "rejected_connections", "sync_full", "sync_partial_ok", "sync_partial_err",
        "expired_time_cap_reached_count", "unexpected_error_replies", "used_cpu_sys",
        "used_cpu_user", "used_cpu_sys_children", "used_cpu_user_children",
        "xact_commit", "xact_rollback", "blks_read", "blks_hit", "tup_returned", "tup_fetched",
        "tup_inserted", "tup_updated", "tup_deleted", "n_tup_ins", "n_tup_upd", "n_tup_del",
        "n_tup_hot_upd", "checkpoints_timed", "checkpoints_req", "buffers_checkpoint",
        "deadlocks", "temp_files", "temp_bytes", "pg_n_tup_upd", "pg_n_tup_ins", "pg_n_tup_del",
        "pg_checkpoints_req", "pg_checkpoints_timed", "pg_wal_bytes", "wal_bytes", "wal_records",
    ]
}

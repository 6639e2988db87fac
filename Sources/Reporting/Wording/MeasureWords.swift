// The names of measures in words, and which of them people feel.

import Diagnosing

/// Puts the names of measures into words.
enum MeasureWords {
    /// A small word for a measure's name, as it stands before a colon; unknown names are spelled out.
    static func label(_ name: String) -> String {
        words[name] ?? name.split(separator: "_").joined(separator: " ")
    }

    /// The place of a measure in a list that puts what people felt first.
    static func harmRank(_ name: String) -> Int {
        harmFirst.firstIndex(of: name) ?? harmFirst.count
    }

    private static let harmFirst = [
        "jobs_waiting_over_1s", "late_share", "late_wait_seconds_median", "late_wait_seconds_p95",
        "wait_seconds_max", "failed", "refused_commands", "errors",
        "errors_per_second", "seconds_inside", "ratio", "depth_max", "duration_seconds",
        "waves", "writes_per_wave", "wasted_writes_per_second", "share_removed_by_fix",
        "dead_share", "updates_per_second", "busiest_rows_share", "connections_per_second",
        "handshake_share_of_commands", "seconds_max", "share_of_server_time", "seconds_seen",
    ]

    private static let words = [
        "depth_max": "most waiting at once", "duration_seconds": "duration",
        "wait_seconds_max": "longest wait", "jobs_waiting_over_1s": "waited over 1 s",
        "late_share": "share of the jobs pushed meanwhile that were late",
        "late_wait_seconds_median": "median wait of a late job",
        "late_wait_seconds_p95": "95 of 100 late jobs waited at most", "seen_times": "seen",
        "starts_per_second": "started", "arrivals_per_second": "arrived",
        "run_seconds": "run time", "busy_workers_more": "needed in addition",
        "writes_per_second": "sent", "wasted_writes_per_second": "of no use",
        "dead_share": "share of no use", "share_of_commands": "share of all commands",
        "share_removed_by_fix": "share of all commands that a fix removes",
        "connections_per_second": "opened",
        "handshake_share_of_commands": "share of all commands that only open connections",
        "refused_commands": "refused", "memory_limit_bytes": "memory limit", "waves": "waves",
        "writes_per_wave": "in a wave", "time_to_live_seconds": "time to live",
        "updates_per_second": "updates", "busiest_rows_share": "share on the ten busiest rows",
        "rows": "updated", "calls_per_second": "rate", "seconds_max": "longest call",
        "seconds_seen": "server time seen in logs and silences",
        "share_of_server_time": "share of the server's time", "errors_per_second": "errors",
        "failed": "failed", "errors": "errors", "seconds_inside": "inside", "seconds": "usual",
        "ratio": "rise", "processes_ended": "processes ended",
        "runs_without_success": "ran without success", "held_seconds": "time of workers held",
        "held_share": "share of the workers' busy time",
        "workers_held_share": "share of the workers held", "retries_per_second": "pushed again",
        "ahead_share_of_starts": "share of the starts of queues ahead of it",
        "retry_share_of_pushes": "share of the pushes that were retries",
        "offset_seconds": "offset", "uncertainty_seconds": "known to",
        "asks_per_second": "asked", "jobs_per_second": "began", "seconds_paused": "paused",
        "pause_seconds_max": "longest", "wait_seconds_measured": "longest wait measured",
        "rebuilt_writes_per_second": "computed again", "missed_share": "reads that missed",
        "filled_bytes": "written before",
        "lock_waits": "waits", "evicted_max": "most in a sample",
        "key_share_min": "one key at least",
        "calls_per_run": "calls of each run", "calls_per_second_added": "added",
        "seconds_between_checkpoints": "between two", "seconds_added": "added",
        "share_of_added": "share of what was added",
    ]
}

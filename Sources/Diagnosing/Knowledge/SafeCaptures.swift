// Captures that are safe on a busy server: each ends by itself, and says what it costs.
// Source: redis.io/docs (MONITOR, SLOWLOG, INFO, CLIENT LIST); procps vmstat(8); PostgreSQL, pg_stat_activity. The
// cost of MONITOR: redis 7 copies every command to every monitor, and its own documentation measures half the
// throughput with one client attached.

/// The captures that the planner chooses from.
enum SafeCapture: CaseIterable {
    case monitor, commandStats, serverVersion, slowlog, clientList, hostStatistics, bigKeys
    case workerLog, databaseActivity

    var command: Sentence {
        switch self {
        case .monitor: "`timeout 10 redis-cli MONITOR | head -c 200M > monitor.log`"
        case .commandStats:
            "`for n in 1 2; do redis-cli INFO commandstats > stats-$n.txt; sleep 60; done`"
        case .serverVersion: "`redis-cli INFO server > redis-info.txt`"
        case .slowlog: "`redis-cli SLOWLOG GET 128 > slowlog.txt`"
        case .clientList: "`redis-cli CLIENT LIST | head -c 5M > client-list.txt`"
        case .hostStatistics: "`timeout 60 vmstat -t 1 > vmstat.txt`"
        case .bigKeys: "`timeout 60 redis-cli --bigkeys -i 0.1 > bigkeys.txt`"
        case .workerLog: "`timeout 60 tail -n 0 -F log/sidekiq.log | head -c 200M > sidekiq.log`"
        case .databaseActivity:
            "`timeout 30 psql -X -c \"SELECT now(), pid, wait_event_type, wait_event, state FROM pg_stat_activity\" -c \"\\watch 1\" > activity.txt`"
        }
    }

    var cost: Sentence {
        switch self {
        case .monitor:
            "every command is copied once more: up to half of the throughput while it runs, so not on a server above half of a core; ten seconds and 200 MB at the most"
        case .commandStats: "two calls of well under a millisecond"
        case .serverVersion, .slowlog: "one call of well under a millisecond"
        case .clientList: "one call, about a millisecond for a thousand clients"
        case .hostStatistics: "nothing that can be measured"
        case .bigKeys: "SCAN in steps with pauses of 0.1 s: under a hundredth of a core"
        case .workerLog: "reads what is written anyway; 200 MB at the most"
        case .databaseActivity: "one query a second over a view in memory"
        }
    }
}

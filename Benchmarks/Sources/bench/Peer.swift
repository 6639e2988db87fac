// What is run on each file: debrief, and whatever of its peers is installed.

/// A command that reads a file.
struct Peer {
    let name: String
    /// What it finds out, so that nobody compares a count of lines with a report.
    let finds: String
    /// A command of the shell that succeeds where the peer is installed.
    let probe: String
    /// The line; `FILE`, `DEBRIEF` and `PEERS` stand for the paths.
    let line: String
    /// The inputs that it can read.
    let inputs: Set<String>
    /// Runs that take minutes are made once, whatever the number of rounds.
    var isSlow = false

    private static let everything = Set(Input.all.map(\.name))
    private static let monitors: Set<String> = ["monitor", "monitor-keys"]

    static let baseline = Peer(
        name: "wc -l",
        finds: "lines",
        probe: "command -v wc",
        line: "wc -l FILE",
        inputs: everything
    )

    static let all = [
        Peer(
            name: "debrief scan",
            finds: "all that a report needs",
            probe: "true",
            line: "DEBRIEF scan FILE --partial PEERS/out.partial",
            inputs: everything
        ),
        Peer(
            name: "debrief analyze",
            finds: "the report",
            probe: "true",
            line: "DEBRIEF analyze FILE --output PEERS/report.md --quiet",
            inputs: everything
        ),
        Peer(
            name: "grep -c",
            finds: "lines with one word",
            probe: "command -v grep",
            line: "LC_ALL=C grep -c set FILE || true",
            inputs: everything
        ),
        Peer(
            name: "rg -c",
            finds: "lines with one word",
            probe: "command -v rg",
            line: "rg -c set FILE || true",
            inputs: everything
        ),
        Peer(
            name: "mawk",
            finds: "calls by command",
            probe: "command -v mawk",
            line: "mawk '{c[$4]++} END {for (k in c) print k, c[k]}' FILE",
            inputs: monitors
        ),
        Peer(
            name: "redis-faina",
            finds: "top commands, keys and prefixes",
            probe: "test -f PEERS/redis-faina.ready",
            line: "python3 PEERS/redis-faina-0.1.0/bin/faina.py FILE",
            inputs: monitors,
            isSlow: true
        ),
        Peer(
            name: "DuckDB",
            finds: "calls by second and command, and by key",
            probe: "PEERS/venv/bin/python -c 'import duckdb'",
            line: "PEERS/venv/bin/python PEERS/duckdb_monitor.py FILE",
            inputs: monitors,
            isSlow: true
        ),
        Peer(
            name: "lnav",
            finds: "lines by level",
            probe: "command -v lnav",
            line: "lnav -n -c ';SELECT log_level, count(*) FROM all_logs GROUP BY 1' FILE",
            inputs: ["postgres", "access", "logfmt"],
            isSlow: true
        ),
        Peer(
            name: "GoAccess",
            finds: "a report on requests",
            probe: "command -v goaccess",
            line: "goaccess FILE --log-format=COMBINED -o PEERS/out.json --no-progress",
            inputs: ["access"],
            isSlow: true
        ),
        Peer(
            name: "pgBadger",
            finds: "a report on statements",
            probe: "command -v pgbadger",
            line: "pgbadger -q -f stderr -p '%m [%p] ' -o PEERS/out.html FILE",
            inputs: ["postgres"],
            isSlow: true
        ),
        Peer(
            name: "pt-query-digest",
            finds: "a digest of commands",
            probe: "command -v pt-query-digest",
            line: "cut -d' ' -f4- FILE | pt-query-digest --type rawlog",
            inputs: ["monitor"],
            isSlow: true
        ),
    ]
}

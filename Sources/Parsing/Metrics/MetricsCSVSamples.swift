// Texts of every dialect of metrics tables, and what each reads as.

/// The samples of ``MetricsCSV``.
enum MetricsCSVSamples {
    /// Every sample.
    static let all: [FormatSample] = [
        FormatSample(
            """
            timestamp,redis_ping_ms,used_memory,net_out_kbps,redis_cpu_pct,depth:queue:exports
            2026-11-21T03:03:26.777Z,0.11,1502632,0.14,1.3,17
            """,
            reads: [
                sample(2, 1_795_230_206_777_000, "redis_ping_ms", 0.00011, .seconds),
                sample(2, 1_795_230_206_777_000, "used_memory", 1_502_632, .bytes),
                sample(2, 1_795_230_206_777_000, "net_out_kbps", 143.36, .bytesPerSecond),
                sample(2, 1_795_230_206_777_000, "redis_cpu_pct", 0.013, .ratio),
                sample(2, 1_795_230_206_777_000, "depth:queue:exports", 17, .count),
            ],
            source: "a script that polls INFO once a second, real run"
        ),
        FormatSample(
            """
            ts,ops_per_sec
            1795231462.281,5264
            """,
            reads: [sample(2, 1_795_231_462_281_000, "ops_per_sec", 5_264, .perSecond)],
            source: "a script that stamps with time.time(), real run"
        ),
        FormatSample(
            """
            "Time","redis_ping_ms","used_memory","ops_per_sec","total_commands","redis_cpu_pct"
            "2026-11-21 03:19:46","321 µs","1.87 MiB","730 ops/s","2.36 K","3.0%"
            """,
            reads: [
                sample(2, 1_795_231_186_000_000, "redis_ping_ms", 0.000321, .seconds),
                sample(2, 1_795_231_186_000_000, "used_memory", 1_960_837.12, .bytes),
                sample(2, 1_795_231_186_000_000, "ops_per_sec", 730, .perSecond),
                sample(2, 1_795_231_186_000_000, "total_commands", 2_360, .count),
                sample(2, 1_795_231_186_000_000, "redis_cpu_pct", 0.03, .ratio),
            ],
            source: "Grafana 11, series joined by time, formatted data"
        ),
        FormatSample(
            """
            sep=;
            "Series";"Time";"Value"
            "redis_ping_ms";"2026-11-21T03:50:20.407+00:00";0.474
            "connected_clients";"2026-11-21T04:52:05.343+01:00";13
            """,
            reads: [
                sample(3, 1_795_233_020_407_000, "redis_ping_ms", 0.000474, .seconds),
                sample(4, 1_795_233_125_343_000, "connected_clients", 13, .count),
            ],
            source: "Grafana 6, series as rows, Excel header"
        ),
        FormatSample(
            """
            Label,EngineCPUUtilization,StringBasedCmdsLatency (ms),NewConnections
            Statistic,Average,Average,Sum
            Unit,Percent,None,None
            2026/11/21 03:26:31,1.7,0.369,4
            """,
            reads: [
                sample(4, 1_795_231_591_000_000, "EngineCPUUtilization", 0.017, .ratio),
                sample(
                    4,
                    1_795_231_591_000_000,
                    "StringBasedCmdsLatency (ms)",
                    0.000369,
                    .seconds
                ),
                sample(4, 1_795_231_591_000_000, "NewConnections", 4, .count),
            ],
            source: "CloudWatch console, graph as CSV"
        ),
        FormatSample(
            """
            timestamp,metric,value,host
            1795231462281,redis.info.latency_ms,0.5,cache-1
            1795231462281,redis.info.latency_ms,,cache-2
            """,
            reads: [
                sample(
                    2,
                    1_795_231_462_281_000,
                    "redis.info.latency_ms{host:cache-1}",
                    0.0005,
                    .seconds
                )
            ],
            source: "Datadog, long form"
        ),
        FormatSample(
            """
            Zeit;wait_ms;fill_pct
            2026-11-21T03:03:26Z;1.234,5;12,5
            """,
            reads: [
                sample(2, 1_795_230_206_000_000, "wait_ms", 1.2345, .seconds),
                sample(2, 1_795_230_206_000_000, "fill_pct", 0.125, .ratio),
            ],
            source: "a spreadsheet in a German locale"
        ),
    ]

    private static func sample(
        _ line: Int,
        _ microseconds: Int64,
        _ metric: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(microseconds: microseconds),
                metric: metric,
                value: value,
                unit: unit
            )
        )
    }
}

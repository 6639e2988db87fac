// What unit a column holds, by its name: exporters put it into brackets or at the end.
// Source: Prometheus naming practice; redis INFO field names (server.c); CloudWatch metric names of
// ElastiCache and RDS.

/// Finds the unit of a column.
enum ColumnUnit {
    /// Returns the scale for the values of a column.
    ///
    /// - Parameter name: The series name as written: `redis_ping_ms`, `StringBasedCmdsLatency (ms)`.
    /// - Returns: `nil` when the name tells nothing, so that the values are plain numbers.
    static func scale(of name: String) -> UnitScale? {
        if let bracketed = bracketed(name) { return bracketed }
        let metric = String(name.prefix { $0 != "{" && $0 != "(" })
        if countPrefixes.contains(where: metric.hasPrefix) { return .count }
        if name.contains("rate(") { return UnitScale(.perSecond) }
        if let known = camelCased(metric) { return known }
        return byWords(metric)
    }

    /// Sizes of queues and sets, which may be named after anything.
    private static let countPrefixes = ["depth:", "card:", "len:", "llen:", "queue:"]

    /// The unit in the last brackets: `(ms)`, `[Percent]`.
    private static func bracketed(_ name: String) -> UnitScale? {
        guard let close = name.last, close == ")" || close == "]",
            let open = name.lastIndex(of: close == ")" ? "(" : "[")
        else { return nil }
        let inner = name[name.index(after: open)...].dropLast()
        return UnitScale.named(String(inner))
    }

    /// Names of CloudWatch, which hide their unit.
    private static func camelCased(_ metric: String) -> UnitScale? {
        let word = metric.split(separator: " ").first.map(String.init) ?? metric
        guard !word.contains("_") else { return nil }
        return camelCasedEndings.first { word.hasSuffix($0.ending) }?.scale
    }

    private static let camelCasedEndings: [(ending: String, scale: UnitScale)] = [
        ("Utilization", UnitScale(.ratio, places: -2)),
        ("Percentage", UnitScale(.ratio, places: -2)),
        ("Balance", UnitScale(.ratio, places: -2)),
        ("CacheHitRate", UnitScale(.ratio, places: -2)),
        ("CmdsLatency", UnitScale(.seconds, places: -6)),
        ("ReadLatency", UnitScale(.seconds)),
        ("WriteLatency", UnitScale(.seconds)),
        ("CommitLatency", UnitScale(.seconds)),
        ("ReplicationLag", UnitScale(.seconds)),
        ("ReplicaLag", UnitScale(.seconds)),
        ("UsedForCache", UnitScale(.bytes)),
        ("FreeableMemory", UnitScale(.bytes)),
        ("FreeStorageSpace", UnitScale(.bytes)),
        ("SwapUsage", UnitScale(.bytes)),
        ("BytesIn", UnitScale(.bytes)),
        ("BytesOut", UnitScale(.bytes)),
        ("Throughput", UnitScale(.perSecond)),
        ("IOPS", UnitScale(.perSecond)),
    ]

    /// The unit word at the end of a snake-cased or dotted name, or a word that implies one.
    private static func byWords(_ metric: String) -> UnitScale? {
        if metric.contains("%") { return UnitScale(.ratio, places: -2) }
        var words = metric.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        while let last = words.last, statistics.contains(last) { words.removeLast() }
        guard let last = words.last else { return nil }
        if words.count >= 2, perSecondEndings.contains(last), words[words.count - 2] == "per" {
            return UnitScale(.perSecond)
        }
        guard words.count >= 2 || !shortUnits.contains(last) else { return nil }
        if let scale = endings[last] { return scale }
        guard words.contains(where: memoryWords.contains) else { return nil }
        return UnitScale(.bytes)
    }

    /// What exporters append after the unit.
    private static let statistics: Set<String> = [
        "max", "min", "avg", "mean", "sum", "total", "p50", "p75", "p90", "p95", "p99", "p999",
        "median", "count", "last", "bucket",
    ]

    private static let perSecondEndings: Set<String> = ["s", "sec", "second", "seconds"]

    /// Too short to mean a unit when they are the whole name.
    private static let shortUnits: Set<String> = ["s", "b", "us", "ns", "ms", "kb", "mb", "gb"]

    /// Sizes in `_kb` and `_mb` are powers of 1,024 and `_kbps` is KiB a second, as INFO has them.
    private static let endings: [String: UnitScale] = {
        let kibi = 1_024.0
        var table: [String: UnitScale] = [
            "kbps": UnitScale(.bytesPerSecond, factor: kibi),
            "kb": UnitScale(.bytes, factor: kibi), "kib": UnitScale(.bytes, factor: kibi),
            "mb": UnitScale(.bytes, factor: kibi * kibi),
            "mib": UnitScale(.bytes, factor: kibi * kibi),
            "gb": UnitScale(.bytes, factor: kibi * kibi * kibi),
            "gib": UnitScale(.bytes, factor: kibi * kibi * kibi),
            "percentage": UnitScale(.ratio, places: -2), "perc": UnitScale(.ratio, places: -2),
        ]
        for unit in [
            "ns", "us", "usec", "micros", "microseconds", "ms", "msec", "millis", "milliseconds",
            "s", "sec", "secs", "seconds", "minutes", "hours", "bytes", "bits", "pct", "percent",
            "ratio", "ops", "rps", "qps", "tps", "iops",
        ] {
            table[unit] = UnitScale.named(unit)
        }
        return table
    }()

    /// `used_memory`, `used_memory_rss`, `maxmemory`: bytes unless an ending says otherwise.
    private static let memoryWords: Set<String> = ["memory", "maxmemory"]
}

// Repeated INFO dumps as series: what changed from one dump to the next.
// Source: redis server.c 7.4, genRedisInfoString; lru_clock is seconds modulo 2^24 since 3.0 (evict.c, getLRUClock).

import Parsing

/// Makes series of the dumps of each source that has several.
enum SnapshotSeries {
    /// Counts since the start of the server, by field.
    private static let counters: [(field: String, unit: Sample.Unit)] = [
        ("total_commands_processed", .count), ("total_connections_received", .count),
        ("total_net_input_bytes", .bytes), ("total_net_output_bytes", .bytes),
        ("keyspace_hits", .count), ("keyspace_misses", .count), ("expired_keys", .count),
        ("evicted_keys", .count), ("rejected_connections", .count),
        ("total_error_replies", .count), ("used_cpu_sys", .seconds), ("used_cpu_user", .seconds),
    ]

    private static let gauges: [(field: String, unit: Sample.Unit)] = [
        ("used_memory", .bytes), ("used_memory_rss", .bytes), ("maxmemory", .bytes),
        ("connected_clients", .count), ("blocked_clients", .count),
        ("instantaneous_ops_per_sec", .perSecond), ("rdb_changes_since_last_save", .count),
        ("connected_slaves", .count),
    ]

    /// A server knows a few hundred commands; dumps that name more are no dumps of a server.
    private static let commandsMax = 1_000

    /// Returns the series of all sources with at least two dumps that say when they were taken.
    static func all(of snapshots: [ServerSnapshot]) -> [MetricSeries] {
        let bySource = Dictionary(grouping: snapshots.filter { $0.time != nil }) {
            LineMark.source(of: $0.line)
        }
        return bySource.sorted { $0.key < $1.key }.flatMap { source, dumps -> [MetricSeries] in
            guard dumps.count > 1 else { return [] }
            var samples: [Sample] = []
            for dump in dumps { samples += Self.samples(of: dump) }
            var log = MetricLog()
            for sample in samples { log.insert(sample) }
            return log.series.map { $0.settled() }.filter {
                $0.values.count > 1 || $0.kind == .gauge
            }
        }
    }

    private static func samples(of dump: ServerSnapshot) -> [Sample] {
        guard let time = dump.time else { return [] }
        var samples: [Sample] = []
        func add(_ field: String, _ unit: Sample.Unit, _ kind: Sample.Kind) {
            guard let found = dump.fields[field], let value = Double(found.value), value.isFinite
            else { return }
            samples.append(
                Sample(
                    line: found.line,
                    time: time,
                    metric: field,
                    value: value,
                    unit: unit,
                    kind: kind
                )
            )
        }
        for counter in counters { add(counter.field, counter.unit, .counter) }
        for gauge in gauges { add(gauge.field, gauge.unit, .gauge) }
        return samples + commandSamples(of: dump, at: time)
    }

    /// `cmdstat_get:calls=3,usec=9,usec_per_call=3.00`: calls and the time they took.
    private static func commandSamples(of dump: ServerSnapshot, at time: Timestamp) -> [Sample] {
        let commands = dump.fields.filter { $0.key.hasPrefix("cmdstat_") }
            .sorted { $0.key < $1.key }.prefix(commandsMax)
        return commands.flatMap { key, field -> [Sample] in
            let name = key.dropFirst("cmdstat_".count)
            let numbers = field.numbers
            let wanted: [(part: String, label: String, unit: Sample.Unit, factor: Double)] = [
                ("calls", "calls", .count, 1), ("usec", "time", .seconds, 1e-6),
                ("failed_calls", "failed_calls", .count, 1),
                ("rejected_calls", "rejected_calls", .count, 1),
            ]
            return wanted.compactMap { part, label, unit, factor in
                guard let value = numbers[part] else { return nil }
                return Sample(
                    line: field.line,
                    time: time,
                    metric: "command_\(label){\(name)}",
                    value: value * factor,
                    unit: unit,
                    kind: .counter
                )
            }
        }
    }
}

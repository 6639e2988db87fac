// Text to timeline in the test's own process: every format's reader, one shard a file.

import Parsing
package import Summarizing

/// Reads files that exist only in memory.
package enum CaptureReading {
    /// The timeline of some files, or `nil` when none of them holds a stamp.
    package static func timeline(
        of files: [(name: String, bytes: [UInt8])],
        version: RedisVersion? = nil,
        selection: TimeSelection = TimeSelection()
    ) -> Timeline? {
        var summary = ShardSummary()
        var facts: [SourceFacts] = []
        var lines: [[Int]] = []
        for (source, file) in files.enumerated() {
            let format = format(of: file)
            var zone = WrittenZone.none
            if let format {
                var reader = format.makeReader()
                var shard = ShardSummary()
                let first = LineMark.base(source: source, shard: 0) + 1
                shard.insert(reader.read(LineBlock(bytes: file.bytes, firstLine: first)))
                shard.insert(reader.finish())
                summary.merge(shard)
                zone = reader.zone
            }
            let count = file.bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            lines.append([count])
            facts.append(
                SourceFacts(
                    path: file.name,
                    format: format?.name,
                    recognition: "",
                    bytes: file.bytes.count,
                    lines: count,
                    zone: zone
                )
            )
        }
        summary.close()
        return Timeline(
            summary,
            facts: facts,
            lines: LineTable(shardLines: lines),
            declaredVersion: version,
            selection: selection
        )
    }

    /// The format by the file's name: recognition has tests of its own and takes most of the time here.
    private static func format(of file: (name: String, bytes: [UInt8])) -> (any LogFormat)? {
        switch file.name {
        case "monitor.log": RedisMonitor()
        case "sidekiq.log", "sidekiq-1.log", "sidekiq-2.log": SidekiqLog()
        case "slowlog.txt": RedisSlowlog()
        case "metrics.csv": MetricsCSV()
        case "redis-info.txt": RedisInfo()
        case "redis.log": RedisServerLog()
        case "rails.log": RailsLog()
        case "deploys.csv": ContextCSV()
        case "events.yaml": ContextYAML()
        case "traces.json": ZipkinTraces()
        default: nil
        }
    }
}

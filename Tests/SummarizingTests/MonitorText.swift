// MONITOR text made in the test, and what it adds up to when it is read in one piece or in many.

@testable import Parsing
@testable import Summarizing

/// Writes and reads MONITOR lines.
enum MonitorText {
    /// 2026-11-21 03:00:00 UTC.
    static let epoch: Int64 = 1_795_230_000

    /// A line, its time given in microseconds after ``epoch``.
    static func line(_ microseconds: Int64, _ client: String, _ words: String...) -> String {
        line(microseconds, client, words)
    }

    static func line(_ microseconds: Int64, _ client: String, _ words: [String]) -> String {
        let fraction = String(microseconds % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        let quoted = words.map { word in
            let escaped = word.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
            return "\"\(escaped)\""
        }
        return
            "\(epoch + microseconds / 1_000_000).\(zeros)\(fraction) [0 \(client)] \(quoted.joined(separator: " "))\n"
    }

    /// The summary of lines that were cut into so many shards of about the same number of lines.
    static func summary(of lines: [String], shards count: Int = 1, source: Int = 0) -> ShardSummary
    {
        var summary = ShardSummary()
        for shard in 0..<count {
            let own = lines[(lines.count * shard / count)..<(lines.count * (shard + 1) / count)]
            summary.merge(part(own.joined(), shard: shard, source: source, RedisMonitor()))
        }
        summary.close()
        return summary
    }

    /// The summary of one text in one block.
    static func part(_ text: String, shard: Int, source: Int, _ format: any LogFormat)
        -> ShardSummary
    {
        var reader = format.makeReader()
        var summary = ShardSummary()
        let first = LineMark.base(source: source, shard: shard) + 1
        summary.insert(reader.read(LineBlock(bytes: Array(text.utf8), firstLine: first)))
        summary.insert(reader.finish())
        return summary
    }

    /// What a run knows of a source, besides its rows.
    static func facts(_ path: String, _ format: String, _ zone: WrittenZone = .written)
        -> SourceFacts
    {
        SourceFacts(
            path: path,
            format: format,
            recognition: "",
            bytes: 1,
            lines: 1,
            zone: zone
        )
    }
}

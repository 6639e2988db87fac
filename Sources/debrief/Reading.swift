// Files to summaries: one task a shard, merged in shard order.

import Parsing
import Summarizing

/// What reading all files gave.
struct Reading: Sendable {
    var files: [RecognizedFile]
    var summary: ShardSummary
    /// Lines of every shard of every file.
    var lines: LineTable
    var lineCounts: [Int]
    var zones: [WrittenZone]
    /// What kept a file from being read to its end, by its number.
    var damages: [Int: String]
    var cutLines: [Int: Int]

    /// What one task returns.
    private struct ShardResult: Sendable {
        var summary: ShardSummary
        var lines: Int
        var zone: WrittenZone
        var damage: String?
        var cutLines: Int
    }

    /// Reads every recognised file.
    ///
    /// At most `tasks` + 1 shards are in work at once, and results are merged as their turn comes, so
    /// memory holds a few shards, whatever the size of the input.
    /// - Throws: ``InputError`` when a file cannot be opened or the disk refuses.
    static func read(
        _ files: [RecognizedFile],
        tasks: Int,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> Reading {
        var shards: [(shard: Shard, format: any LogFormat)] = []
        for (number, file) in files.enumerated() {
            guard let format = file.format else { continue }
            shards += Shard.cut(file.file, source: number, isSplittable: format.isSplittable)
                .map { ($0, format) }
        }
        var reading = Reading(
            files: files,
            summary: ShardSummary(),
            lines: LineTable(shardLines: []),
            lineCounts: [Int](repeating: 0, count: files.count),
            zones: [WrittenZone](repeating: .none, count: files.count),
            damages: [:],
            cutLines: [:]
        )
        var shardLines = [[Int]](repeating: [], count: files.count)
        try await withThrowingTaskGroup(of: (Int, ShardResult).self) { group in
            var waiting: [Int: ShardResult] = [:]
            var started = 0
            var merged = 0
            while merged < shards.count {
                // One more than there are processors, so that none waits while results are merged.
                while started < shards.count, started <= merged + tasks {
                    let (shard, format) = shards[started]
                    let number = started
                    group.addTask { (number, try summarize(shard, format, progress)) }
                    started += 1
                }
                guard let (number, result) = try await group.next() else { break }
                waiting[number] = result
                while let next = waiting.removeValue(forKey: merged) {
                    reading.merge(next, shards[merged].shard)
                    shardLines[shards[merged].shard.source].append(next.lines)
                    merged += 1
                }
            }
        }
        reading.summary.close()
        reading.lines = LineTable(shardLines: shardLines)
        return reading
    }

    private mutating func merge(_ result: ShardResult, _ shard: Shard) {
        summary.merge(result.summary)
        lineCounts[shard.source] += result.lines
        if zones[shard.source] == .none { zones[shard.source] = result.zone }
        if let damage = result.damage { damages[shard.source] = damage }
        if result.cutLines > 0 { cutLines[shard.source, default: 0] += result.cutLines }
    }

    private static func summarize(
        _ shard: Shard,
        _ format: any LogFormat,
        _ progress: @Sendable (Int) -> Void
    ) throws -> ShardResult {
        var source = try ByteSource(shard, delivery: format.delivery)
        var reader = format.makeReader()
        var summary = ShardSummary()
        while let block = try source.next() {
            summary.insert(reader.read(block))
            progress(block.bytes.count)
        }
        summary.insert(reader.finish())
        return ShardResult(
            summary: summary,
            lines: source.lines,
            zone: reader.zone,
            damage: source.damage,
            cutLines: source.cutLines
        )
    }
}

// Shards to summaries: one task a shard, handed on in the order of the shards.

import Parsing
import Summarizing

/// A shard and what reads it.
struct ShardTask: Sendable {
    let shard: Shard
    let format: any LogFormat
    let budget: MemoryBudget
    /// The clock that puts stamps without zone on UTC, where the user declared one whose offset changes.
    var clock: LocalClock?

    /// What reading a shard gave.
    struct Result: Sendable {
        var summary: ShardSummary
        var lines: Int
        var zone: WrittenZone
        /// Where the file holds several sources, what each got.
        var streams: [StreamAccount]
        var damage: String?
        var cutLines: Int
        var bytesRead: Int
    }

    /// Reads shards, and hands each result on as its turn comes.
    ///
    /// At most `tasks` + 1 shards are in work at once, so memory holds a few shards, whatever the size of the
    /// input.
    /// - Throws: ``InputError`` when a file cannot be opened or the disk refuses.
    static func run(
        _ shards: [ShardTask],
        tasks: Int,
        progress: @escaping @Sendable (Int) -> Void,
        take: (Shard, Result) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var waiting: [Int: Result] = [:]
            var started = 0
            var taken = 0
            while taken < shards.count {
                // One more than there are processors, so that none waits while results are merged.
                while started < shards.count, started <= taken + tasks {
                    let task = shards[started]
                    let number = started
                    group.addTask { (number, try await task.read(progress)) }
                    started += 1
                }
                guard let (number, result) = try await group.next() else { break }
                waiting[number] = result
                while let next = waiting.removeValue(forKey: taken) {
                    take(shards[taken].shard, next)
                    taken += 1
                }
            }
        }
    }

    private func read(_ progress: @Sendable (Int) -> Void) async throws -> Result {
        var source = try ByteSource(shard, delivery: format.delivery)
        var reader = format.makeReader()
        var summary = ShardSummary(budget)
        var clock = clock
        func placed(_ batch: Batch) -> Batch {
            guard var followed = clock, reader.zone == .absent else { return batch }
            defer { clock = followed }
            return batch.onUTC(by: &followed)
        }
        func take(_ block: LineBlock) {
            summary.insert(placed(reader.read(block)))
            progress(block.bytes.count)
        }
        if shard.file.packing == .plain {
            while let block = try source.next() { take(block) }
        } else {
            source = try await BlocksAhead(source).forEach(take)
        }
        summary.insert(placed(reader.finish()))
        return Result(
            summary: summary,
            lines: source.lines,
            zone: reader.zone,
            streams: reader.streams,
            damage: source.damage,
            cutLines: source.cutLines,
            bytesRead: source.bytesRead
        )
    }
}

// Runs of jobs joined from start to end, wherever the log was cut.

import Randomness
import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct JobLogTests {
    /// What is known of a run, without the marks of its lines.
    private struct Run: Comparable, Hashable {
        let start: Int64
        let end: Int64
        let jobClass: String
        let id: UInt64
        let hasFailed: Bool

        static func < (left: Run, right: Run) -> Bool {
            (left.start, left.end, left.id) < (right.start, right.end, right.id)
        }
    }

    private static func runs(_ log: JobLog) -> [Run] {
        log.jobs.map { job in
            Run(
                start: job.start ?? -1,
                end: job.end ?? -1,
                jobClass: log.classes.name(job.jobClass),
                id: job.id,
                hasFailed: job.hasFailed
            )
        }.sorted()
    }

    /// Lines of a worker whose threads run jobs of all lengths; some fail and are tried again under their id, some
    /// never end, and some began before the log.
    private static func lines(seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        var lines: [(time: Int, text: String)] = []
        for job in 0..<120 {
            var start = random.below(60_000)
            for _ in 0...random.below(3) {
                let name = "class=Job\(random.below(5)) jid=\(job)"
                let end = start + 1 + random.below(9_000)
                if random.below(12) > 0 { lines.append((start, "\(name) INFO: start")) }
                let elapsed = "elapsed=\(Double(end - start) / 1_000)"
                let step = random.below(3) == 0 ? "fail" : "done"
                if random.below(12) > 0 { lines.append((end, "\(name) \(elapsed) INFO: \(step)")) }
                start = end + 1 + random.below(4_000)
            }
        }
        return lines.sorted { ($0.time, $0.text) < ($1.time, $1.text) }.map { line in
            let second = line.time / 1_000
            let millis = String(String(1_000 + line.time % 1_000).dropFirst())
            let clock = "03:\(10 + second / 60):\(String(String(100 + second % 60).dropFirst()))"
            return "2026-11-21T\(clock).\(millis)Z pid=7 tid=a \(line.text)\n"
        }
    }

    private static func log(_ lines: [String], shards: Int) -> JobLog {
        var summary = ShardSummary()
        for shard in 0..<shards {
            let own = lines[
                (lines.count * shard / shards)..<(lines.count * (shard + 1) / shards)
            ]
            summary.merge(MonitorText.part(own.joined(), shard: shard, source: 0, SidekiqLog()))
        }
        return summary.jobs
    }

    @Test(arguments: [2, 7, 64], 0..<6 as Range<UInt64>)
    func runsDoNotDependOnTheCuts(shards: Int, seed: UInt64) {
        let lines = Self.lines(seed: seed)

        #expect(Self.runs(Self.log(lines, shards: shards)) == Self.runs(Self.log(lines, shards: 1)))
    }

    /// A scan's partial is read back before what follows is merged.
    @Test(arguments: [2, 7], 0..<6 as Range<UInt64>)
    func runsDoNotDependOnWhatTravelled(shards: Int, seed: UInt64) throws {
        let lines = Self.lines(seed: seed)
        var summary = ShardSummary()
        for shard in 0..<shards {
            let own = lines[
                (lines.count * shard / shards)..<(lines.count * (shard + 1) / shards)
            ]
            summary.merge(MonitorText.part(own.joined(), shard: shard, source: 0, SidekiqLog()))
            let writer = PartialWriter()
            try writer.write(summary)
            summary = try PartialReader(writer.bytes[...]).read(ShardSummary.self)
        }

        #expect(Self.runs(summary.jobs) == Self.runs(Self.log(lines, shards: 1)))
    }

    @Test(arguments: ["HardWorker JID-a INFO: start\n", ""])
    func believesNoRunTimeOfAges(start: String) throws {
        let stamp = "2026-11-21T03:10:0"
        let first = start.isEmpty ? "" : "\(stamp)5Z 7 TID-o \(start)"
        let text = first + "\(stamp)6Z 7 TID-o HardWorker JID-a INFO: done: 9999999999999 sec\n"
        let log = Self.log([text], shards: 1)

        let job = try #require(log.jobs.first)
        #expect(log.jobs.count == 1)
        #expect(job.start.map { (job.end ?? 0) - $0 } == (start.isEmpty ? nil : 1_000_000))
    }

    @Test func joinsARunThatBeganInAnotherShard() {
        let start = "2026-11-21T03:10:00.000Z pid=7 tid=a class=A jid=1 INFO: start\n"
        let end = "2026-11-21T03:10:04.500Z pid=7 tid=a class=A jid=1 elapsed=4.5 INFO: fail\n"
        let log = Self.log([start, end], shards: 2)

        #expect(log.jobs.count == 1)
        #expect(log.jobs.first.map { ($0.end ?? 0) - ($0.start ?? 0) } == 4_500_000)
        #expect(log.jobs.first?.hasFailed == true)
        #expect(log.jobs.first.map { LineMark.shard(of: $0.startMark) } == 0)
        #expect(log.jobs.first.map { LineMark.shard(of: $0.endMark) } == 1)
    }

    /// Two workers may number their jobs alike.
    @Test func joinsNoRunsOfTwoFiles() {
        let start = "2026-11-21T03:10:00.000Z pid=7 tid=a class=A jid=1 INFO: start\n"
        let end = "2026-11-21T03:10:04.500Z pid=7 tid=a class=A jid=1 elapsed=4.5 INFO: done\n"
        var summary = MonitorText.part(start, shard: 0, source: 0, SidekiqLog())
        summary.merge(MonitorText.part(end, shard: 0, source: 1, SidekiqLog()))

        #expect(summary.jobs.jobs.count == 2)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func findsWhatWasNotTakenOutOfAnIndex(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var index = HashIndex()
        var known: [UInt64: Int32] = [:]
        for number in 0..<5_000 as Range<Int32> {
            // Few hashes, of which many share their place.
            let hash = UInt64(random.below(40)) << 7 | UInt64(random.below(6))
            if random.below(2) == 0 {
                index.set(hash, number)
                known[hash] = number
            } else {
                index.remove(hash)
                known[hash] = nil
            }
        }

        #expect(index.count == known.count)
        #expect(known.allSatisfy { index.find($0.key) == $0.value })
        for hash in 0..<(41 << 7) as Range<UInt64> where known[hash] == nil {
            #expect(index.find(hash) == -1)
        }
    }
}

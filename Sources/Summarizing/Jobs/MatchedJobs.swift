// Jobs that stand in two sources: the push in MONITOR and the start in a worker's log.

import Parsing

/// The pushes and starts of the same jobs, by the source of the start.
struct MatchedJobs {
    /// A push in Redis and the start of the same job.
    struct Pair {
        /// Microseconds on Redis's clock.
        let push: Int64
        /// Seconds from the push to the start, as stamped: delay, clock and zone together.
        let differenceSeconds: Double
        /// Whether the start was stamped to the whole second, so that up to a second of it is missing.
        let isWholeSecond: Bool
    }

    /// Pairs that are too few to trust.
    static let pairsMin = 5

    private var pairsBySource: [Int: [Pair]] = [:]

    /// Matches by id; of a job that was pushed or run again, the first of each counts.
    ///
    /// The replay says which pushes were taken at once: their wait is the network alone, so a backlog
    /// cannot pass for a clock error. Where these are enough the others are left out.
    init(_ summary: ShardSummary, replay: QueueReplay) {
        guard !summary.jobs.jobs.isEmpty else { return }
        var pushes: [UInt64: Int64] = [:]
        for job in summary.redis.queues.jobs where pushes[job.id] == nil {
            pushes[job.id] = job.time
        }
        var seen: Set<UInt64> = []
        for job in summary.jobs.jobs where seen.insert(job.id).inserted {
            guard let start = job.start, let push = pushes[job.id] else { continue }
            pairsBySource[LineMark.source(of: job.startMark), default: []].append(
                Pair(
                    push: push,
                    differenceSeconds: Double(start &- push) / 1e6,
                    isWholeSecond: start % 1_000_000 == 0
                )
            )
        }
        for (source, pairs) in pairsBySource {
            let prompt = pairs.filter { replay.wasServedAtOnce($0.push) }
            if prompt.count >= Self.pairsMin { pairsBySource[source] = prompt }
        }
    }

    /// The sources with a match.
    var sources: [Int] { pairsBySource.keys.sorted() }

    /// The pairs of a source, in the order of its lines.
    func pairs(of source: Int) -> [Pair] { pairsBySource[source] ?? [] }
}

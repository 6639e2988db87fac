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
        /// Whether a waiting worker took the job at once, so that no backlog is in the difference.
        let isPrompt: Bool
    }

    /// Pairs that are too few to trust.
    static let pairsMin = 5

    private var pairsBySource: [Int: [Pair]] = [:]

    /// Matches by id what was pushed once and run once: which run of a job belongs to which of its pushes can be said
    /// only when the clocks are known.
    ///
    /// The replay says which pushes were taken at once: their wait is the network alone, so a backlog
    /// cannot pass for a clock error. Where these are enough the others are left out.
    init(_ summary: ShardSummary, replay: QueueReplay) {
        guard !summary.jobs.jobs.isEmpty else { return }
        var pushes: [UInt64: (time: Int64, isAlone: Bool)] = [:]
        for job in summary.redis.queues.jobs {
            pushes[job.id] = (job.time, pushes[job.id] == nil)
        }
        var runs: [UInt64: Int] = [:]
        for job in summary.jobs.jobs where pushes[job.id] != nil { runs[job.id, default: 0] += 1 }
        for job in summary.jobs.jobs where runs[job.id] == 1 {
            guard let start = job.start, let pushed = pushes[job.id], pushed.isAlone else {
                continue
            }
            let push = pushed.time
            pairsBySource[LineMark.source(of: job.startMark), default: []].append(
                Pair(
                    push: push,
                    differenceSeconds: Double(start &- push) / 1e6,
                    isWholeSecond: start % 1_000_000 == 0,
                    isPrompt: replay.wasServedAtOnce(push)
                )
            )
        }
        for (source, pairs) in pairsBySource {
            let prompt = pairs.filter(\.isPrompt)
            if prompt.count >= Self.pairsMin { pairsBySource[source] = prompt }
        }
    }

    /// The sources with a match.
    var sources: [Int] { pairsBySource.keys.sorted() }

    /// The pairs of a source, in the order of its lines.
    func pairs(of source: Int) -> [Pair] { pairsBySource[source] ?? [] }
}

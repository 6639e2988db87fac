// One queue over time: what came in, what was taken, how much waited and for how long.

/// The account of one queue on the report's grid.
package struct QueueFlow: Sendable {
    /// Where the depth was taken from.
    package enum DepthSource: Sendable, Equatable {
        /// Pushes and start lines matched by id: exact from the first second in which the queue was empty.
        case matchedJobs
        /// List semantics replayed over MONITOR.
        case replay
        /// A metric of the given name.
        case metric(String)
        case none
    }

    /// The name without the library's prefix, and the key in Redis.
    package let name: String
    package let key: String
    /// Jobs a bin.
    package var arrivals: [Double]
    package var starts: [Double]
    package var ends: [Double]
    package var failures: [Double]
    /// Jobs waiting at the end of each bin.
    package var depth: [Double?]
    package var depthSource: DepthSource
    /// Seconds that the oldest waiting job has waited at the end of each bin; 0 when none waits.
    package var oldestSeconds: [Double]
    /// The jobs of this queue, as indices of ``Timeline/jobs``.
    package var jobs: [Int]
    package var pushed: Int
    package var firstMark: Int?

    /// Makes a queue of which nothing is known yet.
    init(name: String, key: String, bins: Int) {
        self.name = name
        self.key = key
        let empty = [Double](repeating: 0, count: bins)
        (arrivals, starts, ends, failures, oldestSeconds) = (empty, empty, empty, empty, empty)
        depth = [Double?](repeating: nil, count: bins)
        depthSource = .none
        jobs = []
        pushed = 0
    }

    /// Counts when a job came, was taken, ended and failed; what it did outside the grid does not count.
    mutating func count(_ job: Job, on grid: Grid) {
        if let bin = job.enqueued.flatMap(grid.index) { arrivals[bin] += 1 }
        if let bin = job.started.flatMap(grid.index) { starts[bin] += 1 }
        if let bin = job.ended.flatMap(grid.index) {
            ends[bin] += 1
            if job.hasFailed { failures[bin] += 1 }
        }
    }

    /// Whether a list is one that a library keeps its waiting jobs in, though its pushes name no ids:
    /// Resque's and BullMQ's.
    static func isOfLibrary(_ key: String) -> Bool {
        key.hasPrefix("resque:queue:") || (key.hasPrefix("bull:") && key.hasSuffix(":wait"))
    }

    /// The name of a queue behind a Redis key: without `queue:`, `rq:queue:` or `resque:queue:`, and without
    /// what stands around BullMQ's names.
    package static func shortName(of key: String) -> String {
        if key.hasPrefix("bull:"), key.hasSuffix(":wait"), key.utf8.count > 10 {
            return String(key.dropFirst(5).dropLast(5))
        }
        for prefix in ["rq:queue:", "resque:queue:", "queue:"] where key.hasPrefix(prefix) {
            return String(key.dropFirst(prefix.count))
        }
        return key
    }
}

// A stretch in which jobs of a queue waited, with its onset, its peak and who waited.

import Statistics
import Summarizing

/// One backlog of one queue.
struct Backlog {
    let queue: Int
    /// From the last quiet bin before it to the first quiet bin after it.
    let bins: Range<Int>
    let isOpen: Bool
    let peakBin: Int
    let peakDepth: Double
    /// Seconds that the oldest job waited at the worst moment; `nil` where only counts are known.
    let worstWaitSeconds: Double?
    /// Jobs pushed inside that waited longer than ``lateSeconds``.
    let lateJobs: Int

    /// A job is late when it waits this long: people notice a second, and workers poll every two.
    static let lateSeconds = 1.0
    /// A queue that needs less than this to drain was merely busy.
    ///
    /// Support of the practical gate: ten seconds.
    static let lengthSecondsMin = 10.0
    /// At the worst moment the oldest job must have waited this long.
    static let worstWaitSecondsMin = 3.0
    /// A dip of so many bins does not end a backlog.
    static let dipBinsMax = 3
    /// Depths up to this are the ordinary coming and going of a working queue.
    static let quietDepthMin = 2.0
    /// Where only depth is known: this many jobs are a backlog.
    static let depthMin = 50.0

    /// The backlogs of every queue.
    static func all(in scene: Scene) -> [Backlog] {
        scene.timeline.queues.indices.flatMap { find(queue: $0, in: scene) }
    }

    private static func find(queue: Int, in scene: Scene) -> [Backlog] {
        let flow = scene.timeline.queues[queue]
        let depth = flow.depth.map { $0 ?? 0 }
        guard depth.contains(where: { $0 > 0 }) else { return [] }
        let late = lateness(flow, depth, scene)
        let step = Double(scene.grid.step)
        let quiet = quietDepth(depth, late)
        return Episodes.above(
            late,
            threshold: lateSeconds,
            lengthBinsMin: Int((lengthSecondsMin / step).rounded(.up)),
            dipBinsMax: dipBinsMax
        ).compactMap { run in
            make(queue, run, quiet, depth, late, scene)
        }
    }

    /// Seconds that the oldest job has waited; where only depth is known, the time the depth needs to drain
    /// at the pace of the last ten bins, and nothing below ``depthMin``.
    private static func lateness(_ flow: QueueFlow, _ depth: [Double], _ scene: Scene) -> [Double] {
        if flow.depthSource == .matchedJobs { return flow.oldestSeconds }
        // A backlog may fill most of a capture; the quiet depth is that of its quietest tenth.
        let quiet = RobustScale.quantile(0.1, of: depth) ?? 0
        return depth.indices.map { bin in
            guard depth[bin] >= max(depthMin, 3 * quiet) else { return 0 }
            let recent = max(0, bin - 9)..<(bin + 1)
            let pace = scene.rate(flow.arrivals, over: recent)
            return pace > 0 ? depth[bin] / pace : lateSeconds * 2
        }
    }

    private static func quietDepth(_ depth: [Double], _ late: [Double]) -> Double {
        let quiet = zip(depth, late).filter { $0.1 <= lateSeconds }.map(\.0)
        return max(quietDepthMin, 2 * (RobustScale.quantile(0.9, of: quiet) ?? 0))
    }

    private static func make(
        _ queue: Int,
        _ run: Range<Int>,
        _ quiet: Double,
        _ depth: [Double],
        _ late: [Double],
        _ scene: Scene
    ) -> Backlog? {
        var start = run.lowerBound
        while start > 0, depth[start - 1] > quiet { start -= 1 }
        var end = run.upperBound
        while end < depth.count, depth[end] > quiet { end += 1 }
        let peak = (start..<end).max { (depth[$0], -$0) < (depth[$1], -$1) } ?? start
        let worst = late[run].max() ?? 0
        let isTimed = scene.timeline.queues[queue].depthSource == .matchedJobs
        guard !isTimed || worst >= worstWaitSecondsMin else { return nil }
        return Backlog(
            queue: queue,
            bins: start..<end,
            isOpen: end >= depth.count,
            peakBin: peak,
            peakDepth: depth[peak],
            worstWaitSeconds: isTimed ? worst : nil,
            lateJobs: lateJobs(queue, start..<end, scene)
        )
    }

    private static func lateJobs(_ queue: Int, _ bins: Range<Int>, _ scene: Scene) -> Int {
        let low = scene.time(bins.lowerBound).microseconds
        let high = scene.time(bins.upperBound).microseconds
        let last = scene.timeline.end.microseconds
        return scene.timeline.queues[queue].jobs.reduce(0) { count, index in
            let job = scene.timeline.jobs[index]
            guard let enqueued = job.enqueued, enqueued >= low, enqueued < high else {
                return count
            }
            let wait = Double((job.started ?? last) - enqueued) / 1e6
            return count + (wait > lateSeconds ? 1 : 0)
        }
    }
}

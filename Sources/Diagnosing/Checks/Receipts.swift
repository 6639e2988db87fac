// Operational laws with both sides printed: they hold for any system that was counted completely.
// Source: Denning, Buzen, ACM Computing Surveys 10(3), 1978; Little 1961.

import Statistics
import Summarizing

/// Checks the laws on every queue that has jobs.
enum Receipts {
    private static let queuesMax = 3
    /// With fewer jobs a law is checked on noise.
    private static let jobsMin = 50

    /// The receipts of the busiest queues over some bins.
    static func all(in scene: Scene, over bins: Range<Int>) -> [Receipt] {
        scene.timeline.queues.indices.sorted { left, right in
            (-scene.timeline.queues[left].jobs.count, left) < (
                -scene.timeline.queues[right].jobs.count, right
            )
        }.prefix(queuesMax).flatMap { receipts(of: scene.timeline.queues[$0], scene, bins) }
    }

    private static func receipts(of flow: QueueFlow, _ scene: Scene, _ bins: Range<Int>)
        -> [Receipt]
    {
        let low = scene.time(bins.lowerBound).microseconds
        let high = scene.time(bins.upperBound).microseconds
        let jobs = flow.jobs.map { scene.timeline.jobs[$0] }
        let started = jobs.filter { job in
            guard let time = job.started else { return false }
            return time >= low && time < high
        }
        guard started.count >= jobsMin, flow.depthSource == .matchedJobs else { return [] }
        let seconds = scene.seconds(bins)
        let name = LogText.queue(flow.name)
        // Little: the mean number waiting, sampled, against the waiting time that passed inside, counted.
        let depths = flow.depth[bins].compactMap { $0 }
        let sampled = depths.reduce(0, +) / Double(max(1, depths.count))
        let waited =
            jobs.reduce(0.0) { sum, job in
                guard let enqueued = job.enqueued else { return sum }
                let until = min(job.started ?? scene.timeline.end.microseconds, high)
                return sum + Double(max(0, until - max(enqueued, low))) / 1e6
            } / seconds
        let arrived = flow.arrivals[bins].reduce(0, +)
        let left = Double(started.count) + (flow.depth[bins.upperBound - 1] ?? 0)
        let first = bins.lowerBound > 0 ? flow.depth[bins.lowerBound - 1] ?? 0 : 0
        return [
            receipt(
                "Little's law, queue \(name): mean depth against arrivals times wait",
                sampled,
                waited,
                .jobs
            ),
            receipt(
                "Flow balance, queue \(name): arrived and waiting before against started and waiting after",
                arrived + first,
                left,
                .jobs
            ),
        ]
    }

    private static func receipt(
        _ law: Sentence,
        _ left: Double,
        _ right: Double,
        _ unit: Quantity.Unit
    ) -> Receipt {
        let larger = max(abs(left), abs(right))
        return Receipt(
            law: law,
            left: Quantity(left, unit),
            right: Quantity(right, unit),
            mismatch: larger > 0 ? abs(left - right) / larger : 0
        )
    }
}

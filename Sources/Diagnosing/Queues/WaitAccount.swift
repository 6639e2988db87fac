// What a backlog did to the jobs pushed while it lasted: how many were late, how long they waited, how many failed.

import Statistics
import Summarizing

/// The jobs of a backlog's queue, as those who wait for them feel it.
struct WaitAccount {
    private let jobs: Int
    private let lateWaits: [Double]
    private let failed: Int

    /// `nil` where no worker log says when jobs started.
    init?(_ group: BacklogGroup, _ scene: Scene) {
        guard group.main.worstWaitSeconds != nil else { return nil }
        let low = scene.time(group.bins.lowerBound).microseconds
        let high = scene.time(group.bins.upperBound).microseconds
        let pushed = scene.timeline.queues[group.main.queue].jobs
            .map { scene.timeline.jobs[$0] }
            .filter { job in job.enqueued.map { $0 >= low && $0 < high } ?? false }
        guard !pushed.isEmpty else { return nil }
        jobs = pushed.count
        lateWaits = pushed.compactMap(\.waitSeconds).filter { $0 > Backlog.lateSeconds }
        failed = pushed.count(where: \.hasFailed)
    }

    /// The numbers for people; quantiles are those of the late jobs.
    var measures: [Measure] {
        var measures: [Measure] = []
        if let median = RobustScale.quantile(0.5, of: lateWaits),
            let most = RobustScale.quantile(0.95, of: lateWaits)
        {
            measures = [
                Measure("late_share", Double(lateWaits.count) / Double(jobs), .share),
                Measure("late_wait_seconds_median", median, .seconds),
                Measure("late_wait_seconds_p95", most, .seconds),
            ]
        }
        return measures + [Measure("failed", Double(failed), .jobs)]
    }
}

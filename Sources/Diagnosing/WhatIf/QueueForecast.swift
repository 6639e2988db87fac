// Other workers or other arrivals: the queues as they would have run.

import Statistics
import Summarizing

/// What a pool would have done with a change, beside what it did.
struct QueueForecast {
    let measured: QueueCourse
    /// The model without the change.
    let model: QueueCourse
    let changed: QueueCourse
    /// The change, were the workers slower or faster by ``error``.
    let slower: QueueCourse
    let faster: QueueCourse
    /// The share by which the workers' speed is not known.
    let error: Double
    /// How far the model without the change is off in the length of the backlog; 0 without a backlog.
    let mismatch: Double
    /// Jobs that a cap holds back before their queue, by how many seconds.
    let heldBack: [Double]

    /// No range is narrower: new workers are never quite like the old ones.
    private static let errorMin = 0.05

    /// Replays a pool with so many workers more and with caps by queue.
    init(_ pool: WorkerPool, workers: Double, caps: [Int: Double], slowing: DepthDependence?) {
        let end = pool.capacity.end
        let factor = slowing.map { dependence in { dependence.factor(of: $0, at: $1) } }
        func course(_ jobs: [ReplayedJob], _ capacity: Capacity) -> QueueCourse {
            QueueCourse(
                jobs.map(\.enqueued),
                FluidReplay.starts(of: jobs, capacity, slowing: factor),
                end: end
            )
        }
        measured = pool.measured
        let model = course(pool.jobs, pool.capacity)
        self.model = model
        mismatch = Self.mismatch(measured, model)
        let runs = max(1, pool.measuredStarts.count { $0 != nil })
        let chance = NormalDistribution.quantile95 / Double(runs).squareRoot()
        let error = max(Self.errorMin, chance, mismatch)
        self.error = error
        let admitted = Self.admitted(pool, caps)
        heldBack = zip(admitted.jobs, admitted.pushes).map { $0.enqueued - $1 }.filter { $0 > 0 }
        func at(_ speed: Double) -> QueueCourse {
            course(admitted.jobs, pool.capacity.changed(by: workers, speed: speed))
        }
        changed = at(1)
        slower = at(max(0, 1 - error))
        faster = at(1 + error)
    }

    /// The difference of the lengths of two backlogs, as a share of the longer one.
    private static func mismatch(_ left: QueueCourse, _ right: QueueCourse) -> Double {
        let lengths = [left, right].map { course in
            course.late.map { $0.upperBound - $0.lowerBound } ?? 0
        }
        let longer = max(lengths[0], lengths[1])
        return longer > 0 ? abs(lengths[0] - lengths[1]) / longer : 0
    }

    /// Jobs with the moments at which caps let them in, in that order, and when each was pushed in truth.
    private static func admitted(_ pool: WorkerPool, _ caps: [Int: Double])
        -> (jobs: [ReplayedJob], pushes: [Double])
    {
        guard !caps.isEmpty else { return (pool.jobs, pool.jobs.map(\.enqueued)) }
        var next: [Int: Double] = [:]
        var rows: [(job: ReplayedJob, push: Double)] = []
        for (job, queue) in zip(pool.jobs, pool.queueOfJob) {
            var job = job
            let push = job.enqueued
            if let rate = caps[queue] {
                job.enqueued = max(push, next[queue] ?? push)
                next[queue] = job.enqueued + 1 / rate
            }
            rows.append((job, push))
        }
        rows.sort { $0.job.enqueued < $1.job.enqueued }
        return (rows.map(\.job), rows.map(\.push))
    }
}

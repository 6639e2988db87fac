// Queues that share workers, and how much those workers got done while jobs waited.

import Statistics
import Summarizing

/// Queues, the jobs in them, and the workers that take them.
struct WorkerPool {
    /// Numbers in ``Timeline/queues``.
    let queues: [Int]
    /// In the order of the pushes, with the queue of each and its start as measured.
    let jobs: [ReplayedJob]
    let queueOfJob: [Int]
    let measuredStarts: [Double?]
    /// The workers that were busy while jobs waited, and as many as that where none did.
    let capacity: Capacity
    let firstMark: Int?
    let lastMark: Int?

    /// A job with its queue and its start as measured.
    private struct Row {
        var job: ReplayedJob
        let queue: Int
        let start: Double?

        init(_ job: ReplayedJob, _ queue: Int, _ start: Double?) {
            self.job = job
            self.queue = queue
            self.start = start
        }
    }

    /// Rates over fewer bins hold too few jobs.
    private static let smoothingBins = 5
    /// The capacity is what was reached in the best tenth of the bins in which jobs waited.
    private static let capacityQuantile = 0.9

    /// The pools of a capture whose jobs were seen one by one, the one with the most late jobs first.
    static func all(in scene: Scene) -> [WorkerPool] {
        let timeline = scene.timeline
        var root = Array(0..<(timeline.queues.count + timeline.processes.names.count))
        func find(_ node: Int) -> Int {
            var node = node
            while root[node] != node { node = root[node] }
            return node
        }
        for job in timeline.jobs where job.queue >= 0 && job.process >= 0 {
            let (queue, process) = (find(job.queue), find(timeline.queues.count + job.process))
            root[max(queue, process)] = min(queue, process)
        }
        let groups = Dictionary(grouping: timeline.queues.indices) { find($0) }
        return groups.sorted { $0.key < $1.key }
            .filter { _, queues in
                queues.contains { timeline.queues[$0].depthSource == .matchedJobs }
            }
            .map { WorkerPool($0.value, scene) }
            .sorted { $0.measured.lateJobs > $1.measured.lateJobs }
    }

    init(_ queues: [Int], _ scene: Scene) {
        let timeline = scene.timeline
        self.queues = queues
        let means = Self.meanRuns(timeline)
        var rows: [Row] = []
        var marks: [Int] = []
        for queue in queues {
            for index in timeline.queues[queue].jobs {
                let job = timeline.jobs[index]
                guard let push = job.enqueued ?? job.started else { continue }
                let work = job.runSeconds ?? means[job.jobClass] ?? means[-1] ?? 0
                marks += [job.enqueueMark, job.startMark].compactMap { $0 }
                let replayed = ReplayedJob(
                    enqueued: Double(push) / 1e6,
                    work: max(0, work),
                    kind: job.jobClass
                )
                rows.append(Row(replayed, queue, job.started.map { Double($0) / 1e6 }))
            }
        }
        rows.sort { $0.job.enqueued < $1.job.enqueued }
        Self.noteDepths(&rows)
        let depth = Self.depth(rows, scene)
        let isWaiting = depth.indices.map { $0 > 0 && depth[$0] >= 1 && depth[$0 - 1] >= 1 }
        capacity = Capacity(
            start: scene.grid.time(of: 0).seconds,
            step: Double(scene.grid.step),
            workers: Self.capacity(Self.busy(rows, scene), isWaiting)
        )
        jobs = rows.map(\.job)
        queueOfJob = rows.map(\.queue)
        measuredStarts = rows.map(\.start)
        firstMark = marks.min()
        // Marks of one source are in the order of its lines; evidence is of one source.
        lastMark = firstMark.flatMap { first in
            marks.filter { timeline.source(of: $0) == timeline.source(of: first) }.max()
        }
    }

    /// What the queues did in truth.
    var measured: QueueCourse {
        QueueCourse(jobs.map(\.enqueued), measuredStarts, end: capacity.end)
    }

    /// The mean run by class, and under -1 that of all jobs.
    private static func meanRuns(_ timeline: Timeline) -> [Int: Double] {
        var sums: [Int: (sum: Double, count: Double)] = [:]
        for job in timeline.jobs {
            guard let run = job.runSeconds else { continue }
            for kind in [job.jobClass, -1] {
                let known = sums[kind] ?? (0, 0)
                sums[kind] = (known.sum + run, known.count + 1)
            }
        }
        return sums.mapValues { $0.sum / $0.count }
    }

    /// Workers at work, bin by bin.
    private static func busy(_ rows: [Row], _ scene: Scene) -> [Double] {
        var busy = [Double](repeating: 0, count: scene.grid.count)
        let first = scene.grid.time(of: 0).seconds
        let step = Double(scene.grid.step)
        for row in rows {
            guard let start = row.start else { continue }
            let end = start + row.job.work
            var bin = max(0, Int((start - first) / step))
            while bin < busy.count, first + Double(bin) * step < end {
                let from = max(start, first + Double(bin) * step)
                busy[bin] += max(0, min(end, first + Double(bin + 1) * step) - from) / step
                bin += 1
            }
        }
        return busy
    }

    /// Notes with each job how many waited when it was started.
    private static func noteDepths(_ rows: inout [Row]) {
        let started = rows.indices.filter { rows[$0].start != nil }.sorted {
            (rows[$0].start ?? 0, $0) < (rows[$1].start ?? 0, $1)
        }
        var pushed = 0
        for (before, number) in started.enumerated() {
            let start = rows[number].start ?? 0
            while pushed < rows.count, rows[pushed].job.enqueued <= start { pushed += 1 }
            rows[number].job.depthThen = max(0, pushed - before - 1)
        }
    }

    /// Jobs that wait at the end of each bin.
    private static func depth(_ rows: [Row], _ scene: Scene) -> [Int] {
        let starts = rows.compactMap(\.start).sorted()
        var pushed = 0
        var started = 0
        return (0..<scene.grid.count).map { bin in
            let end = scene.grid.time(of: bin + 1).seconds
            while pushed < rows.count, rows[pushed].job.enqueued < end { pushed += 1 }
            while started < starts.count, starts[started] < end { started += 1 }
            return pushed - started
        }
    }

    private static func capacity(_ busy: [Double], _ isWaiting: [Bool]) -> [Double] {
        let reach = smoothingBins / 2
        let smooth = busy.indices.map { bin -> Double? in
            guard isWaiting[bin] else { return nil }
            let near = (max(0, bin - reach)...min(busy.count - 1, bin + reach)).filter {
                isWaiting[$0]
            }
            return near.reduce(0) { $0 + busy[$1] } / Double(near.count)
        }
        let most = RobustScale.quantile(capacityQuantile, of: smooth.compactMap { $0 }) ?? 0
        return zip(smooth, busy).map { $0 ?? max($1, most) }
    }
}

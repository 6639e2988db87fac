// Workers that took jobs of a queue and then took none any more.

import Summarizing

/// A loss of workers, measured by the jobs that they no longer start.
struct LostWorkers {
    /// Whether nobody takes jobs of the queue any more.
    let isWhole: Bool
    /// The share of the queue's usual starts that those who are gone made.
    let share: Double
    /// How many busy workers are gone, by that share of those that are left.
    let workers: Double
    /// Starts a second before and during the growth, and arrivals a second during it.
    let usualStarts: Double
    let starts: Double
    let arrivals: Double
    /// The last line of a start before the gap.
    let lastStartMark: Int?
    /// Processes whose heartbeats stopped in time to be behind it.
    let silence: WorkerHeartbeats.Loss?
    /// Whether a worker's log told of the starts; else they follow from pushes and depth.
    let isLogged: Bool

    /// A queue whose jobs start at less than this share of their usual rate has lost its workers.
    private static let startsShareMax = 0.1
    /// Processes that did this share of the work and then nothing are a loss.
    private static let lostShareMin = 0.2

    /// Looks for a loss behind a backlog, during whose growth `busy` workers were busy; `nil` without one.
    init?(_ group: BacklogGroup, _ scene: Scene, busy: Double) {
        let queue = scene.timeline.queues[group.main.queue]
        let jobs = Self.jobs(of: queue, scene)
        isLogged = jobs.contains { $0.startMark != nil }
        let silence = WorkerHeartbeats(scene).loss(
            from: scene.time(group.bins.lowerBound),
            to: scene.time(group.growth.upperBound),
            captureEnd: scene.timeline.end
        )
        self.silence = silence
        usualStarts = Self.starts(queue, group.baseline(in: scene), jobs, isLogged, scene)
        starts = Self.starts(queue, group.growth, jobs, isLogged, scene)
        arrivals = max(
            scene.rate(queue.arrivals, over: group.growth),
            isLogged && queue.jobs.isEmpty ? starts + Self.grown(queue, group.growth, scene) : 0
        )
        guard usualStarts > 0, arrivals > starts else { return nil }
        let isWhole = starts <= Self.startsShareMax * usualStarts
        self.isWhole = isWhole
        // Without a log the heartbeats say that it was the workers, or the clients that asked and ask no more.
        let askers =
            isLogged || silence != nil
            ? nil
            : JobAskers(
                of: queue.key,
                usual: group.baseline(in: scene),
                now: group.growth,
                scene
            )
        if isLogged {
            share = isWhole ? 1 : Self.missingShare(jobs, group, scene)
        } else {
            let missing = silence?.share ?? askers?.missingShare ?? 0
            share = isWhole && missing > 0 ? 1 : missing
        }
        guard share >= Self.lostShareMin else { return nil }
        workers =
            isLogged
            ? isWhole ? max(busy, 1) : busy * share / max(1 - share, 0.01)
            : silence?.threads ?? Double(askers?.missing ?? 0)
        let start = scene.time(group.bins.lowerBound).microseconds
        lastStartMark = jobs.compactMap { job -> Int? in
            guard let time = job.started, time < start + 1_000_000 else { return nil }
            return job.startMark
        }.max()
    }

    /// The jobs of a queue; of one that a metric alone tells of, all jobs of which no source says the queue.
    private static func jobs(of queue: QueueFlow, _ scene: Scene) -> [Job] {
        guard queue.jobs.isEmpty, case .metric = queue.depthSource else {
            return queue.jobs.map { scene.timeline.jobs[$0] }
        }
        return scene.timeline.jobs.filter { $0.queue < 0 }
    }

    /// Jobs a second by which a queue grew.
    private static func grown(_ queue: QueueFlow, _ bins: Range<Int>, _ scene: Scene) -> Double {
        guard let last = bins.last else { return 0 }
        let first = bins.lowerBound > 0 ? queue.depth[bins.lowerBound - 1] ?? 0 : 0
        return ((queue.depth[last] ?? 0) - first) / scene.seconds(bins)
    }

    /// Starts a second: counted, or else what arrived and does not wait.
    private static func starts(
        _ queue: QueueFlow,
        _ bins: Range<Int>,
        _ jobs: [Job],
        _ isLogged: Bool,
        _ scene: Scene
    ) -> Double {
        guard isLogged else {
            return max(0, scene.rate(queue.arrivals, over: bins) - grown(queue, bins, scene))
        }
        guard queue.jobs.isEmpty else { return scene.rate(queue.starts, over: bins) }
        let low = scene.time(bins.lowerBound).microseconds
        let high = scene.time(bins.upperBound).microseconds
        let started = jobs.count { ($0.started ?? .min) >= low && ($0.started ?? .max) < high }
        return Double(started) / max(1, scene.seconds(bins))
    }

    /// The share of the usual starts that processes made which then made none.
    private static func missingShare(
        _ jobs: [Job],
        _ group: BacklogGroup,
        _ scene: Scene
    ) -> Double {
        let start = group.bins.lowerBound
        // Where only the time after the backlog is quiet, there is no usual time before it.
        let usual = min(group.baseline(in: scene).lowerBound, start)..<start
        var processes = Turnout<Int>(usual: usual, now: group.growth, scene)
        for job in jobs where job.process >= 0 {
            if let time = job.started { processes.add(job.process, at: time) }
        }
        return processes.isOver ? 0 : processes.missingShare ?? 0
    }
}

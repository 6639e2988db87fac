// The four stories of a backlog, each with its share of the arithmetic.
// Source: Denning, Buzen, ACM Computing Surveys 10(3), 1978; shares after Shapley 1953.

import Statistics
import Summarizing

/// What changed when a queue fell behind.
struct BacklogStory {
    let group: BacklogGroup
    let scene: Scene
    let before: Load
    let inside: Load
    private let changes: [LoadChange]

    /// A factor moved when its ratio is beyond this, either way.
    static let ratioMin = 1.25
    /// A queue whose jobs start at less than this share of their usual rate has lost its workers.
    private static let startsShareMax = 0.1
    /// Processes that did this share of the work and then nothing are a loss.
    private static let lostShareMin = 0.2
    /// A class that is few jobs and most of the work blocks the others.
    private static let fewJobsShareMax = 0.2
    private static let longJobRatioMin = 5.0

    init(_ group: BacklogGroup, _ scene: Scene) {
        self.group = group
        self.scene = scene
        before = Load(scene, over: group.baseline(in: scene))
        inside = Load(scene, over: group.growth)
        changes = LoadChange.all(before: before, inside: inside)
    }

    /// The stories that hold, as findings with their weights.
    func findings() -> [Finding] {
        if let lost = lostWorkers() { return [lost] + loadStories(share: 0.2) }
        return loadStories(share: 1)
    }

    var queue: QueueFlow { scene.timeline.queues[group.main.queue] }

    // The increase of the offered load, split over classes and factors, against what was there before.
    private func loadStories(share scale: Double) -> [Finding] {
        let total = changes.reduce(0) { $0 + max(0, $1.byArrivals) + max(0, $1.byService) }
        guard total > 0 else { return arrivalsOnly() }
        var found: [Finding] = []
        for change in changes.prefix(3) {
            let byService = max(0, change.byService) / total * scale
            let byArrivals = max(0, change.byArrivals) / total * scale
            if change.runInside >= Self.ratioMin * change.runBefore, byService > 0.1,
                isSlower(change.jobClass)
            {
                found.append(serviceSlower(change, byService))
            }
            if change.arrivalsInside >= Self.ratioMin * change.arrivalsBefore, byArrivals > 0.1,
                isMore(change.jobClass)
            {
                found.append(
                    isLongAndRare(change)
                        ? headOfLine(change, byArrivals) : arrivalsUp(change, byArrivals)
                )
            }
        }
        return found
    }

    /// Whether more of a class arrived than chance explains.
    private func isMore(_ jobClass: Int) -> Bool {
        let rates = PoissonRates.compare(
            before: before[jobClass].arrivals,
            beforeSeconds: before.seconds,
            after: inside[jobClass].arrivals,
            afterSeconds: inside.seconds
        )
        return rates.map { $0.interval.lowerBound > 1 } ?? false
    }

    /// Whether the runs of a class became longer than chance explains; few runs are taken as they are.
    private func isSlower(_ jobClass: Int) -> Bool {
        let ratio = MedianInterval.ratio(
            before: before[jobClass].runs,
            after: inside[jobClass].runs
        )
        return ratio.map { $0.interval.lowerBound > 1 } ?? true
    }

    /// Without run times only the arrivals can be compared.
    private func arrivalsOnly() -> [Finding] {
        let step = Double(scene.grid.step)
        let usual = scene.mean(queue.arrivals, over: group.baseline(in: scene)) / step
        let now = scene.mean(queue.arrivals, over: group.growth) / step
        guard now >= Self.ratioMin * max(usual, 0.01) else { return [] }
        let change = LoadChange(
            jobClass: mainClass,
            byArrivals: 0,
            byService: 0,
            arrivalsBefore: usual,
            arrivalsInside: now,
            runBefore: 0,
            runInside: 0
        )
        return [arrivalsUp(change, 0.5)]
    }

    private var mainClass: Int {
        var counts: [Int: Int] = [:]
        for index in queue.jobs { counts[scene.timeline.jobs[index].jobClass, default: 0] += 1 }
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? -1
    }

    /// A class that is a small part of the jobs but runs much longer than those that wait.
    private func isLongAndRare(_ change: LoadChange) -> Bool {
        let jobs = inside.classes.values.reduce(0) { $0 + $1.arrivals }
        let others = inside.classes.values.filter { $0.jobClass != change.jobClass }
        let waiting = others.max { $0.arrivals < $1.arrivals }
        guard jobs > 0, let waiting, let usual = waiting.median, usual > 0 else { return false }
        let share = Double(inside[change.jobClass].arrivals) / Double(jobs)
        return share <= Self.fewJobsShareMax && change.runInside >= Self.longJobRatioMin * usual
    }

    private func lostWorkers() -> Finding? {
        let step = Double(scene.grid.step)
        let usual = scene.mean(queue.starts, over: group.baseline(in: scene)) / step
        let now = scene.mean(queue.starts, over: group.growth) / step
        let arrivals = scene.mean(queue.arrivals, over: group.growth) / step
        guard usual > 0, queue.jobs.contains(where: { scene.timeline.jobs[$0].startMark != nil })
        else {
            return nil
        }
        let lost = lostProcesses()
        guard now <= Self.startsShareMax * usual || lost.share >= Self.lostShareMin else {
            return nil
        }
        guard arrivals > now else { return nil }
        let name = LogText.queue(queue.name)
        let isWhole = now <= Self.startsShareMax * usual
        return finding(
            .workersLost,
            title: isWhole
                ? "Nobody took jobs from \(name) any more: \(usual, .jobsPerSecond) started before and \(now, .jobsPerSecond) after, while \(arrivals, .jobsPerSecond) kept arriving"
                : "Workers that had done \(lost.share, .share) of the jobs of \(name) did none any more",
            explanation:
                "A queue without workers grows by everything that arrives; its depth is the time of the loss times the arrival rate.",
            subject: Subject(
                keyPattern: queue.key,
                queue: queue.name,
                jobClass: className(mainClass)
            ),
            share: isWhole ? 1 : lost.share,
            measures: [
                Measure("starts_per_second_before", usual, .jobsPerSecond),
                Measure("starts_per_second", now, .jobsPerSecond),
                Measure("arrivals_per_second", arrivals, .jobsPerSecond),
            ],
            evidence: BacklogEvidence.waiting(group, scene) + lastStarts(),
            advice: Advice(
                kind: .prevent,
                action:
                    "Check at start-up that every queue that is written to has a worker that reads it",
                expectedEffect:
                    "\(usual, .jobsPerSecond) instead of \(now, .jobsPerSecond) of \(name)",
                check: "no queue with pushes and without pops in a 10 s MONITOR"
            )
        )
    }

    private func lostProcesses() -> (share: Double, count: Int) {
        var usual: [Int: Int] = [:]
        var now: [Int: Int] = [:]
        let low = scene.time(group.baseline(in: scene).lowerBound).microseconds
        let start = scene.time(group.bins.lowerBound).microseconds
        let end = scene.time(group.growth.upperBound).microseconds
        for index in queue.jobs {
            let job = scene.timeline.jobs[index]
            guard let time = job.started, job.process >= 0 else { continue }
            if time >= low, time < start { usual[job.process, default: 0] += 1 }
            // A lost worker may finish what it has begun.
            if time >= start + 2_000_000, time < end { now[job.process, default: 0] += 1 }
        }
        let total = usual.values.reduce(0, +)
        let missing = usual.filter { now[$0.key] == nil }
        guard total > 0, usual.count > 1, !now.isEmpty else { return (0, 0) }
        return (Double(missing.values.reduce(0, +)) / Double(total), missing.count)
    }

    private func lastStarts() -> [Evidence] {
        let start = scene.time(group.bins.lowerBound).microseconds
        let marks = queue.jobs.compactMap { index -> Int? in
            let job = scene.timeline.jobs[index]
            guard let time = job.started, time < start + 1_000_000 else { return nil }
            return job.startMark
        }
        guard let last = marks.max() else { return [] }
        return [scene.evidence(from: last, to: last, at: start, "the last start before the gap")]
    }
}

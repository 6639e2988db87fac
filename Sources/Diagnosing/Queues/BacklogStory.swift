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
    /// Where the backlog began to keep itself alive; `nil` for one that did not.
    let turningPoint: TurningPoint?
    private let changes: [LoadChange]
    /// Workers that jobs held which never succeed or are tried again; ``PoisonJobs`` and ``Failures`` tell of them.
    private let held: Double

    /// A factor moved when its ratio is beyond this, either way.
    static let ratioMin = 1.25
    /// A class that is few jobs and most of the work blocks the others.
    private static let fewJobsShareMax = 0.2
    private static let longJobRatioMin = 5.0

    init(_ group: BacklogGroup, _ scene: Scene) {
        self.group = group
        self.scene = scene
        turningPoint = TurningPoint(group, scene)
        // What keeps itself alive is explained by what set it off.
        let growth = turningPoint.map { group.bins.lowerBound..<$0.bin } ?? group.growth
        // A job that comes back is no arrival, and the time limit of one that never succeeds no run time of its class.
        let repeated = Set(scene.repeatedJobs.map(\.id))
        if group.quiet(in: scene) == nil, let healthy = scene.baseline {
            before = Load(healthy: healthy, numberedAs: scene.timeline)
        } else {
            before = Load(
                scene.timeline,
                over: group.baseline(in: scene),
                without: repeated,
                countsRetries: false
            )
        }
        inside = Load(
            scene.timeline,
            over: growth,
            without: repeated,
            countsRetries: false
        )
        held = max(0, Load(scene.timeline, over: growth).busy - inside.busy)
        changes = LoadChange.all(before: before, inside: inside)
    }

    /// The stories that hold, as findings with their weights.
    func findings() -> [Finding] {
        let asked = changes.reduce(held) { $0 + max(0, $1.byArrivals) + max(0, $1.byService) }
        guard let lost = LostWorkers(group, scene, busy: inside.busy) else {
            return loadStories(of: asked)
        }
        // The parts add up, each in workers: what is asked for in excess, and who is there no more.
        let short = asked + lost.workers
        let share = lost.isWhole ? 1 : lost.workers / max(short, .leastNonzeroMagnitude)
        return [workersLost(lost, share)] + (lost.isWhole ? [] : loadStories(of: short))
    }

    var queue: QueueFlow { scene.timeline.queues[group.main.queue] }

    // The increase of the offered load, split over classes and factors, against what was there before.
    //
    // `total` is the sum of all positive parts, in workers.
    private func loadStories(of total: Double) -> [Finding] {
        guard total > 0 else { return arrivalsOnly() }
        var found: [Finding] = []
        for change in changes.prefix(3) {
            let (byService, byArrivals) = Self.shares(change, of: total)
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

    /// Parts of one account that lie closer than this swap places with the counts of another minute: each then has
    /// the weight of the larger.
    private static let shareDifferenceMin = 0.1
    /// Smaller parts are not in question.
    private static let sharesInQuestionMin = 0.4

    /// The shares of longer runs and of more arrivals in what is asked for in excess.
    private static func shares(_ change: LoadChange, of total: Double) -> (Double, Double) {
        let byService = max(0, change.byService) / total
        let byArrivals = max(0, change.byArrivals) / total
        let isTie =
            min(byService, byArrivals) >= sharesInQuestionMin
            && abs(byService - byArrivals) < shareDifferenceMin
        let larger = max(byService, byArrivals)
        return isTie ? (larger, larger) : (byService, byArrivals)
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

    var mainClass: Int {
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
}

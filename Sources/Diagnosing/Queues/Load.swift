// Offered load of a pool of workers: how many of them the arriving jobs would keep busy.
// Source: Denning, Buzen, "The Operational Analysis of Queueing Network Models", ACM Computing Surveys 10(3),
// 1978: utilisation U = X S, Little L = X W.

import Statistics
import Summarizing

/// What one class of jobs asked of the workers over some bins.
struct ClassLoad {
    let jobClass: Int
    var arrivals = 0
    var starts = 0
    var failures = 0
    /// Run times in seconds of the jobs that started in the bins.
    var runs: [Double] = []
    var firstMark: Int?
    var lastMark: Int?
    var firstPush: Int?
    var lastPush: Int?

    /// The median and mean run time, or `nil` when none ended.
    var median: Double? { RobustScale.median(of: runs) }
    var mean: Double? { runs.isEmpty ? nil : runs.reduce(0, +) / Double(runs.count) }
}

/// The load of every class over some bins.
struct Load {
    let seconds: Double
    private(set) var classes: [Int: ClassLoad] = [:]
    /// Time of workers in use over the bins, in worker-seconds a second.
    private(set) var busy = 0.0

    /// Counts jobs pushed, started and run over `bins`, but for some ids that have an account of their own.
    ///
    /// A job that comes back counts again, unless retries are left out.
    init(
        _ timeline: Timeline,
        over bins: Range<Int>,
        without ids: Set<UInt64> = [],
        countsRetries: Bool = true
    ) {
        seconds = Double(max(1, bins.count * timeline.grid.step))
        let low = timeline.grid.time(of: bins.lowerBound).microseconds
        let high = timeline.grid.time(of: bins.upperBound).microseconds
        var worked = 0.0
        for job in timeline.jobs
        where !ids.contains(job.id) && (countsRetries || !job.isRetry) {
            if let time = job.enqueued, time >= low, time < high {
                note(job.jobClass) {
                    $0.arrivals += 1
                    $0.firstPush = $0.firstPush ?? job.enqueueMark
                    $0.lastPush = job.enqueueMark
                }
            } else if job.enqueued == nil, let time = job.started, time >= low, time < high {
                // Its push was not seen: it arrived at the latest when it started.
                note(job.jobClass) { $0.arrivals += 1 }
            }
            guard let start = job.started else { continue }
            if start >= low, start < high {
                note(job.jobClass) {
                    $0.starts += 1
                    if let run = job.runSeconds { $0.runs.append(run) }
                    if job.hasFailed { $0.failures += 1 }
                    $0.firstMark = $0.firstMark ?? job.startMark
                    $0.lastMark = job.startMark
                }
            }
            let end = job.ended ?? start
            worked += Double(max(0, min(end, high) - max(start, low))) / 1e6
        }
        busy = worked / seconds
    }

    /// The load of a whole healthy capture, its classes numbered as those of `timeline`.
    init(healthy: Timeline, numberedAs timeline: Timeline) {
        self.init(healthy, over: 0..<healthy.grid.count)
        var numbers: [String: Int] = [:]
        for (number, name) in timeline.jobClasses.names.enumerated() { numbers[name] = number }
        let own = classes
        classes = [:]
        for (number, load) in own {
            guard let same = numbers[healthy.jobClasses.name(Int32(number))] else { continue }
            classes[same] = load
        }
    }

    /// How many workers the arriving jobs would keep busy: arrivals times the mean run, over all classes.
    var offered: Double {
        classes.keys.sorted().reduce(0) { sum, jobClass in
            sum + arrivalRate(jobClass) * (self[jobClass].mean ?? 0)
        }
    }

    private mutating func note(_ jobClass: Int, _ change: (inout ClassLoad) -> Void) {
        change(&classes[jobClass, default: ClassLoad(jobClass: jobClass)])
    }

    /// The load of a class, or an empty one.
    subscript(jobClass: Int) -> ClassLoad {
        classes[jobClass] ?? ClassLoad(jobClass: jobClass)
    }

    /// Arrivals a second of a class.
    func arrivalRate(_ jobClass: Int) -> Double { Double(self[jobClass].arrivals) / seconds }
}

/// How the offered load of one class changed, split into its two factors.
struct LoadChange {
    let jobClass: Int
    /// Workers more that the class asks for because more of it arrives, and because each takes longer.
    let byArrivals: Double
    let byService: Double
    let arrivalsBefore: Double
    let arrivalsInside: Double
    let runBefore: Double
    let runInside: Double

    /// The changes of every class, the largest increase first.
    ///
    /// The increase of a product is shared between its factors by Shapley's rule: each factor is credited with
    /// its change times the mean of the other.
    static func all(before: Load, inside: Load) -> [LoadChange] {
        Set(before.classes.keys).union(inside.classes.keys).sorted().compactMap { jobClass in
            let runInside = inside[jobClass].mean ?? before[jobClass].mean
            let runBefore = before[jobClass].mean ?? inside[jobClass].mean
            guard let runInside, let runBefore else { return nil }
            let arrivalsBefore = before.arrivalRate(jobClass)
            let arrivalsInside = inside.arrivalRate(jobClass)
            return LoadChange(
                jobClass: jobClass,
                byArrivals: (arrivalsInside - arrivalsBefore) * (runBefore + runInside) / 2,
                byService: (runInside - runBefore) * (arrivalsBefore + arrivalsInside) / 2,
                arrivalsBefore: arrivalsBefore,
                arrivalsInside: arrivalsInside,
                runBefore: runBefore,
                runInside: runInside
            )
        }.sorted { left, right in
            (-max(left.byArrivals, left.byService), left.jobClass)
                < (-max(right.byArrivals, right.byService), right.jobClass)
        }
    }
}

// One job that runs again and again without success while others of its class succeed: a poison job.
// Source: sidekiq wiki, "Reliability", poison pills: a job that its process did not survive three times is given up.

import Summarizing

/// The runs of one job that did not succeed, and what they cost the workers.
struct RepeatedJob {
    let jobClass: Int
    /// The runs that failed or never ended, in the order of their starts; at least ``runsMin``.
    let runs: [Job]
    /// The runs that were the last thing that their process did.
    let deaths: Int
    /// Seconds of workers that the runs held.
    let heldSeconds: Double

    /// Twice may be an accident; Sidekiq gives a job up after the third process that it took with it.
    static let runsMin = 3
    /// So many jobs of a class would run so often without success by chance, at most.
    private static let expectedByChanceMax = 0.01

    /// The poison jobs of a capture, in the order of their first runs.
    ///
    /// - Complexity: O(j) for j jobs, and a sort of the runs without success.
    static func all(in scene: Scene) -> [RepeatedJob] {
        var runs: [UInt64: [Job]] = [:]
        for job in scene.timeline.jobs
        where job.started != nil && (job.hasFailed || job.ended == nil) {
            runs[job.id, default: []].append(job)
        }
        let often = runs.values.filter { $0.count >= runsMin }
        guard !often.isEmpty else { return [] }
        let lastSeen = lastLines(scene.timeline)
        return often.compactMap { RepeatedJob($0, lastSeen, scene) }.sorted {
            ($0.firstStart, $0.runs[0].id) < ($1.firstStart, $1.runs[0].id)
        }
    }

    var firstStart: Int64 { runs[0].started ?? 0 }
    var lastStart: Int64 { runs[runs.count - 1].started ?? 0 }

    /// `nil` where chance, or whatever ails the whole class, explains the runs as well.
    private init?(_ runs: [Job], _ lastSeen: [Int64], _ scene: Scene) {
        let runs = runs.sorted {
            ($0.started ?? 0, $0.startMark ?? 0) < ($1.started ?? 0, $1.startMark ?? 0)
        }
        self.runs = runs
        jobClass = runs[0].jobClass
        var deaths = 0
        var held = 0.0
        for (number, run) in runs.enumerated() {
            guard let start = run.started else { continue }
            if let seconds = run.runSeconds {
                held += max(0, seconds)
                continue
            }
            // A run without an end counts when the job began again: its worker did not finish it.
            guard number + 1 < runs.count, let next = runs[number + 1].started,
                lastSeen.indices.contains(run.process), lastSeen[run.process] < next
            else { continue }
            deaths += 1
            held += Double(max(0, lastSeen[run.process] - start)) / 1e6
        }
        self.deaths = deaths
        heldSeconds = held
        let others = Self.others(runs, scene.timeline)
        let share = (Double(others.without) + 1) / (Double(others.runs) + 2)
        var chance = Double(max(1, others.jobs))
        for _ in runs { chance *= share }
        guard chance <= Self.expectedByChanceMax else { return nil }
    }

    /// How the other jobs of the class fared in the same stretch of time.
    private static func others(_ runs: [Job], _ timeline: Timeline)
        -> (jobs: Int, runs: Int, without: Int)
    {
        let low = runs[0].started ?? 0
        let high = runs[runs.count - 1].started ?? 0
        var count = (jobs: 0, runs: 0, without: 0)
        for job in timeline.jobs where job.jobClass == runs[0].jobClass && job.id != runs[0].id {
            guard let start = job.started, start >= low, start <= high else { continue }
            count.runs += 1
            if job.enqueued != nil { count.jobs += 1 }
            if job.hasFailed || job.ended == nil { count.without += 1 }
        }
        return count
    }

    /// When each process last began or ended a job.
    private static func lastLines(_ timeline: Timeline) -> [Int64] {
        var last = [Int64](repeating: .min, count: timeline.processes.names.count)
        for job in timeline.jobs where last.indices.contains(job.process) {
            last[job.process] = max(last[job.process], job.started ?? .min, job.ended ?? .min)
        }
        return last
    }
}

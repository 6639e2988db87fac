// One job that runs again and again without success while others of its class succeed: a poison job.

import Statistics
import Summarizing

/// The runs of one job that did not succeed, and what they cost the workers.
struct RepeatedJob {
    let id: UInt64
    let jobClass: Int
    /// The runs that failed or never ended, in the order of their starts; at least ``runsMin``.
    private(set) var runs: [Job]
    /// The ends of processes that the runs are blamed for.
    var deaths: [ProcessDeath]
    /// Seconds of workers that the runs held.
    private(set) var heldSeconds: Double

    /// Twice may be an accident; Sidekiq gives a job up after the third process that it took with it.
    static let runsMin = 3
    /// So many jobs of a class would run so often without success by chance in one of a hundred captures.
    private static let chanceMax = 0.01

    /// The poison jobs of a capture, in the order of their first runs.
    ///
    /// - Complexity: O(j) for j jobs, and a sort of the runs without success.
    static func all(in timeline: Timeline) -> [RepeatedJob] {
        var runs: [UInt64: [Job]] = [:]
        for job in timeline.jobs
        where job.started != nil && (job.hasFailed || job.ended == nil) {
            runs[job.id, default: []].append(job)
        }
        let often = runs.values.filter { $0.count >= runsMin }
        guard !often.isEmpty else { return [] }
        let ends = ProcessDeaths(timeline)
        let jobs = ends.attributed(
            often.compactMap { RepeatedJob($0, ends) }.sorted { $0.id < $1.id }
        )
        let ended = Set(jobs.flatMap { $0.deaths.map(\.process) })
        return Dictionary(grouping: jobs, by: \.jobClass).values
            .flatMap { beyondChance($0, ended, timeline) }.sorted {
                ($0.firstStart, $0.id) < ($1.firstStart, $1.id)
            }
    }

    var firstStart: Int64 { runs[0].started ?? 0 }
    var lastStart: Int64 { runs[runs.count - 1].started ?? 0 }

    /// `nil` where a release or the end of the capture explains the runs.
    private init?(_ runs: [Job], _ ends: ProcessDeaths) {
        let runs = runs.sorted {
            ($0.started ?? 0, $0.startMark ?? 0) < ($1.started ?? 0, $1.startMark ?? 0)
        }
        id = runs[0].id
        jobClass = runs[0].jobClass
        deaths = []
        var kept: [Job] = []
        for (number, run) in runs.enumerated() {
            guard let start = run.started else { continue }
            let next = number + 1 < runs.count ? runs[number + 1].started : nil
            guard run.ended == nil, let next else {
                kept.append(run)
                continue
            }
            // A process that was told to end puts back what it has not finished.
            if ends.isAnnounced(run.process, from: start, to: next) { continue }
            kept.append(run)
            // A run without an end counts when the job began again: its worker did not finish it.
            if let death = ends.death(of: run, before: next) { deaths.append(death) }
        }
        guard kept.count >= Self.runsMin else { return nil }
        self.runs = kept
        heldSeconds = Self.held(kept, deaths)
    }

    private static func held(_ runs: [Job], _ deaths: [ProcessDeath]) -> Double {
        runs.reduce(0) { $0 + max(0, $1.runSeconds ?? 0) } + deaths.reduce(0) { $0 + $1.seconds }
    }

    /// The job with the ends of processes that are its own; the other ends cut its runs short without its doing.
    ///
    /// `nil` where too few runs are left.
    func keeping(_ own: [ProcessDeath]) -> RepeatedJob? {
        let processes = Set(own.map(\.process))
        let others = Set(deaths.map(\.process)).subtracting(processes)
        var job = self
        job.deaths = own
        job.runs = runs.filter { $0.ended != nil || !others.contains($0.process) }
        job.heldSeconds = Self.held(job.runs, own)
        return job.runs.count >= Self.runsMin ? job : nil
    }

    /// The jobs of one class that chance, or whatever ails the whole class, does not explain.
    ///
    /// Were each run to fail as often as the class's runs do, then so many jobs would not run so often in vain. What was
    /// cut short because a job ended its process tells nothing of its class.
    private static func beyondChance(
        _ jobs: [RepeatedJob],
        _ ended: Set<Int>,
        _ timeline: Timeline
    ) -> [RepeatedJob] {
        let low = jobs.map(\.firstStart).min() ?? 0
        let high = jobs.map(\.lastStart).max() ?? 0
        var ids: Set<UInt64> = []
        var (runs, without) = (0, 0)
        for job in timeline.jobs where job.jobClass == jobs[0].jobClass {
            guard let start = job.started, start >= low, start <= high else { continue }
            ids.insert(job.id)
            if job.ended == nil, ended.contains(job.process) { continue }
            runs += 1
            if job.hasFailed || job.ended == nil { without += 1 }
        }
        return jobs.filter { job in
            // Its own runs are what is to be explained.
            let own = job.runs.count - job.deaths.count
            let share = (Double(max(0, without - own)) + 1) / (Double(max(0, runs - own)) + 2)
            var expected = Double(ids.count)
            for _ in job.runs { expected *= share }
            let count = jobs.count { $0.runs.count >= job.runs.count }
            return PoissonRates.chance(ofAtLeast: count, expected: expected) <= chanceMax
        }
    }
}

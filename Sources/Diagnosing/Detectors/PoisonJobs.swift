// Jobs that never succeed and cost the workers time, or their lives, each time they are tried.

import Statistics
import Summarizing

/// Finds single jobs that run again and again without success.
///
/// A class that fails as a whole is ``Failures``' to tell; here others of the class succeed meanwhile.
package struct PoisonJobs: Detector {
    package let name = "poison-jobs"

    /// Makes the detector.
    package init() {}

    /// A job that fails and is tried again is ordinary until it holds this share of the workers' busy time.
    static let heldShareMin = 0.1
    /// Half of the workers held by jobs that get nowhere are trouble, whether a queue backs up or not.
    private static let workersHeldShareMin = 0.5
    /// Runs of so many times the usual length hold their workers; shorter ones do harm by their number.
    private static let longRunMin = 2.0
    /// The weight of a process's last line that is the start of the same job, three times: no other job was there.
    private static let deathDecibans = 8.0

    package func findings(in scene: Scene) -> [Finding] {
        let byClass = Dictionary(grouping: scene.repeatedJobs, by: \.jobClass)
        return byClass.sorted { $0.key < $1.key }.flatMap { jobClass, jobs -> [Finding] in
            let killers = jobs.filter { $0.deaths.count >= ProcessDeaths.deathsMin }
            let holders = jobs.filter { $0.deaths.count < ProcessDeaths.deathsMin }
            return [killing(killers, jobClass, scene), holding(holders, jobClass, scene)]
                .compactMap { $0 }
        }
    }

    /// The measure that only the finding of jobs which end processes has.
    private static let processesEnded = "processes_ended"

    /// Whether a finding says that jobs ended the processes that ran them.
    static func endsProcesses(_ finding: Finding) -> Bool {
        finding.measures.contains { $0.name == processesEnded }
    }

    /// The measure that only the finding of jobs which hold workers has.
    private static let workersHeldShare = "workers_held_share"

    /// Whether a finding says that jobs held so many of the workers in vain that it makes an incident.
    static func holdsManyWorkers(_ finding: Finding) -> Bool {
        finding.measures.contains {
            $0.name == workersHeldShare && $0.quantity.value >= workersHeldShareMin
        }
    }

    /// Jobs whose runs end processes.
    private func killing(_ jobs: [RepeatedJob], _ jobClass: Int, _ scene: Scene) -> Finding? {
        guard !jobs.isEmpty else { return nil }
        let deaths = jobs.reduce(0) { $0 + $1.deaths.count }
        let label = LogText.jobClass(scene.timeline.jobClasses.name(Int32(jobClass)))
        var finding = finding(
            .workersLost,
            jobs,
            jobClass,
            scene,
            title: jobs.count == 1
                ? "One job of \(label) was the last thing that its worker process did, \(deaths, .times)"
                : "\(jobs.count, .jobs) of \(label) were the last thing that their worker processes did, \(deaths, .times)",
            explanation:
                "A job that ends its process is found unfinished and given to the next one, which it ends as well; whatever else that process was running is lost or run twice."
        )
        finding.measures.insert(Measure(Self.processesEnded, Double(deaths), .times), at: 0)
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: Self.deathDecibans,
                because:
                    "after \(deaths, .times) that it began, its process wrote nothing any more and another one began it again; other jobs of \(label) ended",
                evidence: finding.evidence
            )
        ]
        return finding
    }

    /// Jobs whose runs hold workers.
    private func holding(_ jobs: [RepeatedJob], _ jobClass: Int, _ scene: Scene) -> Finding? {
        guard let low = jobs.map(\.firstStart).min(), let high = jobs.map(\.lastStart).max(),
            let first = scene.grid.index(low), let last = scene.grid.index(high)
        else { return nil }
        let load = Load(scene.timeline, over: first..<(last + 1))
        let held = jobs.reduce(0) { $0 + $1.heldSeconds }
        let share = held / max(held, load.busy * load.seconds, .leastNonzeroMagnitude)
        guard share >= Self.heldShareMin else { return nil }
        let runs = jobs.reduce(0) { $0 + $1.runs.count }
        let label = LogText.jobClass(scene.timeline.jobClasses.name(Int32(jobClass)))
        let isLong = areLong(jobs, scene)
        var finding = finding(
            isLong ? .headOfLineBlocking : .retryStorm,
            jobs,
            jobClass,
            scene,
            title: jobs.count == 1
                ? "One job of \(label) ran \(runs, .times) without success and held \(share, .share) of the workers' busy time"
                : "\(jobs.count, .jobs) of \(label) ran \(runs, .times) without success and held \(share, .share) of the workers' busy time",
            explanation: isLong
                ? "A job that cannot succeed comes back after each failure and holds a worker each time; the others wait for the workers that are left."
                : "A job that cannot succeed comes back after each failure, so that few such jobs make many runs that fail."
        )
        finding.measures.append(Measure("held_share", share, .share))
        let workers = Double(mostAtOnce(scene))
        finding.measures.append(
            Measure(Self.workersHeldShare, held / load.seconds / max(1, workers), .share)
        )
        let failed = failedShare(of: jobs, low...high, scene)
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: isLong ? share : failed),
                because: isLong
                    ? "such runs held \(share, .share) of the workers' busy time"
                    : "such runs were \(failed, .share) of all that failed meanwhile",
                evidence: finding.evidence
            )
        ]
        return finding
    }

    /// Whether the runs take much longer than those of the same class that succeed.
    private func areLong(_ jobs: [RepeatedJob], _ scene: Scene) -> Bool {
        let jobClass = jobs[0].jobClass
        let others = scene.timeline.jobs.filter {
            $0.jobClass == jobClass && !$0.hasFailed && $0.ended != nil
        }
        guard let own = RobustScale.median(of: jobs.flatMap(\.runs).compactMap(\.runSeconds)),
            let usual = RobustScale.median(of: others.compactMap(\.runSeconds))
        else { return true }
        return own >= Self.longRunMin * usual
    }

    /// The most jobs that ever ran at the same time: at least so many workers there are.
    private func mostAtOnce(_ scene: Scene) -> Int {
        let runs = scene.timeline.jobs.compactMap { job in
            job.started.flatMap { start in job.ended.map { start..<max(start, $0) } }
        }
        let starts = runs.map { (time: $0.lowerBound, change: 1) }
        let ends = runs.map { (time: $0.upperBound, change: -1) }
        var (now, most) = (0, 0)
        for step in (starts + ends).sorted(by: { ($0.time, $0.change) < ($1.time, $1.change) }) {
            now += step.change
            most = max(most, now)
        }
        return most
    }

    /// The share of all failed runs of a time that were theirs.
    private func failedShare(
        of jobs: [RepeatedJob],
        _ time: ClosedRange<Int64>,
        _ scene: Scene
    ) -> Double {
        let all = scene.timeline.jobs.count { job in
            job.hasFailed && (job.started.map(time.contains) ?? false)
        }
        let own = jobs.reduce(0) { $0 + $1.runs.count(where: \.hasFailed) }
        return Double(own) / Double(max(1, max(own, all)))
    }

    private func finding(
        _ kind: Finding.Kind,
        _ jobs: [RepeatedJob],
        _ jobClass: Int,
        _ scene: Scene,
        title: Sentence,
        explanation: Sentence
    ) -> Finding {
        let runs = jobs.flatMap(\.runs)
        let low = jobs.map(\.firstStart).min() ?? 0
        let high = runs.map { $0.ended ?? $0.started ?? 0 }.max() ?? low
        let label = LogText.jobClass(scene.timeline.jobClasses.name(Int32(jobClass)))
        let queue = runs.first { $0.queue >= 0 }.map { scene.timeline.queues[$0.queue].name }
        return Finding(
            kind: kind,
            confidence: .strong,
            start: Timestamp(microseconds: low),
            end: high < scene.timeline.end.microseconds ? Timestamp(microseconds: high) : nil,
            subject: Subject(
                queue: queue,
                jobClass: scene.timeline.jobClasses.name(Int32(jobClass))
            ),
            title: title,
            measures: [
                Measure("runs_without_success", Double(runs.count), .times),
                Measure("held_seconds", jobs.reduce(0) { $0 + $1.heldSeconds }, .seconds),
            ],
            evidence: evidence(jobs[0], label, scene),
            advice: Advice(
                kind: .respond,
                action: jobs.count == 1
                    ? "Take the job out of its queue and the retry set, and keep its arguments for a test"
                    : "Take these jobs out of their queue and the retry set, and keep the arguments of one for a test",
                expectedEffect:
                    "\(runs.count, .times) fewer in \(Double(high - low) / 1e6, .seconds) that a worker begins in vain",
                check: jobs.count == 1
                    ? "the cited lines name the job's id; it starts no more"
                    : "the cited lines name the id of one; it starts no more"
            ),
            explanation: explanation,
            weight: jobs.reduce(0) { $0 + $1.heldSeconds }
        )
    }

    /// The first and the last start of the job that began first.
    private func evidence(_ job: RepeatedJob, _ label: LogText, _ scene: Scene) -> [Evidence] {
        [job.runs[0], job.runs[job.runs.count - 1]].enumerated().compactMap { number, run in
            run.startMark.map { mark in
                scene.evidence(
                    from: mark,
                    to: mark,
                    at: run.started ?? 0,
                    number == 0
                        ? "the first of \(job.runs.count, .times) that one job of \(label) ran without success"
                        : "its last run, the same id"
                )
            }
        }
    }
}

// Failing jobs and errors in logs: bursts, and retries that feed on themselves.

import Statistics
import Summarizing

/// Finds stretches in which jobs failed or errors were logged at a raised rate.
package struct Failures: Detector {
    package let name = "failures"

    /// Makes the detector.
    package init() {}

    /// Fewer errors a second are the background of any service.
    static let errorsPerSecondMin = 1.0
    /// The rate must have risen by this much.
    static let riseMin = 3.0
    /// A climb of less than this is a handful of errors in a row.
    static let climbSecondsMin = 10.0
    /// A pause of so many bins does not end it.
    static let dipBinsMax = 3
    /// The share of jobs that fail must have risen by this many standard errors: one in seven hundred by chance.
    ///
    /// More failures of more jobs are more work, not more trouble.
    static let shareRiseMin = 3.0
    /// Runs a job in the window from which on retries are most of the load.
    static let runsOfAJobMin = 1.5

    package func findings(in scene: Scene) -> [Finding] {
        jobFailures(scene) + logErrors(scene)
    }

    private func jobFailures(_ scene: Scene) -> [Finding] {
        var byClass: [Int: [Double]] = [:]
        for job in scene.timeline.jobs where job.hasFailed {
            guard let end = job.ended, let bin = scene.grid.index(end) else { continue }
            byClass[job.jobClass, default: [Double](repeating: 0, count: scene.grid.count)][bin] +=
                1
        }
        let step = Double(scene.grid.step)
        return byClass.sorted { $0.key < $1.key }.flatMap { jobClass, failures in
            Self.episodes(failures, step).compactMap { failing(jobClass, failures, $0, scene) }
        }
    }

    /// The stretches of a raised rate: level changes, and what level changes cannot show.
    ///
    /// Failures that feed on themselves climb, so that no second stands out from its neighbours; against
    /// nothing at all before them, the climb itself is the change.
    static func episodes(_ counts: [Double], _ step: Double) -> [Episode] {
        let least = errorsPerSecondMin * step
        let raised = Episodes.raised(counts, leastInside: least).filter { $0.ratio >= riseMin }
        let usual = RobustScale.quantile(0.25, of: counts) ?? 0
        let climbs = Episodes.above(
            counts,
            threshold: max(least, riseMin * usual),
            lengthBinsMin: Int((climbSecondsMin / step).rounded(.up)),
            dipBinsMax: dipBinsMax
        ).compactMap { run -> Episode? in
            let total = counts[run].reduce(0, +)
            let outside = (counts.reduce(0, +) - total) / Double(max(1, counts.count - run.count))
            let mean = total / Double(run.count)
            guard mean >= least, mean >= riseMin * outside else { return nil }
            return Episode(
                bins: run,
                isOpen: run.upperBound == counts.count,
                before: outside,
                inside: mean,
                startUncertaintyBins: 1
            )
        }
        return climbs
            + raised.filter { episode in
                !climbs.contains { $0.bins.overlaps(episode.bins) }
            }
    }

    private func failing(
        _ jobClass: Int,
        _ failures: [Double],
        _ episode: Episode,
        _ scene: Scene
    ) -> Finding? {
        let low = scene.time(episode.bins.lowerBound).microseconds
        let high = scene.time(episode.bins.upperBound).microseconds
        let inside = scene.timeline.jobs.filter { job in
            guard job.jobClass == jobClass, let time = job.started else { return false }
            return time >= low && time < high
        }
        let failed = inside.filter(\.hasFailed)
        guard let first = failed.compactMap(\.endMark).min(),
            let last = failed.compactMap(\.endMark).max()
        else { return nil }
        guard isMoreOften(jobClass, low..<high, scene) else { return nil }
        let name = LogText.jobClass(scene.timeline.jobClasses.name(Int32(jobClass)))
        let jobs = Set(inside.map(\.id)).count
        let isStorm = Double(inside.count) >= Self.runsOfAJobMin * Double(jobs)
        let rate = scene.rate(failures, over: episode.bins)
        let queue = inside.first { $0.queue >= 0 }.map { scene.timeline.queues[$0.queue].name }
        var finding = Finding(
            kind: isStorm ? .retryStorm : .errorBurst,
            confidence: .strong,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: Subject(
                queue: queue,
                jobClass: scene.timeline.jobClasses.name(Int32(jobClass))
            ),
            title: isStorm
                ? "\(name) failed and was tried again: \(inside.count, .times) run for \(jobs, .jobs)"
                : "\(name) failed \(rate, .errorsPerSecond)",
            measures: [
                Measure("errors_per_second", rate, .errorsPerSecond),
                Measure("failed", Double(failed.count), .jobs),
            ],
            evidence: [
                scene.evidence(
                    from: first,
                    to: last,
                    at: low,
                    "\(failed.count, .jobs) of \(name) that failed"
                )
            ],
            advice: isStorm
                ? Advice(
                    kind: .limit,
                    action: "Space the retries of \(name) with jitter and stop after a few",
                    expectedEffect: "at most one run a job while the cause lasts",
                    check: "runs a job in the worker's log"
                ) : nil,
            explanation:
                "A job that fails comes back; when all fail, the retries arrive on top of the usual work.",
            weight: Double(failed.count)
        )
        finding.onset = scene.onset(of: episode)
        if isStorm {
            finding.items = [
                EvidenceItem(
                    item: .mechanism,
                    decibans: 6,
                    because:
                        "retries are \(1 - Double(jobs) / Double(max(1, inside.count)), .share) of the runs",
                    evidence: finding.evidence
                )
            ]
        }
        return finding
    }

    /// Whether more of the jobs failed than outside the episode; without runs outside there is nothing to ask.
    ///
    /// A job that failed is tried again and likely fails again, so that its runs are one observation and not several.
    private func isMoreOften(_ jobClass: Int, _ inside: Range<Int64>, _ scene: Scene) -> Bool {
        var jobs: (before: [UInt64: Bool], after: [UInt64: Bool]) = ([:], [:])
        for job in scene.timeline.jobs where job.jobClass == jobClass {
            guard let start = job.started else { continue }
            if inside.contains(start) {
                jobs.after[job.id] = jobs.after[job.id] == true || job.hasFailed
            } else {
                jobs.before[job.id] = jobs.before[job.id] == true || job.hasFailed
            }
        }
        guard !jobs.before.isEmpty else { return true }
        let z = TwoProportion.z(
            before: (jobs.before.values.count { $0 }, jobs.before.count),
            after: (jobs.after.values.count { $0 }, jobs.after.count)
        )
        return z >= Self.shareRiseMin
    }

    private func logErrors(_ scene: Scene) -> [Finding] {
        let errors = scene.timeline.events.filter {
            $0.severity >= .error && $0.topic != .outOfMemory
        }
        var counts = [Double](repeating: 0, count: scene.grid.count)
        for event in errors {
            if let bin = scene.grid.index(event.time.microseconds) { counts[bin] += 1 }
        }
        let step = Double(scene.grid.step)
        return Self.episodes(counts, step)
            .compactMap { episode in
                let low = scene.time(episode.bins.lowerBound)
                let high = scene.time(episode.bins.upperBound)
                let inside = errors.filter { $0.time >= low && $0.time < high }
                guard let first = inside.first else { return nil }
                let path = scene.timeline.place(of: first.line).path
                let last = inside.last { scene.timeline.place(of: $0.line).path == path } ?? first
                return Finding(
                    kind: .errorBurst,
                    confidence: .established,
                    start: low,
                    end: episode.isOpen ? nil : high,
                    subject: Subject(
                        service: first.process.isEmpty ? nil : first.process,
                        metric: "errors"
                    ),
                    title:
                        "\(inside.count, .errors) were logged, \(scene.rate(counts, over: episode.bins), .errorsPerSecond)",
                    measures: [Measure("errors", Double(inside.count), .errors)],
                    evidence: [
                        scene.evidence(
                            from: first.line,
                            to: last.line,
                            at: low.microseconds,
                            "\(inside.count, .errors)"
                        )
                    ],
                    advice: nil,
                    explanation:
                        "Errors show who was hurt; what they have in common often shows by what.",
                    weight: Double(inside.count)
                )
            }
    }
}

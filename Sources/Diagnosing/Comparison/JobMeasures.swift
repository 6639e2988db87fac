// What is compared of jobs: run times, waits and failures of each class.

import Summarizing

/// Measures of workers' logs.
enum JobMeasures {
    /// Differences of run times and waits that nobody notices.
    private static let runDifferenceMin = 0.005
    private static let waitDifferenceMin = 0.1
    /// Shorter waits are within the error of the clocks.
    private static let waitSecondsMin = 0.001

    static func all(in sides: ComparedSides) -> [Measured] {
        let jobs = sides.map { scene in
            Dictionary(grouping: scene.timeline.jobs) {
                scene.timeline.jobClasses.name(Int32($0.jobClass))
            }
        }
        let names = Set(jobs.before.keys).intersection(jobs.after.keys).sorted()
        return names.flatMap { name in
            measures(name, (jobs.before[name] ?? [], jobs.after[name] ?? []), sides)
        }
    }

    private static func measures(
        _ name: String,
        _ jobs: (before: [Job], after: [Job]),
        _ sides: ComparedSides
    ) -> [Measured] {
        let jobClass = LogText.jobClass(name)
        let evidence = [
            evidence(jobs.before, jobClass, sides.before),
            evidence(jobs.after, jobClass, sides.after),
        ].compactMap { $0 }
        func values(_ value: (Job) -> (Int64, Double)?) -> (before: [[Double]], after: [[Double]]) {
            (
                sides.before.valuesByBlock(jobs.before.compactMap(value)),
                sides.after.valuesByBlock(jobs.after.compactMap(value))
            )
        }
        func counts(_ isCounted: (Job) -> Bool) -> (before: [Double], after: [Double]) {
            let counted = values { job in
                job.started.flatMap { isCounted(job) ? ($0, 1) : nil }
            }
            return (counted.before.map { Double($0.count) }, counted.after.map { Double($0.count) })
        }
        let runs = values { job in
            job.started.flatMap { start in job.runSeconds.map { (start, $0) } }
        }
        let waits = values { job in
            job.enqueued.flatMap { push in
                job.waitSeconds.map { (push, max($0, waitSecondsMin)) }
            }
        }
        let failures = Measured.rate(
            "Failures of \(jobClass)",
            counts(\.hasFailed),
            loads: counts { _ in true },
            .share,
            per: "of the runs",
            evidence
        )
        return Measured.durations(
            "Run time of \(jobClass)",
            runs,
            leastDifference: runDifferenceMin,
            evidence
        )
            + Measured.durations(
                "Wait of \(jobClass)",
                waits,
                leastDifference: waitDifferenceMin,
                evidence
            ) + (failures.map { [$0] } ?? [])
    }

    private static func evidence(_ jobs: [Job], _ jobClass: LogText, _ scene: Scene) -> Evidence? {
        let marks = jobs.compactMap(\.startMark).sorted()
        guard let first = marks.first, let last = marks.last else { return nil }
        return scene.evidence(
            from: first,
            to: last,
            at: scene.timeline.start.microseconds,
            "\(marks.count, .jobs) of \(jobClass)"
        )
    }
}

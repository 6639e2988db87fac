// What each of the four stories of a backlog says, and where its numbers come from.

import Statistics
import Summarizing

extension BacklogStory {
    func className(_ jobClass: Int) -> String? {
        guard jobClass >= 0 else { return nil }
        let name = scene.timeline.jobClasses.name(Int32(jobClass))
        return name.isEmpty ? nil : name
    }

    private func label(_ jobClass: Int) -> LogText {
        className(jobClass).map { LogText.jobClass($0) } ?? LogText.queue(queue.name)
    }

    /// The queue of a class: most of its jobs' queue.
    private func queueName(_ jobClass: Int) -> String {
        let own = scene.timeline.jobs.first { $0.jobClass == jobClass && $0.queue >= 0 }
        return own.map { scene.timeline.queues[$0.queue].name } ?? queue.name
    }

    func arrivalsUp(_ change: LoadChange, _ share: Double) -> Finding {
        var finding = finding(
            .arrivalsUp,
            title:
                "\(label(change.jobClass)) arrived at \(change.arrivalsInside, .jobsPerSecond) instead of \(change.arrivalsBefore, .jobsPerSecond), more than the workers could take",
            explanation:
                change.runInside >= BacklogStory.ratioMin * change.runBefore
                ? "More jobs came, and each of them took longer as well; both fill the workers."
                : "Run times did not change, so the workers could do as much as before; there was more to do.",
            subject: Subject(
                queue: queueName(change.jobClass),
                jobClass: className(change.jobClass)
            ),
            share: share,
            measures: arrivalMeasures(change),
            evidence: evidence(change.jobClass),
            advice: Advice(
                kind: .limit,
                action: "Send bulk work at the pace of the workers, or to a queue of its own",
                expectedEffect:
                    "at \(change.arrivalsBefore, .jobsPerSecond) the queue stays as short as it was before",
                check: "depth of \(LogText.queue(queueName(change.jobClass))) in the next campaign"
            ),
            because: counterfactual(share, without: change.byArrivals),
            start: ClassOnset(group, scene).faster(
                change.jobClass,
                usual: change.arrivalsBefore,
                now: change.arrivalsInside
            )
        )
        let due = ScheduledSet(scene)?.cameDue(
            more: change.arrivalsInside - change.arrivalsBefore,
            in: group.growth,
            insteadOf: group.baseline(in: scene),
            scene
        )
        guard let due else { return finding }
        finding.explanation =
            "They had been scheduled before and came due together: workers took \(due.jobs, .jobs) out of \(LogText.keyPattern(due.set)) in that time and pushed them."
            + finding.explanation
        finding.evidence.append(due.evidence)
        finding.advice = Advice(
            kind: .limit,
            action:
                "Schedule bulk work for times that are spread, a random part of some minutes added to each",
            expectedEffect:
                "at \(change.arrivalsBefore, .jobsPerSecond) the queue stays as short as it was before",
            check:
                "arrivals of \(LogText.queue(queueName(change.jobClass))) at the next time for which many are scheduled"
        )
        return finding
    }

    func serviceSlower(_ change: LoadChange, _ share: Double) -> Finding {
        let usual = before[change.jobClass].median ?? change.runBefore
        let now = inside[change.jobClass].median ?? change.runInside
        return finding(
            .serviceSlower,
            title:
                "\(label(change.jobClass)) took \(now, .seconds) instead of \(usual, .seconds), so the same workers finished fewer jobs than arrived",
            explanation:
                change.arrivalsInside >= BacklogStory.ratioMin * change.arrivalsBefore
                ? "Each job held its worker longer, and more of them arrived as well; every worker was busy and the rest waited."
                : "As many jobs arrived as before, but each held its worker longer; every worker was busy and the rest waited.",
            subject: Subject(
                queue: queueName(change.jobClass),
                jobClass: className(change.jobClass)
            ),
            share: share,
            measures: [
                Measure("run_seconds_before", usual, .seconds),
                Measure("run_seconds", now, .seconds),
            ] + arrivalMeasures(change),
            evidence: evidence(change.jobClass),
            advice: Advice(
                kind: .limit,
                action:
                    "Give \(label(change.jobClass)) a time limit near \(max(usual * 5, 0.1), .seconds) and workers of its own",
                expectedEffect: "other jobs keep their workers when it slows down",
                check: "run time of \(label(change.jobClass)) beside that of the others"
            ),
            because: counterfactual(share, without: change.byService),
            // Half way between the two on a scale of ratios: neither level strays across it.
            start: ClassOnset(group, scene).slower(
                change.jobClass,
                runsOfAtLeast: (usual * now).squareRoot()
            )
        )
    }

    func headOfLine(_ change: LoadChange, _ share: Double) -> Finding {
        finding(
            .headOfLineBlocking,
            title:
                "A few long \(label(change.jobClass)) of \(change.runInside, .seconds) each held the workers while short jobs waited",
            explanation:
                "Short jobs ran as fast as ever once they started; they waited for workers that long jobs held.",
            subject: Subject(
                queue: queueName(change.jobClass),
                jobClass: className(change.jobClass)
            ),
            share: share,
            measures: [Measure("run_seconds", change.runInside, .seconds)]
                + arrivalMeasures(change),
            evidence: evidence(change.jobClass),
            advice: Advice(
                kind: .prevent,
                action: "Give long jobs a queue and workers of their own",
                expectedEffect:
                    "short jobs no longer wait behind \(change.runInside, .seconds) of work",
                check: "wait of short jobs under 1 s while long ones run"
            ),
            because: counterfactual(share, without: change.byArrivals),
            start: ClassOnset(group, scene).slower(
                change.jobClass,
                runsOfAtLeast: change.runInside / 2
            )
        )
    }

    func workersLost(_ lost: LostWorkers, _ share: Double) -> Finding {
        let name = LogText.queue(queue.name)
        let start = scene.time(group.bins.lowerBound).microseconds
        let last = lost.lastStartMark.map {
            scene.evidence(from: $0, to: $0, at: start, "the last start before the gap")
        }
        var finding = finding(
            .workersLost,
            title: title(lost, name),
            explanation:
                "A queue without workers grows by everything that arrives; its depth is the time of the loss times the arrival rate.",
            subject: Subject(
                keyPattern: queue.key,
                queue: queue.name,
                jobClass: className(mainClass)
            ),
            share: share,
            measures: [
                Measure("starts_per_second_before", lost.usualStarts, .jobsPerSecond),
                Measure("starts_per_second", lost.starts, .jobsPerSecond),
                Measure("arrivals_per_second", lost.arrivals, .jobsPerSecond),
            ],
            evidence: BacklogEvidence.waiting(group, scene) + [last].compactMap { $0 },
            advice: Advice(
                kind: .prevent,
                action:
                    "Check at start-up that every queue that is written to has a worker that reads it",
                expectedEffect:
                    "\(lost.usualStarts, .jobsPerSecond) instead of \(lost.starts, .jobsPerSecond) of \(name)",
                check: "no queue with pushes and without pops in a 10 s MONITOR"
            ),
            because: lost.isWhole
                ? "it accounts for \(share, .share) of the starts that are missing"
                : "it accounts for \(share, .share) of the workers that were short: \(lost.workers, .workers)"
        )
        if let silence = lost.silence {
            let beats = silence.evidence(scene)
            finding.evidence += beats
            finding.items.append(
                EvidenceItem(
                    item: .secondSource,
                    decibans: Self.silenceDecibans,
                    because: silence.sentence,
                    evidence: beats
                )
            )
        }
        return finding
    }

    /// What a second source of the same fact is worth.
    private static let silenceDecibans = 3.0

    private func title(_ lost: LostWorkers, _ name: LogText) -> Sentence {
        if lost.isWhole {
            return
                "Nobody took jobs from \(name) any more: \(lost.usualStarts, .jobsPerSecond) started before and \(lost.starts, .jobsPerSecond) after, while \(lost.arrivals, .jobsPerSecond) kept arriving"
        }
        if !lost.isLogged, let silence = lost.silence {
            return
                "Worker processes fell silent, \(silence.threads, .workers) of \(silence.threadsBefore, .plain), and jobs of \(name) waited"
        }
        return
            "Workers that had done \(lost.share, .share) of the jobs of \(name) did none any more"
    }

    /// The part of a factor, and what the jobs would have asked for without it.
    private func counterfactual(_ share: Double, without workers: Double) -> Sentence {
        let offered = inside.offered
        return
            "it explains \(share, .share) of the rise of the offered load: without it the jobs would have kept \(max(0, offered - workers), .workers) busy instead of \(offered, .workers)"
    }

    private func arrivalMeasures(_ change: LoadChange) -> [Measure] {
        [
            Measure("arrivals_per_second_before", change.arrivalsBefore, .jobsPerSecond),
            Measure("arrivals_per_second", change.arrivalsInside, .jobsPerSecond),
            Measure("busy_workers_more", change.byArrivals + change.byService, .workers),
        ]
    }

    private func evidence(_ jobClass: Int) -> [Evidence] {
        let load = inside[jobClass]
        let time = scene.time(group.bins.lowerBound).microseconds
        var evidence: [Evidence] = []
        if let first = load.firstPush, let last = load.lastPush {
            evidence.append(
                scene.evidence(
                    from: first,
                    to: last,
                    at: time,
                    "\(load.arrivals, .jobs) of \(label(jobClass)) pushed while the queue grew"
                )
            )
        }
        if let first = load.firstMark, let last = load.lastMark {
            evidence.append(
                scene.evidence(
                    from: first,
                    to: last,
                    at: time,
                    "\(load.starts, .jobs) of \(label(jobClass)) started while the queue grew, with their run times"
                )
            )
        }
        return evidence.isEmpty ? BacklogEvidence.waiting(group, scene) : evidence
    }

    func finding(
        _ kind: Finding.Kind,
        title: Sentence,
        explanation: Sentence,
        subject: Subject,
        share: Double,
        measures: [Measure],
        evidence: [Evidence],
        advice: Advice,
        because: Sentence,
        start: Timestamp? = nil
    ) -> Finding {
        var finding = Finding(
            kind: kind,
            confidence: .strong,
            start: start ?? scene.time(group.bins.lowerBound),
            end: group.isOpen ? nil : scene.time(group.bins.upperBound),
            subject: subject,
            title: title,
            measures: measures,
            evidence: evidence,
            advice: advice,
            explanation: explanation,
            weight: share * Double(max(group.main.lateJobs, 1))
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: share),
                because: because,
                evidence: evidence
            )
        ]
        return finding
    }
}

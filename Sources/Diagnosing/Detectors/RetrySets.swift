// Retry storms by the retry set in Redis, where no worker's log tells of failed runs.

import Statistics
import Summarizing

/// Finds stretches in which jobs that came back from the retry set were a large part of all pushes.
///
/// Where workers' logs are in the folder ``Failures`` sees the runs themselves, and this is silent.
package struct RetrySets: Detector {
    package let name = "retry-sets"

    /// Makes the detector.
    package init() {}

    /// As many pushes again for each first one make ``Failures/runsOfAJobMin`` runs a job.
    static let againPerFirstMin = Failures.runsOfAJobMin - 1
    /// What is pushed again without having been in the set was put back by a worker that stopped.
    private static let throughSetShareMin = 0.5

    package func findings(in scene: Scene) -> [Finding] {
        guard scene.timeline.jobs.allSatisfy({ $0.started == nil }), let set = RetrySet(scene)
        else { return [] }
        return Failures.episodes(set.pushesAgain, Double(scene.grid.step)).compactMap {
            storm(set, $0, scene)
        }
    }

    private func storm(_ set: RetrySet, _ episode: Episode, _ scene: Scene) -> Finding? {
        let counts = set.counts(episode.bins)
        guard counts.again >= Self.againPerFirstMin * max(1, counts.first),
            counts.entries >= Self.throughSetShareMin * counts.again
        else { return nil }
        let share = counts.again / max(1, counts.again + counts.first)
        let inside = set.again.filter { push in
            scene.grid.index(push.time).map(episode.bins.contains) ?? false
        }
        guard let first = inside.first, let last = inside.last else { return nil }
        let subject = subject(inside, scene)
        let label =
            subject.jobClass.map { LogText.jobClass($0) } ?? LogText.queue(subject.queue ?? "")
        let evidence = [
            scene.evidence(
                from: first.mark,
                to: last.mark,
                at: first.time,
                "\(inside.count, .jobs) pushed again under their old ids, most of \(label)"
            ), set.evidence(scene),
        ]
        var finding = Finding(
            kind: .retryStorm,
            confidence: .strong,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: subject,
            title:
                "\(label) came back from the retry set: \(Int(counts.again), .times) pushed again for \(Int(counts.first), .jobs) pushed for the first time",
            measures: [
                Measure(
                    "retries_per_second",
                    scene.rate(set.pushesAgain, over: episode.bins),
                    .jobsPerSecond
                ),
                Measure("retry_share_of_pushes", share, .share),
            ],
            evidence: evidence,
            advice: Advice(
                kind: .limit,
                action: "Space the retries of \(label) with jitter and stop after a few",
                expectedEffect:
                    "\(share, .share) of the pushes of that time less while the cause lasts",
                check: "ZCARD of the retry set falls while jobs are pushed"
            ),
            explanation:
                "A job that fails comes back through the retry set; while all fail, each round arrives on top of the usual work and feeds the next.",
            weight: counts.again
        )
        finding.onset = scene.onset(of: episode)
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: 6,
                because: "retries are \(share, .share) of the pushes",
                evidence: evidence
            )
        ]
        return finding
    }

    /// The queue and the class that most of the pushes are of; the smallest numbers decide ties.
    private func subject(_ pushes: [QueueTrace.PushedJob], _ scene: Scene) -> Subject {
        let trace = scene.timeline.redis.queues
        let queue = most(pushes.map(\.queue)).map { QueueFlow.shortName(of: trace.queues.name($0)) }
        let jobClass = most(pushes.map(\.jobClass)).map { trace.classes.name($0) }
        return Subject(queue: queue, jobClass: jobClass.flatMap { $0.isEmpty ? nil : $0 })
    }

    private func most(_ numbers: [Int32]) -> Int32? {
        Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +)
            .max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
}

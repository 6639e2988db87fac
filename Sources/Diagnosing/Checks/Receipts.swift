// Operational laws with both sides printed: they hold for any system that was counted completely.
// Source: Denning, Buzen, ACM Computing Surveys 10(3), 1978; Little 1961.

import Statistics
import Summarizing

/// Checks the laws on every queue that has jobs.
enum Receipts {
    private static let queuesMax = 3
    /// With fewer jobs a law is checked on noise.
    private static let jobsMin = 50

    /// The receipts of the busiest queues over some bins.
    static func all(in scene: Scene, over bins: Range<Int>) -> [Receipt] {
        scene.timeline.queues.indices.sorted { left, right in
            (-scene.timeline.queues[left].jobs.count, left) < (
                -scene.timeline.queues[right].jobs.count, right
            )
        }.prefix(queuesMax).flatMap { receipts(of: scene.timeline.queues[$0], scene, bins) }
            + [utilisation(scene, bins), heartbeats(scene)].compactMap { $0 }
    }

    /// The utilisation law, U = X S: jobs that ended a second times their mean run time, and the workers that were
    /// busy, looked at when each bin ended.
    private static func utilisation(_ scene: Scene, _ bins: Range<Int>) -> Receipt? {
        let low = scene.time(bins.lowerBound).microseconds
        let high = scene.time(bins.upperBound).microseconds
        let ended = scene.timeline.jobs.filter { job in
            guard let time = job.ended, job.started != nil else { return false }
            return time >= low && time < high
        }
        guard ended.count >= jobsMin else { return nil }
        let seconds = scene.seconds(bins)
        let worked = ended.reduce(0.0) { $0 + ($1.runSeconds ?? 0) }
        let busy = busyWorkers(scene)[bins]
        return Receipt(
            law: "Utilisation law: jobs ended a second times their mean run against busy workers",
            left: Quantity(worked / seconds, .workers),
            right: Quantity(busy.reduce(0, +) / Double(max(1, busy.count)), .workers),
            evidence: evidence(ended, "\(ended.count, .jobs) ended, with their runs", low, scene)
        )
    }

    /// Workers that were in a job when each bin ended, by the lines of their logs.
    private static func busyWorkers(_ scene: Scene) -> [Double] {
        var changes = [Double](repeating: 0, count: scene.grid.count + 1)
        let end = scene.timeline.end.microseconds
        for job in scene.timeline.jobs {
            guard let start = job.started, let stop = job.ended, start < end,
                let first = scene.grid.index(max(start, scene.time(0).microseconds))
            else { continue }
            changes[first] += 1
            changes[max(first, scene.grid.index(stop) ?? scene.grid.count)] -= 1
        }
        var busy = 0.0
        return changes.dropLast().map { change in
            busy += change
            return busy
        }
    }

    /// Heartbeats that say how many threads are busy; fewer say it of single moments.
    private static let beatsMin = 30

    /// The same from two sources: busy threads as processes say in their heartbeats, and as their logs say.
    private static func heartbeats(_ scene: Scene) -> Receipt? {
        let beats = scene.timeline.redis.heartbeats.filter {
            $0.busy != nil && scene.grid.index($0.time) != nil
        }
        guard beats.count >= beatsMin, let first = beats.first, let last = beats.last else {
            return nil
        }
        var said: [UInt64: (busy: Double, beats: Double)] = [:]
        for beat in beats {
            let sum = said[beat.process] ?? (0, 0)
            said[beat.process] = (sum.busy + Double(beat.busy ?? 0), sum.beats + 1)
        }
        let processes = WorkerHeartbeats(scene).processes
        // A process counts for the part of the capture in which it sent heartbeats.
        guard processes.count == said.count,
            processes.allSatisfy({ $0.last - $0.first >= (last.time - first.time) / 2 })
        else { return nil }
        let logged = busyWorkers(scene)
        guard logged.contains(where: { $0 > 0 }) else { return nil }
        let mean = said.sorted { $0.key < $1.key }.reduce(0.0) {
            $0 + $1.value.busy / $1.value.beats
        }
        return Receipt(
            law: "Busy workers, by the heartbeats of their processes against their logs",
            left: Quantity(mean, .workers),
            right: Quantity(logged.reduce(0, +) / Double(logged.count), .workers),
            evidence: [
                scene.evidence(
                    from: first.mark,
                    to: last.mark,
                    at: first.time,
                    "\(beats.count, .plain) heartbeats"
                )
            ]
        )
    }

    /// The lines from the first to the last start of some jobs.
    private static func evidence(
        _ jobs: [Job],
        _ shows: Sentence,
        _ time: Int64,
        _ scene: Scene
    ) -> [Evidence] {
        guard let first = jobs.compactMap(\.startMark).min(),
            let last = jobs.compactMap({ $0.endMark ?? $0.startMark }).max()
        else { return [] }
        return [scene.evidence(from: first, to: last, at: time, shows)]
    }

    private static func receipts(of flow: QueueFlow, _ scene: Scene, _ bins: Range<Int>)
        -> [Receipt]
    {
        let low = scene.time(bins.lowerBound).microseconds
        let high = scene.time(bins.upperBound).microseconds
        let jobs = flow.jobs.map { scene.timeline.jobs[$0] }
        let started = jobs.filter { job in
            guard let time = job.started else { return false }
            return time >= low && time < high
        }
        guard started.count >= jobsMin, flow.depthSource == .matchedJobs else { return [] }
        let seconds = scene.seconds(bins)
        let name = LogText.queue(flow.name)
        // Little: the mean number waiting, sampled, against the waiting time that passed inside, counted.
        let depths = flow.depth[bins].compactMap { $0 }
        let sampled = depths.reduce(0, +) / Double(max(1, depths.count))
        let waited =
            jobs.reduce(0.0) { sum, job in
                guard let enqueued = job.enqueued else { return sum }
                let until = min(job.started ?? scene.timeline.end.microseconds, high)
                return sum + Double(max(0, until - max(enqueued, low))) / 1e6
            } / seconds
        let arrived = flow.arrivals[bins].reduce(0, +)
        let left = Double(started.count) + (flow.depth[bins.upperBound - 1] ?? 0)
        let first = bins.lowerBound > 0 ? flow.depth[bins.lowerBound - 1] ?? 0 : 0
        let evidence = evidence(started, "\(started.count, .jobs) of \(name) started", low, scene)
        return [
            Receipt(
                law: "Little's law, queue \(name): mean depth against arrivals times wait",
                left: Quantity(sampled, .jobs),
                right: Quantity(waited, .jobs),
                evidence: evidence
            ),
            Receipt(
                law:
                    "Flow balance, queue \(name): arrived and waiting before against started and waiting after",
                left: Quantity(arrived + first, .jobs),
                right: Quantity(left, .jobs),
                evidence: evidence
            ),
        ]
    }
}

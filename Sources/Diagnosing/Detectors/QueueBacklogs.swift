// Queues that fell behind, and which of the four stories it is.
// Source: Denning, Buzen, ACM Computing Surveys 10(3), 1978.

import Statistics
import Summarizing

/// Finds backlogs, and for each what changed: arrivals, service, workers, or a few long jobs.
package struct QueueBacklogs: Detector {
    package let name = "queue-backlogs"

    /// Makes the detector.
    package init() {}

    package func findings(in scene: Scene) -> [Finding] {
        BacklogGroup.joined(Backlog.all(in: scene)).flatMap { group -> [Finding] in
            if let routine = RoutineBurst(group, scene) { return [routine.finding(scene)] }
            let story = BacklogStory(group, scene)
            return [symptom(group, story.turningPoint, scene)] + story.findings()
        }
    }

    private func symptom(
        _ group: BacklogGroup,
        _ turningPoint: TurningPoint?,
        _ scene: Scene
    ) -> Finding {
        let flow = scene.timeline.queues[group.main.queue]
        let backlog = group.main
        let queue = LogText.queue(flow.name)
        let seconds = scene.seconds(group.bins)
        var measures = [
            Measure("depth_max", backlog.peakDepth, .jobs),
            Measure("duration_seconds", seconds, .seconds),
        ]
        if let worst = backlog.worstWaitSeconds {
            measures.append(Measure("wait_seconds_max", worst, .seconds))
            measures.append(Measure("jobs_waiting_over_1s", Double(backlog.lateJobs), .jobs))
        }
        measures += WaitAccount(group, scene)?.measures ?? []
        let forecast = DrainForecast(group, scene)
        if let drain = forecast?.seconds?.expected {
            measures.append(Measure("drain_seconds", drain, .seconds))
        }
        let order = QueueOrder(group, scene)
        measures += order?.measures ?? []
        return Finding(
            kind: .queueBacklog,
            confidence: flow.depthSource == .replay ? .strong : .established,
            start: scene.time(group.bins.lowerBound),
            end: group.isOpen ? nil : scene.time(group.bins.upperBound),
            subject: Subject(keyPattern: flow.key, queue: flow.name),
            title:
                "Queue \(queue) backed up to \(backlog.peakDepth, .jobs) for \(seconds, .seconds)",
            measures: measures,
            evidence: BacklogEvidence.waiting(group, scene) + (order?.evidence ?? []),
            advice: Advice(
                kind: .detect,
                action: "Alert when the oldest job of \(queue) has waited 5 s",
                expectedEffect: "would have fired about \(5.0, .seconds) after the onset",
                check: "the alert fires in the next drill"
            ),
            explanation: lesson(turningPoint, order, forecast, scene),
            weight: Double(max(backlog.lateJobs, Int(backlog.peakDepth)))
        )
    }
}

extension QueueBacklogs {
    /// What keeps the backlog there, and for how long.
    private func lesson(
        _ turningPoint: TurningPoint?,
        _ order: QueueOrder?,
        _ forecast: DrainForecast?,
        _ scene: Scene
    ) -> Sentence {
        var lesson: Sentence =
            "A queue grows as long as jobs arrive faster than they are taken; it shrinks only when that turns round."
        if let point = turningPoint {
            lesson =
                "It keeps itself alive: from \(scene.time(point.bin)) on no more than usual arrived (\(point.arrivals, .jobsPerSecond)), but with \(point.depth, .jobs) waiting the workers started only \(point.capacity, .jobsPerSecond). It ends when arrivals are held back below that, not when the trigger goes."
        }
        if let order { lesson = order.sentence + lesson }
        return forecast.map { lesson + $0.sentence } ?? lesson
    }
}

/// Lines that show a backlog.
enum BacklogEvidence {
    /// The pushes and the starts of the queue inside the window.
    static func waiting(_ group: BacklogGroup, _ scene: Scene) -> [Evidence] {
        let flow = scene.timeline.queues[group.main.queue]
        let low = scene.time(group.bins.lowerBound).microseconds
        let high = scene.time(group.bins.upperBound).microseconds
        let inside = flow.jobs.map { scene.timeline.jobs[$0] }.filter { job in
            guard let time = job.enqueued ?? job.started else { return false }
            return time >= low && time < high
        }
        var evidence: [Evidence] = []
        if let first = inside.compactMap(\.enqueueMark).min(),
            let last = inside.compactMap(\.enqueueMark).max()
        {
            let pushed = inside.filter { $0.enqueueMark != nil }.count
            evidence.append(
                scene.evidence(
                    from: first,
                    to: last,
                    at: low,
                    "\(pushed, .jobs) pushed to \(LogText.queue(flow.name)) in the window"
                )
            )
        }
        let starts = inside.filter { $0.startMark != nil }
        if let first = starts.compactMap(\.startMark).min(),
            let last = starts.compactMap(\.startMark).max()
        {
            evidence.append(
                scene.evidence(
                    from: first,
                    to: last,
                    at: low,
                    "\(starts.count, .plain) of them started, with their waits"
                )
            )
        }
        if evidence.isEmpty, case .metric(let name) = flow.depthSource,
            let series = scene.timeline.metrics.first(where: { $0.name == name })
        {
            let places = series.times.indices.filter {
                series.times[$0] >= low && series.times[$0] < high
            }
            if let first = places.first, let last = places.last {
                evidence.append(
                    scene.evidence(
                        from: series.marks[first],
                        to: series.marks[last],
                        at: low,
                        "\(places.count, .samples) of \(LogText.metric(name)) in the window"
                    )
                )
            }
        }
        if evidence.isEmpty,
            let pushes = scene.commandGroups.first(where: {
                $0.pattern == flow.key && $0.command.effect == .push
            })
        {
            evidence.append(
                pushes.evidence(
                    "\(pushes.total, .jobs) pushed to \(LogText.queue(flow.name)), of the whole capture",
                    scene
                )
            )
        }
        if evidence.isEmpty, let mark = flow.firstMark {
            evidence.append(
                scene.evidence(
                    from: mark,
                    to: mark,
                    at: low,
                    "pushes to \(LogText.queue(flow.name))"
                )
            )
        }
        return evidence
    }
}

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

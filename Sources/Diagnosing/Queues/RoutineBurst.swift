// Bulk loads that a queue is meant for: enqueued at once, drained at full speed, and again the next time.

import Statistics
import Summarizing

/// A backlog that is there by design.
struct RoutineBurst {
    private let group: BacklogGroup
    private let repeats: Int
    private let event: ContextEvent?

    /// Most of the jobs of a bulk load arrive within this many seconds.
    private static let loadSecondsMax = 5.0
    private static let loadShareMin = 0.8
    /// A load that has drained within this time did what it was scheduled for; a longer one is somebody's wait.
    private static let drainSecondsMax = 30.0
    /// Run times may grow this much while the workers are full.
    private static let slowdownMax = 1.5
    /// A schedule is announced this close to the load.
    private static let eventSecondsMax = 3.0

    /// Recognises a bulk load; `nil` for a backlog that needs an explanation.
    ///
    /// It must come at once, drain quickly at the usual run time, and be either announced as a schedule or
    /// seen again in the same capture.
    init?(_ group: BacklogGroup, _ scene: Scene) {
        let flow = scene.timeline.queues[group.main.queue]
        let arrivals = flow.arrivals[group.bins]
        let total = arrivals.reduce(0, +)
        let load = max(1, Int(Self.loadSecondsMax / Double(scene.grid.step)))
        let first = arrivals.prefix(load).reduce(0, +)
        guard total > 0, first >= Self.loadShareMin * total, !group.isOpen,
            scene.seconds(group.bins) <= Self.drainSecondsMax,
            !Self.isSlower(group, scene)
        else { return nil }
        self.group = group
        let start = scene.time(group.bins.lowerBound)
        event = scene.timeline.context.first {
            $0.kind == .cron && abs($0.time.seconds - start.seconds) <= Self.eventSecondsMax
        }
        repeats = Self.similarLoads(flow, total, scene)
        guard event != nil || repeats >= 2 else { return nil }
    }

    /// The finding that says so.
    func finding(_ scene: Scene) -> Finding {
        let flow = scene.timeline.queues[group.main.queue]
        let seconds = scene.seconds(group.bins)
        return Finding(
            kind: .periodicLoad,
            isChronic: true,
            confidence: .moderate,
            start: scene.time(group.bins.lowerBound),
            end: scene.time(group.bins.upperBound),
            subject: Subject(queue: flow.name, event: event?.text),
            title:
                "A scheduled load put \(group.main.peakDepth, .jobs) into \(LogText.queue(flow.name)) at once and drained in \(seconds, .seconds)",
            measures: [
                Measure("depth_max", group.main.peakDepth, .jobs),
                Measure("duration_seconds", seconds, .seconds),
                Measure("seen_times", Double(max(1, repeats)), .times),
            ],
            evidence: BacklogEvidence.waiting(group, scene),
            advice: nil,
            explanation:
                "A queue exists to take a load at once and work it off; run times stayed as they were and the queue was empty again soon.",
            weight: 0
        )
    }

    private static func isSlower(_ group: BacklogGroup, _ scene: Scene) -> Bool {
        let before = Load(scene.timeline, over: group.baseline(in: scene))
        let inside = Load(scene.timeline, over: group.bins)
        return inside.classes.values.contains { load in
            guard load.runs.count >= 20, let now = load.median,
                let usual = before[load.jobClass].median
            else { return false }
            return now > slowdownMax * usual
        }
    }

    /// How often the queue got a load of about this size at once.
    private static func similarLoads(_ flow: QueueFlow, _ size: Double, _ scene: Scene) -> Int {
        let load = max(1, Int(loadSecondsMax / Double(scene.grid.step)))
        var count = 0
        var bin = 0
        while bin < flow.arrivals.count {
            let sum = flow.arrivals[bin..<min(bin + load, flow.arrivals.count)].reduce(0, +)
            if flow.arrivals[bin] > 0, sum >= size / 3 {
                count += 1
                bin += load * 2
            } else {
                bin += 1
            }
        }
        return count
    }
}

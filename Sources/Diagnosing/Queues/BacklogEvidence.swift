// Lines that show a backlog: its jobs where they were followed, else the best of what the capture holds beside them.

import Summarizing

/// Lines that tell of the jobs that waited in one queue.
struct BacklogEvidence {
    private let flow: QueueFlow
    /// Microseconds, from the beginning of the window to its end.
    private let window: Range<Int64>
    private let scene: Scene

    private init(_ group: BacklogGroup, _ scene: Scene) {
        flow = scene.timeline.queues[group.main.queue]
        let low = scene.time(group.bins.lowerBound).microseconds
        window = low..<max(low, scene.time(group.bins.upperBound).microseconds)
        self.scene = scene
    }

    /// The pushes and the starts of the queue inside the window, or else what shows the depth or any push.
    static func waiting(_ group: BacklogGroup, _ scene: Scene) -> [Evidence] {
        let lines = BacklogEvidence(group, scene)
        let followed = lines.followedJobs
        guard followed.isEmpty else { return followed }
        return [lines.samples ?? lines.pushesOfCapture ?? lines.firstPush].compactMap { $0 }
    }

    /// The pushes of the window's jobs, and their starts.
    private var followedJobs: [Evidence] {
        let inside = flow.jobs.map { scene.timeline.jobs[$0] }.filter { job in
            (job.enqueued ?? job.started).map(window.contains) ?? false
        }
        let pushes = inside.compactMap(\.enqueueMark)
        let starts = inside.compactMap(\.startMark)
        return [
            evidence(
                from: pushes.min(),
                to: pushes.max(),
                "\(pushes.count, .jobs) pushed to \(LogText.queue(flow.name)) in the window"
            ),
            evidence(
                from: starts.min(),
                to: starts.max(),
                "\(starts.count, .plain) of them started, with their waits"
            ),
        ].compactMap { $0 }
    }

    /// What the metric said from which the depth was taken.
    private var samples: Evidence? {
        guard case .metric(let name) = flow.depthSource,
            let series = scene.timeline.metrics.first(where: { $0.name == name })
        else { return nil }
        let places = series.times.indices.filter { window.contains(series.times[$0]) }
        return evidence(
            from: places.first.map { series.marks[$0] },
            to: places.last.map { series.marks[$0] },
            "\(places.count, .samples) of \(LogText.metric(name)) in the window"
        )
    }

    /// The pushes of the whole capture, where their own times were not kept.
    private var pushesOfCapture: Evidence? {
        let isPush = { (group: CommandGroup) in
            group.pattern == flow.key && group.command.effect == .push
        }
        guard let pushes = scene.commandGroups.first(where: isPush) else { return nil }
        return pushes.evidence(
            "\(pushes.total, .jobs) pushed to \(LogText.queue(flow.name)), of the whole capture",
            scene
        )
    }

    /// The first push that was seen.
    private var firstPush: Evidence? {
        evidence(
            from: flow.firstMark,
            to: flow.firstMark,
            "pushes to \(LogText.queue(flow.name))"
        )
    }

    /// Evidence from one line to another, as of the beginning of the window; `nil` without lines.
    private func evidence(from first: Int?, to last: Int?, _ shows: Sentence) -> Evidence? {
        guard let first, let last else { return nil }
        return scene.evidence(from: first, to: last, at: window.lowerBound, shows)
    }
}

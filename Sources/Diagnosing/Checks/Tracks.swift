// The series that a report shows: demand first, then what waits, then what the server does.

import Summarizing

/// Picks the series worth showing.
enum Tracks {
    /// Queues shown, the busiest first.
    private static let queuesMax = 4
    private static let metricsMax = 24

    /// The tracks of a capture on its grid.
    static func all(in scene: Scene) -> [Track] {
        queues(scene) + commands(scene) + roundTrips(scene) + metrics(scene)
    }

    private static func queues(_ scene: Scene) -> [Track] {
        let busiest = scene.timeline.queues.filter { $0.pushed > 0 || !$0.jobs.isEmpty }
            .sorted { (-$0.jobs.count, $0.name) < (-$1.jobs.count, $1.name) }.prefix(queuesMax)
        let step = Double(scene.grid.step)
        return busiest.flatMap { flow -> [Track] in
            let source = flow.firstMark.map { scene.timeline.place(of: $0).path } ?? ""
            let name = LogText.queue(flow.name)
            return [
                Track(
                    name: "\(name) arrivals",
                    unit: .jobsPerSecond,
                    source: source,
                    bound: .exact,
                    values: flow.arrivals.map { $0 / step }
                ),
                Track(
                    name: "\(name) starts",
                    unit: .jobsPerSecond,
                    source: source,
                    bound: .exact,
                    values: flow.starts.map { $0 / step }
                ),
                Track(
                    name: "\(name) depth",
                    unit: .jobs,
                    source: source,
                    bound: flow.depthSource == .matchedJobs ? .exact : .atLeast,
                    values: flow.depth
                ),
                Track(
                    name: "\(name) oldest job",
                    unit: .seconds,
                    source: source,
                    bound: .exact,
                    values: flow.oldestSeconds
                ),
            ]
        }
    }

    private static func commands(_ scene: Scene) -> [Track] {
        guard scene.timeline.redis.commands > 0,
            let mark = scene.timeline.redis.series.first?.firstMark
        else {
            return []
        }
        let source = scene.timeline.place(of: mark).path
        let step = Double(scene.grid.step)
        var wasted = [Double](repeating: 0, count: scene.grid.count)
        for group in scene.writeGroups {
            for (bin, value) in group.wasted.enumerated() { wasted[bin] += value }
        }
        return [
            Track(
                name: "commands",
                unit: .commandsPerSecond,
                source: source,
                bound: .exact,
                values: scene.commandsPerBin.map { $0 / step }
            ),
            Track(
                name: "wasted writes",
                unit: .writesPerSecond,
                source: source,
                bound: .exact,
                values: wasted.map { $0 / step }
            ),
        ]
    }

    /// The Redis round trip that workers measured with each heartbeat: the least of a bin is the server's part, more
    /// is a worker short of processor time.
    private static func roundTrips(_ scene: Scene) -> [Track] {
        var values = [Double?](repeating: nil, count: scene.grid.count)
        for beat in scene.timeline.redis.heartbeats {
            guard let trip = beat.roundTripMicroseconds, let bin = scene.grid.index(beat.time)
            else { continue }
            values[bin] = min(values[bin] ?? .infinity, Double(trip) / 1e6)
        }
        guard let first = scene.timeline.redis.heartbeats.first,
            values.contains(where: { $0 != nil })
        else {
            return []
        }
        return [
            Track(
                name: "Redis round trip seen by workers",
                unit: .seconds,
                source: scene.timeline.place(of: first.mark).path,
                bound: .atMost,
                values: values
            )
        ]
    }

    private static func metrics(_ scene: Scene) -> [Track] {
        scene.timeline.metrics.prefix(metricsMax).map { series in
            let unit: Quantity.Unit =
                switch series.unit {
                case .seconds: .seconds
                case .bytes: .bytes
                case .ratio: .share
                case .perSecond, .count: .plain
                }
            return Track(
                name: "\(LogText.metric(series.name))",
                unit: unit,
                source: scene.timeline.sources[series.source].path,
                bound: .exact,
                values: scene.timeline.gridded(series)
            )
        }
    }
}

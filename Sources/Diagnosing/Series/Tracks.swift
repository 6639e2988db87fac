// The series that a report shows: demand first, then what waits, then what the server does.

import Statistics
import Summarizing

/// Picks the series worth showing.
enum Tracks {
    /// Queues shown, the busiest first.
    private static let queuesMax = 4
    private static let metricsMax = 24

    /// The median of fewer jobs jumps about.
    private static let jobsMin = 3

    /// The tracks of a capture on its grid.
    static func all(in scene: Scene, incidents: [Incident], findings: [Finding]) -> [Track] {
        let suffering = JobTimes.queue(in: scene, incidents: incidents, findings: findings)
        return queues(scene) + jobTimes(scene, suffering) + commands(scene) + roundTrips(scene)
            + RequestTracks.all(in: scene)
            + metrics(scene, incidents.first.map { scene.bins(of: $0) })
    }

    private static func jobTimes(_ scene: Scene, _ queue: Int?) -> [Track] {
        guard let queue else { return [] }
        let flow = scene.timeline.queues[queue]
        let mark = flow.jobs.lazy.compactMap { scene.timeline.jobs[$0].endMark }.first
        return [
            Track(
                name: "\(LogText.queue(flow.name)) job time, median",
                unit: .seconds,
                source: mark.map { scene.timeline.place(of: $0).path } ?? "",
                bound: .exact,
                role: .jobTime(queue: flow.name),
                values: JobTimes.medians(of: queue, in: scene, jobsMin: jobsMin)
            )
        ]
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
                    role: .arrivals(queue: flow.name),
                    values: flow.arrivals.map { $0 / step }
                ),
                Track(
                    name: "\(name) starts",
                    unit: .jobsPerSecond,
                    source: source,
                    bound: .exact,
                    role: .starts(queue: flow.name),
                    values: flow.starts.map { $0 / step }
                ),
                Track(
                    name: "\(name) depth",
                    unit: .jobs,
                    source: source,
                    bound: flow.depthSource == .matchedJobs ? .exact : .atLeast,
                    role: .depth(queue: flow.name),
                    values: flow.depth
                ),
                Track(
                    name: "\(name) oldest job",
                    unit: .seconds,
                    source: source,
                    bound: .exact,
                    role: .oldestJob(queue: flow.name),
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
                role: .commands,
                values: scene.commandsPerBin.map { $0 / step }
            ),
            Track(
                name: "wasted writes",
                unit: .writesPerSecond,
                source: source,
                bound: .exact,
                role: .wastedWrites,
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
                role: .roundTrip,
                values: values
            )
        ]
    }

    private static func metrics(_ scene: Scene, _ incident: Range<Int>?) -> [Track] {
        scene.timeline.metrics.prefix(metricsMax).map { series in
            let unit: Quantity.Unit =
                switch series.unit {
                case .seconds: .seconds
                case .bytes: .bytes
                case .bytesPerSecond: .bytesPerSecond
                case .ratio: .share
                case .perSecond, .count: .plain
                }
            let values = scene.timeline.gridded(series)
            return Track(
                name: "\(LogText.metric(series.name))",
                unit: unit,
                source: scene.timeline.sources[series.source].path,
                bound: .exact,
                role: .metric(series.name),
                shift: incident.map {
                    MetricMoves.size(
                        of: values,
                        series.unit == .ratio ? .shares : .levels,
                        inside: $0
                    )
                } ?? 0,
                values: values
            )
        }
    }
}

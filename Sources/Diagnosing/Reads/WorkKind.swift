// What a service is asked to do, over time: requests by endpoint and jobs by class.

import Statistics
import Summarizing

/// One kind of request or job.
struct WorkKind {
    let label: LogText
    /// Names the kind as a subject does: an endpoint, or a class and its queue.
    let subject: Subject
    /// The hosts that take such jobs from their queue; none where that is not known, as of requests.
    let hosts: Set<String>
    /// Whether somebody on another host asks for such work, so that a host tells who does it from who wants it done.
    let isAskedFromElsewhere: Bool
    private var runs: [Run] = []

    /// One request or job.
    private struct Run {
        let bin: Int32
        /// Seconds from start to end; infinite where no end was seen.
        let seconds: Float
        let mark: Int
    }

    /// Every kind of request and job, in a fixed order; none of a log of which only a sample was kept.
    static func all(in scene: Scene) -> [WorkKind] {
        endpoints(scene) + jobClasses(scene)
    }

    /// The bin in which the first began.
    var firstBin: Int? { runs.map { Int($0.bin) }.min() }

    /// How many began in some bins.
    func count(in bins: Range<Int>) -> Int {
        runs.reduce(0) { $0 + (bins.contains(Int($1.bin)) ? 1 : 0) }
    }

    /// How many began in each of some bins.
    func starts(in bins: Range<Int>) -> [Double] {
        var starts = [Double](repeating: 0, count: bins.count)
        for run in runs where bins.contains(Int(run.bin)) {
            starts[Int(run.bin) - bins.lowerBound] += 1
        }
        return starts
    }

    /// The median run time of those that began in some bins, in seconds; `nil` where none ended.
    func median(_ bins: Range<Int>) -> Double? {
        RobustScale.median(
            of: runs.filter { $0.seconds.isFinite && bins.contains(Int($0.bin)) }.map {
                Double($0.seconds)
            }
        )
    }

    /// The lines from the first to the last start within some bins.
    func evidence(_ bins: Range<Int>, _ scene: Scene) -> Evidence? {
        let inside = runs.filter { bins.contains(Int($0.bin)) }.map(\.mark)
        guard let first = inside.min(), let last = inside.max() else { return nil }
        return scene.evidence(
            from: first,
            to: last,
            at: scene.time(bins.lowerBound).microseconds,
            "\(inside.count, .times) that \(label) began"
        )
    }

    private init(
        _ label: LogText,
        _ subject: Subject,
        hosts: Set<String> = [],
        askers: Set<String> = []
    ) {
        self.label = label
        self.subject = subject
        self.hosts = hosts
        isAskedFromElsewhere = !askers.isSubset(of: hosts)
    }

    private mutating func add(_ start: Int64, _ seconds: Double?, _ mark: Int, _ grid: Grid) {
        guard let bin = grid.index(start) else { return }
        let seconds = seconds.map { Float($0) } ?? .infinity
        runs.append(Run(bin: Int32(bin), seconds: seconds, mark: mark))
    }

    private static func endpoints(_ scene: Scene) -> [WorkKind] {
        let log = scene.timeline.requests
        guard log.sampleShift == 0 else { return [] }
        var kinds: [Int32: WorkKind] = [:]
        for request in log.records {
            let name = log.endpoints.name(request.endpoint)
            kinds[
                request.endpoint,
                default: WorkKind(.endpoint(name), Subject(endpoint: name))
            ].add(
                request.start,
                request.durationMilliseconds.map { $0 / 1_000 },
                request.firstMark,
                scene.grid
            )
        }
        return kinds.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func jobClasses(_ scene: Scene) -> [WorkKind] {
        var kinds: [Int: WorkKind] = [:]
        for job in scene.timeline.jobs {
            guard let start = job.started, let mark = job.startMark else { continue }
            let name = scene.timeline.jobClasses.name(Int32(job.jobClass))
            let queue = job.queue >= 0 ? scene.timeline.queues[job.queue] : nil
            kinds[
                job.jobClass,
                default: WorkKind(
                    .jobClass(name),
                    Subject(queue: queue?.name, jobClass: name),
                    hosts: queue.map { hosts(of: $0, scene, doing: [.pop, .blockingPop]) } ?? [],
                    askers: queue.map { hosts(of: $0, scene, doing: [.push]) } ?? []
                )
            ].add(start, job.runSeconds, mark, scene.grid)
        }
        return kinds.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The hosts that push jobs to a queue, or take them; where none names it (first), those that do so to any.
    private static func hosts(
        of queue: QueueFlow,
        _ scene: Scene,
        doing effects: [RedisCommand.Effect]
    ) -> Set<String> {
        let queues = Set(scene.timeline.queues.map(\.key))
        let any = scene.commandGroups.filter { group in
            effects.contains(group.command.effect) && queues.contains(group.pattern)
        }
        let own = any.filter { $0.pattern == queue.key }
        return Set((own.isEmpty ? any : own).flatMap { $0.hosts.map(\.host) })
    }
}

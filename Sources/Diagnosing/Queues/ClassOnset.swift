// When a class of jobs changed, which is before its queue fell behind: workers must fill up first.

import Statistics
import Summarizing

/// The moment from which the jobs of a class ran longer, or came faster, than before.
struct ClassOnset {
    private let scene: Scene
    private let backlogStart: Timestamp

    /// A pool absorbs a change for at most this long before jobs wait; what is older explains nothing.
    private static let absorbedSecondsMax = 30.0

    init(_ group: BacklogGroup, _ scene: Scene) {
        self.scene = scene
        backlogStart = scene.time(group.bins.lowerBound)
    }

    /// The start of the first of the long runs that lead up to the backlog.
    ///
    /// A run of this class is long from `limit` seconds on.
    /// - Returns: The backlog's own start when no run before it was long.
    func slower(_ jobClass: Int, runsOfAtLeast limit: Double) -> Timestamp {
        let earliest = backlogStart.advanced(bySeconds: -Self.absorbedSecondsMax).microseconds
        let runs = scene.timeline.jobs.filter { job in
            guard job.jobClass == jobClass, let start = job.started else { return false }
            return start >= earliest && start < backlogStart.microseconds
        }.sorted { ($0.started ?? 0) > ($1.started ?? 0) }
        var onset = backlogStart
        for job in runs {
            // A run that was still going at the end of the capture was long.
            guard job.runSeconds ?? .infinity >= limit, let start = job.started else { break }
            onset = Timestamp(microseconds: start)
        }
        return onset
    }

    /// The bin from which on the class arrived at its raised rate, up to the backlog.
    func faster(_ jobClass: Int, usual: Double, now: Double) -> Timestamp {
        var arrivals = [Double](repeating: 0, count: scene.grid.count)
        for job in scene.timeline.jobs where job.jobClass == jobClass {
            if let bin = job.enqueued.flatMap(scene.grid.index) { arrivals[bin] += 1 }
        }
        let limit = (usual + now) / 2 * Double(scene.grid.step)
        guard var bin = scene.grid.index(backlogStart.microseconds) else { return backlogStart }
        let earliest = max(0, bin - Int(Self.absorbedSecondsMax) / scene.grid.step)
        while bin > earliest, arrivals[bin - 1] > limit { bin -= 1 }
        return min(backlogStart, scene.time(bin))
    }
}

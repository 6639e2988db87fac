// When a class of jobs changed, which is before its queue fell behind: workers must fill up first.

import Statistics
import Summarizing

/// The moment from which the jobs of a class ran longer, or came faster, than before.
struct ClassOnset {
    private let scene: Scene
    private let backlogStart: Timestamp

    /// A pool absorbs a change for at most this long before jobs wait; what is older explains nothing.
    static let absorbedSecondsMax = 30.0

    init(_ group: BacklogGroup, _ scene: Scene) {
        self.scene = scene
        backlogStart = scene.time(group.bins.lowerBound)
    }

    /// So many runs in a row, most of them long, are no accident.
    private static let runsLookedAt = 10
    private static let longRunsMin = 8
    /// Workers fill up before jobs wait: runs that became long less than this after the backlog began made it.
    private static let lateSecondsMin = 2.0

    /// The start of the first of the long runs that lead up to the backlog, or that came after it.
    ///
    /// A run of this class is long from `limit` seconds on.
    /// - Returns: The backlog's own start when runs were long from then on.
    func slower(_ jobClass: Int, runsOfAtLeast limit: Double) -> Timestamp {
        let before = leadingUp(jobClass, limit)
        return before < backlogStart ? before : afterwards(jobClass, limit) ?? backlogStart
    }

    /// The first run from which on most were long, where that came clearly after the backlog had begun.
    private func afterwards(_ jobClass: Int, _ limit: Double) -> Timestamp? {
        let runs = scene.timeline.jobs.filter { job in
            job.jobClass == jobClass && job.started ?? 0 >= backlogStart.microseconds
        }.sorted { ($0.started ?? 0) < ($1.started ?? 0) }
        let isLong = runs.map { $0.runSeconds ?? .infinity >= limit }
        guard runs.count >= Self.runsLookedAt else { return nil }
        let first = (0...(runs.count - Self.runsLookedAt)).first { number in
            isLong[number]
                && isLong[number..<(number + Self.runsLookedAt)].count { $0 } >= Self.longRunsMin
        }
        guard let start = first.flatMap({ runs[$0].started }) else { return nil }
        let onset = Timestamp(microseconds: start)
        return onset.seconds - backlogStart.seconds >= Self.lateSecondsMin ? onset : nil
    }

    private func leadingUp(_ jobClass: Int, _ limit: Double) -> Timestamp {
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
        for job in scene.timeline.jobs where job.jobClass == jobClass && !job.isRetry {
            if let bin = job.enqueued.flatMap(scene.grid.index) { arrivals[bin] += 1 }
        }
        let limit = (usual + now) / 2 * Double(scene.grid.step)
        guard var bin = scene.grid.index(backlogStart.microseconds) else { return backlogStart }
        let earliest = max(0, bin - Int(Self.absorbedSecondsMax) / scene.grid.step)
        while bin > earliest, arrivals[bin - 1] > limit { bin -= 1 }
        return min(backlogStart, scene.time(bin))
    }
}

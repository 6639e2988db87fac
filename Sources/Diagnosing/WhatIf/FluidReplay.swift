// Measured arrivals and run times through a fluid model: the workers together drain the oldest job first.
// Source: Lindley, Proc. Cambridge Philosophical Society 48, 1952, with the workers as one server whose speed is
// their number; the workload, and so the wait, is exact as long as jobs are short beside the backlog.

/// Worker-seconds a second that can be done, second by second.
struct Capacity: Equatable {
    /// When the first bin begins, and how long each is, in seconds.
    let start: Double
    let step: Double
    var workers: [Double]

    /// The end of what was seen.
    var end: Double { start + step * Double(workers.count) }

    /// The same with some workers more, or fewer, and all as fast as a factor says.
    func changed(by more: Double, speed: Double) -> Capacity {
        Capacity(start: start, step: step, workers: workers.map { max(0, $0 + more) * speed })
    }

    /// When work that begins at `time` is done, and `nil` where that is beyond the end.
    func finish(of work: Double, from time: Double) -> Double? {
        var left = work
        var now = max(time, start)
        while now < end {
            let bin = min(workers.count - 1, Int((now - start) / step))
            let until = start + step * Double(bin + 1)
            let done = workers[bin] * (until - now)
            if done >= left, workers[bin] > 0 { return now + left / workers[bin] }
            left -= done
            now = max(until, now.nextUp)
        }
        return nil
    }

    /// The first moment from `time` on at which anybody works.
    func firstMoment(from time: Double) -> Double? {
        var now = max(time, start)
        while now < end {
            let bin = min(workers.count - 1, Int((now - start) / step))
            if workers[bin] > 0 { return now }
            now = start + step * Double(bin + 1)
        }
        return nil
    }
}

/// One job of a replay.
struct ReplayedJob: Equatable {
    /// When it was pushed, in seconds.
    var enqueued: Double
    /// How long a worker takes for it, in seconds.
    var work: Double
    /// Its class.
    var kind = -1
    /// Jobs that waited when it was started in truth.
    var depthThen = 0
}

/// What a queue did: measured, or in a model.
struct QueueCourse: Equatable {
    var depthMax = 0
    var waitSecondsMax = 0.0
    /// Jobs that waited longer than ``Backlog/lateSeconds``.
    var lateJobs = 0
    /// From the push of the first late job to the start of the last one; `nil` without late jobs.
    var late: ClosedRange<Double>?
    /// Jobs that nobody had started at the end.
    var waitingAtEnd = 0

    /// Takes pushes and starts, in the order of the pushes; a job without start waits to the end.
    ///
    /// What would be pushed after the end is left out.
    init(_ pushes: [Double], _ starts: [Double?], end: Double) {
        let pushes = pushes.prefix { $0 < end }
        for (push, start) in zip(pushes, starts) {
            if start == nil { waitingAtEnd += 1 }
            let until = start ?? end
            let wait = until - push
            waitSecondsMax = max(waitSecondsMax, wait)
            guard wait > Backlog.lateSeconds else { continue }
            lateJobs += 1
            let first = min(late?.lowerBound ?? push, push)
            late = first...max(late?.upperBound ?? until, until, first)
        }
        depthMax = Self.depthMax(pushes, starts)
    }

    /// The most pushes without start at any moment.
    private static func depthMax(_ pushes: ArraySlice<Double>, _ starts: [Double?]) -> Int {
        let ends = starts.compactMap { $0 }.sorted()
        var started = 0
        var most = 0
        for (number, push) in pushes.enumerated() {
            while started < ends.count, ends[started] <= push { started += 1 }
            most = max(most, number + 1 - started)
        }
        return most
    }
}

/// The model.
enum FluidReplay {
    /// Starts of jobs that are sorted by their pushes; `nil` for those that nobody starts before the end.
    ///
    /// Where run times depend on the depth, `slowing` gives the factor of a class at a depth.
    /// - Complexity: O(jobs + bins).
    static func starts(
        of jobs: [ReplayedJob],
        _ capacity: Capacity,
        slowing: ((Int, Int) -> Double)? = nil
    ) -> [Double?] {
        var starts: [Double?] = []
        starts.reserveCapacity(jobs.count)
        var free: Double? = capacity.start
        var arrived = 0
        for (number, job) in jobs.enumerated() {
            let start = free.flatMap { capacity.firstMoment(from: max($0, job.enqueued)) }
            starts.append(start)
            guard let start else {
                free = nil
                continue
            }
            while arrived < jobs.count, jobs[arrived].enqueued <= start { arrived += 1 }
            let depth = max(0, arrived - number - 1)
            let factor = slowing.map { $0(job.kind, depth) / $0(job.kind, job.depthThen) } ?? 1
            free = capacity.finish(of: job.work * factor, from: start)
        }
        return starts
    }
}

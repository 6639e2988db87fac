// Jobs with known pushes and run times, run by a known number of workers: the truth that a model of queues is held to.

import Randomness

/// One queue and its workers, the oldest job first.
package struct QueueRun: Sendable {
    /// Seconds after ``Moment/epoch``, in rising order, and how long each job runs.
    package let pushes: [Double]
    package let runs: [Double]
    /// When each job started, and which worker ran it.
    package private(set) var starts: [Double] = []
    private var workers: [Int] = []

    /// When a capture of it begins and ends.
    private static let start = 200.0
    package static let end = 290.0

    /// Runs jobs on so many workers.
    package init(pushes: [Double], runs: [Double], workers count: Int) {
        self.pushes = pushes
        self.runs = runs
        var free = [Double](repeating: 0, count: count)
        for (push, run) in zip(pushes, runs) {
            let worker = free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
            let start = max(push, free[worker])
            free[worker] = start + run
            starts.append(start)
            workers.append(worker)
        }
    }

    /// Usual traffic, and in the middle of it fifteen seconds with four times as many jobs.
    package static func surge(seed: UInt64, workers: Int) -> QueueRun {
        var random = SplitMix64(seed: seed)
        var pushes: [Double] = []
        var runs: [Double] = []
        var now = start
        while true {
            let rate = (230..<245).contains(now) ? 80.0 : 20
            now += random.exponential(mean: 1 / rate)
            guard now < end else { break }
            pushes.append(now)
            runs.append(random.duration(median: 0.12, sigma: 0.4))
        }
        return QueueRun(pushes: pushes, runs: runs, workers: workers)
    }

    /// The capture and the worker's log.
    package var files: [(name: String, bytes: [UInt8])] {
        var lines: [(time: Double, text: String)] = []
        var log: [(time: Double, text: String)] = []
        for job in pushes.indices {
            let id = "ab" + String(repeating: "0", count: 16) + String(100_000 + job)
            let stamp = Moment.monitor(pushes[job])
            let payload =
                #"{\"queue\":\"exports\",\"class\":\"ExportJob\",\"jid\":\"\#(id)\",\"created_at\":\#(stamp),\"enqueued_at\":\#(stamp)}"#
            lines.append(
                (
                    pushes[job],
                    #"\#(stamp) [0 10.0.0.11:4000] "lpush" "queue:exports" "\#(payload)""#
                )
            )
            let worker = workers[job]
            lines.append(
                (
                    starts[job],
                    #"\#(Moment.monitor(starts[job])) [0 10.0.0.21:\#(5_000 + worker)] "brpop" "queue:exports" "2""#
                )
            )
            let line = "pid=41 tid=w\(worker) class=ExportJob jid=\(id)"
            let ended = starts[job] + runs[job]
            log.append((starts[job], "\(Moment.iso(starts[job])) \(line) INFO: start"))
            log.append(
                (
                    ended,
                    "\(Moment.iso(ended)) \(line) elapsed=\(Moment.decimal(runs[job])) INFO: done"
                )
            )
        }
        return [("monitor.log", Self.bytes(lines)), ("sidekiq.log", Self.bytes(log))]
    }

    /// The lines of the capture's span, in the order of time.
    private static func bytes(_ lines: [(time: Double, text: String)]) -> [UInt8] {
        let ordered = lines.enumerated().filter { $0.element.time < end }.sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        return Array(ordered.map { $0.element.text + "\n" }.joined().utf8)
    }
}

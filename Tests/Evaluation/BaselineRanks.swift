// What three simple methods would have answered: chance, the largest change, and the largest deviation.
// They are shown the true window and need to name the subject only, not the cause: more than debrief gets.

import Foundation
import Simulator
import Summarizing
import Diagnosing

/// Where the right subject stands in the lists of the baselines.
struct BaselineRanks: Sendable {
    /// The chance that a random order has the right subject among the first one and three.
    var randomFirst = 0.0
    var randomThree = 0.0
    /// The ranks from 1 by the largest change of the mean and by the largest deviation in any bin.
    var largestChange: Int?
    var largestDeviation: Int?

    /// Nothing was right.
    init() {}

    /// Ranks all series of a capture.
    init(_ fault: PlantedFault, _ window: Range<Double>, _ timeline: Timeline) {
        let low = timeline.grid.index(Int64(window.lowerBound * 1e6)) ?? 0
        let high = timeline.grid.index(Int64(window.upperBound * 1e6)) ?? timeline.grid.count
        let inside = low..<max(low + 1, high)
        let candidates = BaselineCandidate.all(in: timeline)
        let right = candidates.filter { fault.accepts($0.subject) }.count
        randomFirst = Self.chance(right, of: candidates.count, first: 1)
        randomThree = Self.chance(right, of: candidates.count, first: 3)
        largestChange = Self.rank(candidates, fault) { $0.change(inside) }
        largestDeviation = Self.rank(candidates, fault) { $0.deviation(inside) }
    }

    /// The chance that one of `right` items is among the first of `count` in a random order.
    private static func chance(_ right: Int, of count: Int, first: Int) -> Double {
        guard right > 0 else { return 0 }
        let misses = (0..<first).reduce(1.0) { product, place in
            product * max(0, Double(count - right - place)) / Double(max(1, count - place))
        }
        return 1 - misses
    }

    private static func rank(
        _ candidates: [BaselineCandidate],
        _ fault: PlantedFault,
        by score: (BaselineCandidate) -> Double
    ) -> Int? {
        let ranked = candidates.enumerated().map { (score($0.element), $0.offset, $0.element) }
            .sorted { ($0.0, -$0.1) > ($1.0, -$1.1) }
        return ranked.firstIndex { fault.accepts($0.2.subject) }.map { $0 + 1 }
    }
}

/// A series that a baseline may accuse.
struct BaselineCandidate {
    let subject: Subject
    let values: [Double]

    /// The calls of each command, pattern and host, and the arrivals and run times of each class of jobs.
    static func all(in timeline: Timeline) -> [BaselineCandidate] {
        let commands = timeline.redis.series.map { series in
            let pattern = timeline.redis.patterns.name(series.kind.pattern)
            return BaselineCandidate(
                subject: Subject(
                    command: series.kind.command.name,
                    keyPattern: pattern,
                    queue: timeline.queues.first { $0.key == pattern }?.name,
                    clients: [timeline.redis.hosts.name(series.kind.host)]
                ),
                values: timeline.calls(of: series)
            )
        }
        return commands + jobs(timeline)
    }

    private static func jobs(_ timeline: Timeline) -> [BaselineCandidate] {
        var arrivals: [Int: [Double]] = [:]
        var runs: [Int: [Double]] = [:]
        let none = [Double](repeating: 0, count: timeline.grid.count)
        for job in timeline.jobs {
            if let bin = job.enqueued.flatMap(timeline.grid.index) {
                arrivals[job.jobClass, default: none][bin] += 1
            }
            if let bin = job.started.flatMap(timeline.grid.index), let run = job.runSeconds {
                runs[job.jobClass, default: none][bin] += run
            }
        }
        return (arrivals.sorted { $0.key < $1.key } + runs.sorted { $0.key < $1.key }).map {
            jobClass,
            values in
            let queue = timeline.jobs.first { $0.jobClass == jobClass && $0.queue >= 0 }?.queue
            return BaselineCandidate(
                subject: Subject(
                    queue: queue.map { timeline.queues[$0].name },
                    jobClass: timeline.jobClasses.name(Int32(jobClass))
                ),
                values: values
            )
        }
    }

    /// How far the mean inside lies from the mean outside.
    func change(_ inside: Range<Int>) -> Double {
        let (mean, _) = outside(inside)
        let own = values[inside.clamped(to: 0..<values.count)]
        return own.isEmpty ? 0 : abs(own.reduce(0, +) / Double(own.count) - mean)
    }

    /// The largest distance of any bin inside from the mean outside, in standard deviations.
    func deviation(_ inside: Range<Int>) -> Double {
        let (mean, spread) = outside(inside)
        let own = values[inside.clamped(to: 0..<values.count)]
        return own.map { abs($0 - mean) / max(spread, 1e-3) }.max() ?? 0
    }

    private func outside(_ inside: Range<Int>) -> (mean: Double, spread: Double) {
        let rest = values.indices.filter { !inside.contains($0) }.map { values[$0] }
        guard !rest.isEmpty else { return (0, 0) }
        let mean = rest.reduce(0, +) / Double(rest.count)
        let squares = rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(rest.count)).squareRoot())
    }
}

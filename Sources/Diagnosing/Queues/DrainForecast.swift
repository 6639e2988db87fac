// When a backlog that is still there will be gone, if everything stays as it is.
// Source: fluid limit of a queue; the interval by the delta method from Poisson counts.

import Statistics
import Summarizing

/// How long a backlog needs to drain.
struct DrainForecast {
    /// Seconds to an empty queue with the 95 % interval; `nil` where the workers do not keep up.
    let seconds: (expected: Double, interval: ClosedRange<Double>)?
    /// Jobs a second that arrive and that are started, over the last minute of the capture.
    let arrivals: Double
    let starts: Double
    /// Workers that would have to be busy only to keep pace with the arrivals; `nil` without run times.
    let workersNeeded: Double?

    /// The rates of the last minute count; older ones are of another phase.
    private static let secondsMax = 60.0
    /// Rates over less than this say nothing.
    private static let secondsMin = 5.0
    /// The 95 % quantile of the normal distribution, two-sided.
    private static let quantile = 1.96
    /// An upper end of the interval beyond a day is no forecast.
    private static let intervalSecondsMax = 86_400.0

    /// `nil` for a backlog that is over, or one seen too briefly.
    init?(_ group: BacklogGroup, _ scene: Scene) {
        guard group.isOpen else { return nil }
        let queue = scene.timeline.queues[group.main.queue]
        let length = Int(Self.secondsMax / Double(scene.grid.step))
        let bins =
            max(group.bins.lowerBound, group.bins.upperBound - length)..<group.bins.upperBound
        let span = scene.seconds(bins)
        guard span >= Self.secondsMin, let depth = queue.depth[bins.upperBound - 1] else {
            return nil
        }
        let arrived = queue.arrivals[bins].reduce(0, +)
        let started = queue.starts[bins].reduce(0, +)
        arrivals = arrived / span
        starts = started / span
        let mean = Load(scene.timeline, over: bins).offered
        workersNeeded = mean > 0 ? mean.rounded(.up) : nil
        let pace = starts - arrivals
        let error = Self.quantile * (arrived + started).squareRoot() / span
        guard pace > error else {
            seconds = nil
            return
        }
        let expected = depth / pace
        seconds = (
            expected,
            (depth / (pace + error))...min(depth / (pace - error), Self.intervalSecondsMax)
        )
    }

    /// The forecast in words.
    var sentence: Sentence {
        if let seconds {
            return
                "At the pace of the last minute it is empty after \(seconds.expected, .seconds) more (between \(seconds.interval.lowerBound, .seconds) and \(seconds.interval.upperBound, .seconds))."
        }
        guard let workersNeeded else {
            return
                "At the pace of the last minute it never drains: \(arrivals, .jobsPerSecond) arrive and \(starts, .jobsPerSecond) are started."
        }
        return
            "At the pace of the last minute it does not drain: \(arrivals, .jobsPerSecond) arrive and \(starts, .jobsPerSecond) are started; more than \(workersNeeded, .workers) would have to be busy."
    }
}

// A backlog that keeps itself alive: what set it off is gone, and the usual arrivals are more than the workers,
// slowed down by the backlog, can finish.
// Source: Bronson et al., "Metastable Failures in Distributed Systems", HotOS 2021.

import Statistics
import Summarizing

/// Where the capacity under a backlog fell below the usual arrivals.
struct TurningPoint {
    /// The bin in which arrivals were back to their usual rate.
    let bin: Int
    /// Jobs that waited then.
    let depth: Double
    /// Jobs a second that arrived and that workers finished from then to the end of the backlog.
    let arrivals: Double
    let capacity: Double

    /// Arrivals within this factor of the usual rate are usual.
    private static let usualFactorMax = BacklogStory.ratioMin
    /// The trouble must outlive its cause by this much; a pool takes some seconds to catch up in any case.
    private static let secondsMin = 20.0
    /// Rates are looked at over so many bins: fewer hold too few jobs.
    private static let smoothingBins = 10

    /// `nil` where arrivals were never raised, are raised still, or the workers catch up.
    init?(_ group: BacklogGroup, _ scene: Scene) {
        let queue = scene.timeline.queues[group.main.queue]
        guard let quiet = group.quiet(in: scene), queue.depthSource == .matchedJobs else {
            return nil
        }
        let usual = scene.mean(queue.arrivals, over: quiet)
        let limit = Self.usualFactorMax * usual
        let raised = group.bins.filter { bin in
            // The last bins are looked at together: a few alone hold too few jobs as well.
            let until = min(group.bins.upperBound, bin + Self.smoothingBins)
            let from = max(group.bins.lowerBound, min(bin, until - Self.smoothingBins))
            return queue.arrivals[bin] > limit
                && scene.mean(queue.arrivals, over: from..<until) > limit
        }
        guard usual > 0, let last = raised.last else { return nil }
        let tail = min(group.bins.upperBound, last + 1)..<group.bins.upperBound
        let seconds = scene.seconds(tail)
        guard seconds >= Self.secondsMin else { return nil }
        let arrived = queue.arrivals[tail].reduce(0, +)
        let finished = queue.starts[tail].reduce(0, +)
        let rates = PoissonRates.compare(
            before: Int(finished),
            beforeSeconds: seconds,
            after: Int(arrived),
            afterSeconds: seconds
        )
        guard let rates, rates.interval.lowerBound > 1 else { return nil }
        bin = tail.lowerBound
        depth = queue.depth[tail.lowerBound] ?? 0
        arrivals = arrived / seconds
        capacity = finished / seconds
    }
}

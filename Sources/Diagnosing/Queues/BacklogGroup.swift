// Backlogs of several queues at one time are one backlog: the queues share their workers.

import Summarizing

/// Backlogs that overlap, the worst first.
struct BacklogGroup {
    var backlogs: [Backlog]
    var bins: Range<Int>
    var isOpen: Bool

    /// The backlog with the most late jobs, or the deepest where that is not known.
    var main: Backlog { backlogs[0] }

    /// Overlapping backlogs joined, in the order of their starts.
    static func joined(_ backlogs: [Backlog]) -> [BacklogGroup] {
        var groups: [BacklogGroup] = []
        for backlog in backlogs.sorted(by: {
            ($0.bins.lowerBound, $0.queue) < ($1.bins.lowerBound, $1.queue)
        }) {
            if let last = groups.last, backlog.bins.lowerBound < last.bins.upperBound {
                groups[groups.count - 1].backlogs.append(backlog)
                groups[groups.count - 1].bins =
                    last.bins.lowerBound..<max(last.bins.upperBound, backlog.bins.upperBound)
                groups[groups.count - 1].isOpen = last.isOpen || backlog.isOpen
            } else {
                groups.append(
                    BacklogGroup(backlogs: [backlog], bins: backlog.bins, isOpen: backlog.isOpen)
                )
            }
        }
        for number in groups.indices {
            groups[number].backlogs.sort { left, right in
                (-left.lateJobs, -left.peakDepth, left.queue)
                    < (-right.lateJobs, -right.peakDepth, right.queue)
            }
            // The window is that of the queue that suffered most; the others only lengthen it.
            groups[number].bins = groups[number].main.bins
            groups[number].isOpen = groups[number].main.isOpen
        }
        return groups
    }

    /// The bins that serve as comparison: before the backlog, or after it where too little lies before.
    func baseline(in scene: Scene) -> Range<Int> {
        let active = scene.firstActiveBin
        if bins.lowerBound - active >= Episode.baselineBinsMin { return active..<bins.lowerBound }
        if scene.grid.count - bins.upperBound >= Episode.baselineBinsMin {
            return bins.upperBound..<scene.grid.count
        }
        return active..<max(active, bins.lowerBound)
    }

    /// The bins in which the backlog grew.
    var growth: Range<Int> {
        bins
            .lowerBound..<max(
                main.peakBin + 1,
                min(bins.upperBound, bins.lowerBound + Self.growthBinsMin)
            )
    }

    private static let growthBinsMin = 5
}

extension Scene {
    /// The first bin in which a job arrived: captures often begin before the traffic does.
    var firstActiveBin: Int {
        let arrivals = timeline.queues.compactMap { flow in flow.arrivals.firstIndex { $0 > 0 } }
        return arrivals.min() ?? 0
    }
}

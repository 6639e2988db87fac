// Backlogs of several queues at one time are one backlog: the queues share their workers.

import Summarizing

/// Backlogs that overlap, the worst first.
struct BacklogGroup {
    var backlogs: [Backlog]
    var bins: Range<Int>
    var isOpen: Bool
    /// Between the backlogs before and after it, where the queues were quiet; `quietUntil` is `nil` for the last.
    var quietFrom = 0
    var quietUntil: Int?

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
        for number in groups.indices.dropFirst() {
            groups[number].quietFrom = groups[number - 1].bins.upperBound
            groups[number - 1].quietUntil = groups[number].bins.lowerBound
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
        quiet(in: scene)
            ?? scene.firstActiveBin..<max(scene.firstActiveBin, bins.lowerBound)
    }

    /// The quiet before the backlog, or else after it; `nil` where the capture holds none that is long enough.
    func quiet(in scene: Scene) -> Range<Int>? {
        let from = max(scene.firstActiveBin, quietFrom)
        if bins.lowerBound - from >= Episode.baselineBinsMin { return from..<bins.lowerBound }
        let until = quietUntil ?? scene.grid.count
        return until - bins.upperBound >= Episode.baselineBinsMin ? bins.upperBound..<until : nil
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

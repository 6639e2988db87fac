// How long the calls of one command held the one thread, bin by bin: at least by the slow log and the table, at most
// by the table and the silences around its lines.

import Statistics
import Summarizing

/// Bounds of the server time of a group of commands over any stretch.
struct ThreadTime {
    private let least: PrefixSums
    private let most: PrefixSums
    private let stepSeconds: Double

    /// `nil` where nothing bounds the time from above: neither the table nor, for lack of a version, silences.
    init?(_ group: CommandGroup, _ logged: LoggedCost?, _ scene: Scene) {
        let version = scene.timeline.redisVersion
        let flow = scene.timeline.queues.first { $0.key == group.pattern }
        let cost: CommandCost? =
            switch CommandCosts.cost(group.command, group.shape, version) {
            case .known(let cost): cost
            case .notInTable, .dependsOnVersion: nil
            }
        let slow = Self.slowSeconds(logged, scene)
        var low = [Double](repeating: 0, count: scene.grid.count)
        var high = low
        for (bin, calls) in group.calls.enumerated() where calls > 0 {
            let size = flow?.depth[bin]
            let each = cost.flatMap { cost in
                cost.work.unit != nil && size == nil ? nil : cost.work.microseconds(size: size ?? 0)
            }
            let silence = version.map {
                group.gap(bin..<(bin + 1), stampsAtEnd: $0.stampsAtEnd) / 1e6
            }
            let table = each.map { calls * $0.upperBound / 1e6 }
            guard let bound = [table, silence].compactMap({ $0 }).min() else { return nil }
            let call = each.map { cost?.bound == .atMost ? 0 : $0.lowerBound } ?? 0
            // The table was measured on one machine: what was logged here holds against it.
            low[bin] = max(slow[bin], min(calls * call / 1e6, bound))
            high[bin] = max(slow[bin], bound)
        }
        least = PrefixSums(low)
        most = PrefixSums(high)
        stepSeconds = Double(scene.grid.step)
    }

    /// Seconds a second over some bins.
    func rate(_ bins: Range<Int>) -> ClosedRange<Double> {
        let seconds = max(1, Double(bins.count) * stepSeconds)
        let low = max(0, least.sum(bins.lowerBound, bins.upperBound) / seconds)
        return low...max(low, most.sum(bins.lowerBound, bins.upperBound) / seconds)
    }

    /// Seconds that the slow log holds, a bin.
    private static func slowSeconds(_ logged: LoggedCost?, _ scene: Scene) -> [Double] {
        var seconds = [Double](repeating: 0, count: scene.grid.count)
        for entry in logged?.entries ?? [] {
            guard let bin = scene.grid.index(entry.end.microseconds) else { continue }
            seconds[bin] += Double(entry.durationMicroseconds) / 1e6
        }
        return seconds
    }
}

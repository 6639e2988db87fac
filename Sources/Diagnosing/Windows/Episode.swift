// Stretches in which a series stood above its quiet level.
// Change points first, then the stretches between them are compared.

import Statistics
import Summarizing

/// A raised stretch of a series.
struct Episode: Sendable, Equatable {
    /// The bins, and whether it was still raised in the last one.
    var bins: Range<Int>
    var isOpen: Bool
    /// The median before (or of the quiet stretches) and inside.
    var before: Double
    var inside: Double
    /// Half the width of the interval in which the start lies, in bins.
    var startUncertaintyBins: Int
    /// Where the quiet before it begins: the end of the stretch before, or the first bin.
    var quietFrom = 0

    /// Ratios against a quiet level of nothing are given against this.
    private static let quietFloor = 1e-9

    /// Inside over before, at most 1,000.
    var ratio: Double { min(1_000, inside / max(before, Self.quietFloor)) }

    /// The bins that serve as comparison: what lies before, or after where too little lies before.
    func baseline(of count: Int) -> Range<Int> {
        let quiet = min(quietFrom, bins.lowerBound)..<bins.lowerBound
        if quiet.count >= Self.baselineBinsMin { return quiet }
        if count - bins.upperBound >= Self.baselineBinsMin { return bins.upperBound..<count }
        return 0..<bins.lowerBound
    }

    /// Fewer bins are no baseline.
    static let baselineBinsMin = 8
}

/// Finds raised stretches.
enum Episodes {
    /// The stretches in which a series is raised: changes of level and, beside them, short bursts that come again.
    ///
    /// Medians below `leastInside` are never raised: the practical floor, in the series' unit.
    static func raised(_ values: [Double], gate: Gate = .levels, leastInside: Double) -> [Episode] {
        let levels = levels(values, gate: gate, leastInside: leastInside)
        let all = levels + bursts(values, levels, gate: gate, leastInside: leastInside)
        var quietFrom = 0
        return all.sorted { $0.bins.lowerBound < $1.bins.lowerBound }.map { episode in
            var episode = episode
            episode.quietFrom = quietFrom
            quietFrom = episode.bins.upperBound
            return episode
        }
    }

    /// Repeated bursts apart from the raised levels.
    ///
    /// Bursts that lie mostly inside raised levels are the roughness of those, and tell nothing by themselves.
    private static func bursts(
        _ values: [Double],
        _ levels: [Episode],
        gate: Gate,
        leastInside: Double
    ) -> [Episode] {
        guard let found = RepeatedBursts.find(values, gate: gate, leastInside: leastInside) else {
            return []
        }
        let apart = found.bursts.filter { burst in !levels.contains { $0.bins.overlaps(burst) } }
        guard apart.count * 2 >= found.bursts.count else { return [] }
        return apart.map { burst in
            Episode(
                bins: burst,
                isOpen: burst.upperBound == values.count,
                before: found.quiet,
                inside: found.height,
                startUncertaintyBins: 1
            )
        }
    }

    /// The raised levels alone: admitted changes of level and what lies between them.
    static func levels(_ values: [Double], gate: Gate, leastInside: Double) -> [Episode] {
        let changes = admitted(values, gate)
        guard !changes.isEmpty else { return [] }
        let edges = [0] + changes.map(\.index) + [values.count]
        let pieces = zip(edges, edges.dropFirst()).map { start, end in
            (bins: start..<end, median: RobustScale.median(of: Array(values[start..<end])) ?? 0)
        }
        // The quiet level is the lowest of the stretches that are long enough to be one.
        let quiet =
            pieces.filter { $0.bins.count >= Episode.baselineBinsMin }.map(\.median).min() ?? 0
        var episodes: [Episode] = []
        for (number, piece) in pieces.enumerated()
        where piece.median >= max(leastInside, quiet * gate.ratioMin) && piece.median > quiet {
            let uncertainty = number > 0 ? changes[number - 1].indexInterval.count / 2 : 0
            if let last = episodes.last, last.bins.upperBound == piece.bins.lowerBound {
                let inside = max(last.inside, piece.median)
                episodes[episodes.count - 1].bins = last.bins.lowerBound..<piece.bins.upperBound
                episodes[episodes.count - 1].inside = inside
                episodes[episodes.count - 1].isOpen = piece.bins.upperBound == values.count
            } else {
                episodes.append(
                    Episode(
                        bins: piece.bins,
                        isOpen: piece.bins.upperBound == values.count,
                        before: quiet,
                        inside: piece.median,
                        startUncertaintyBins: uncertainty
                    )
                )
            }
        }
        return episodes.map { settled($0, values) }
    }

    /// A change of level is placed where the means differ most, which is late when the new level climbs.
    ///
    /// An episode begins with the first bin, and ends with the last, that has left the quiet level by a quarter of the
    /// way to the raised one without a break.
    private static func settled(_ episode: Episode, _ values: [Double]) -> Episode {
        let edge = episode.before + edgeShare * (episode.inside - episode.before)
        var low = episode.bins.lowerBound
        var high = episode.bins.upperBound
        while low > 0, values[low - 1] > edge { low -= 1 }
        while low + 1 < high, values[low] <= edge { low += 1 }
        while high < values.count, values[high] > edge { high += 1 }
        while high - 1 > low, values[high - 1] <= edge { high -= 1 }
        var episode = episode
        episode.bins = low..<high
        episode.isOpen = high == values.count
        return episode
    }

    private static let edgeShare = 0.25

    /// Changes large enough to matter beside the quieter of their two sides.
    ///
    /// A level's noise grows with the level, so the end of an episode is judged as its beginning is: backwards, as
    /// a rise out of the quiet that follows.
    private static func admitted(_ values: [Double], _ gate: Gate) -> [ChangePoint] {
        let reversed = ChangePoints.find(in: values.reversed(), admittedBy: gate)
        let falls = reversed.filter(\.isRise).map { values.count - $0.index }
        return ChangePoints.find(in: values).filter { change in
            if change.isRise { return gate.admits(change) }
            return gate.admits(change) || falls.contains { abs($0 - change.index) <= placeBinsMax }
        }
    }

    /// The same change is placed within so many bins when it is looked at from the other side.
    private static let placeBinsMax = 3

    /// The stretches in which values stay above a threshold, short dips bridged.
    static func above(
        _ values: [Double],
        threshold: Double,
        lengthBinsMin: Int,
        dipBinsMax: Int
    ) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (bin, value) in values.enumerated() where value > threshold {
            if let last = runs.last, bin - last.upperBound <= dipBinsMax {
                runs[runs.count - 1] = last.lowerBound..<(bin + 1)
            } else {
                runs.append(bin..<(bin + 1))
            }
        }
        return runs.filter { $0.count >= lengthBinsMin }
    }
}

// The cuts of one unbroken series: threshold, narrowest first, and the test of cliff or slope.
// Source: see ChangePoints.swift.

import Foundation

/// An unbroken series cut into levels.
struct Segmentation: Sendable {
    private struct Cut {
        var index: Int
        var z: Double
    }

    private let sums: PrefixSums
    private let count: Int
    private let sigma: Double
    private let threshold: Double
    private var cuts: [Cut] = []

    /// Cuts a series.
    ///
    /// - Returns: `nil` for a constant series and for one whose spread is not a finite number.
    init?(of values: [Double]) {
        guard let scale = RobustScale(of: values), scale.spread > 0, scale.spread.isFinite else {
            return nil
        }
        let limit = ChangePoints.winsorLimit
        let levels = values.map {
            min(max(($0 - scale.median) / scale.spread, -limit), limit)
        }
        count = levels.count
        sums = PrefixSums(levels)
        sigma = NoiseRuler(of: levels, segmentBinsMin: ChangePoints.segmentBinsMin).sigma
        threshold = (2 * log(Double(count) / ChangePoints.alpha)).squareRoot()
        pickNarrowestFirst()
        moveToPeaks()
        dropFaintCuts()
        dropSlopes(levels)
    }

    private mutating func pickNarrowestFirst() {
        let lengthMin = 2 * ChangePoints.segmentBinsMin
        for stretch in SeededIntervals.make(count: count, lengthMin: lengthMin) {
            let isTaken = cuts.contains {
                $0.index > stretch.lowerBound && $0.index < stretch.upperBound
            }
            guard !isTaken, let cut = cutAboveThreshold(stretch) else { continue }
            cuts.append(cutAboveThreshold(widened(stretch)) ?? cut)
        }
        cuts.sort { $0.index < $1.index }
    }

    /// In the narrowest stretches only the middle can be cut; in the widened one every bin can.
    private func widened(_ stretch: Range<Int>) -> Range<Int> {
        var start = max(0, stretch.lowerBound - ChangePoints.segmentBinsMin)
        var end = min(count, stretch.upperBound + ChangePoints.segmentBinsMin)
        for cut in cuts {
            if cut.index <= stretch.lowerBound { start = max(start, cut.index) }
            if cut.index >= stretch.upperBound { end = min(end, cut.index) }
        }
        return start..<end
    }

    /// A narrow stretch places its cut roughly; between the neighbouring cuts there is more to see.
    private mutating func moveToPeaks() {
        for position in cuts.indices {
            guard let cut = cutAboveThreshold(bounds(position)) else { continue }
            cuts[position] = Cut(index: cut.index, z: max(cut.z, cuts[position].z))
        }
    }

    private mutating func dropFaintCuts() {
        while let faintest = cuts.indices.min(by: { localZ($0) < localZ($1) }),
            localZ(faintest) < ChangePoints.localFraction * threshold
        {
            cuts.remove(at: faintest)
        }
    }

    private mutating func dropSlopes(_ levels: [Double]) {
        while let slope = cuts.indices.first(where: { isSlope($0, of: levels) }) {
            cuts.remove(at: slope)
        }
    }

    private func cutAboveThreshold(_ stretch: Range<Int>) -> Cut? {
        guard
            let peak = sums.peak(
                stretch.lowerBound,
                stretch.upperBound,
                binsMin: ChangePoints.segmentBinsMin
            ), peak.height >= threshold * sigma
        else { return nil }
        return Cut(index: peak.cut, z: peak.height / sigma)
    }

    private func bounds(_ position: Int) -> Range<Int> {
        let start = position == 0 ? 0 : cuts[position - 1].index
        let end = position + 1 == cuts.count ? count : cuts[position + 1].index
        return start..<end
    }

    private func localStretch(_ position: Int) -> Range<Int> {
        let (around, cut) = (bounds(position), cuts[position].index)
        return max(
            around.lowerBound,
            cut - ChangePoints.localBinsMax
        )..<min(around.upperBound, cut + ChangePoints.localBinsMax)
    }

    private func localZ(_ position: Int) -> Double {
        let stretch = localStretch(position)
        return sums.tent(stretch.lowerBound, cuts[position].index, stretch.upperBound) / sigma
    }

    /// Tells a slope from a cliff between the neighbouring cuts.
    ///
    /// It is a slope when a straight line does about as well as the step and leaves no tent of its
    /// own above the ruler.
    private func isSlope(_ position: Int, of levels: [Double]) -> Bool {
        let stretch = bounds(position)
        let middle = Double(stretch.lowerBound + stretch.upperBound - 1) / 2
        let mean = sums.mean(stretch.lowerBound, stretch.upperBound)
        var covariance = 0.0
        var variance = 0.0
        for bin in stretch {
            let time = Double(bin) - middle
            covariance += time * (levels[bin] - mean)
            variance += time * time
        }
        let step = sums.tent(stretch.lowerBound, cuts[position].index, stretch.upperBound)
        let lineGain = covariance * covariance / variance
        guard step * step <= lineGain + ChangePoints.slopeMargin * sigma * sigma else {
            return false
        }
        let slope = covariance / variance
        let rest = PrefixSums(stretch.map { levels[$0] - mean - slope * (Double($0) - middle) })
        let peak = rest.peak(0, stretch.count, binsMin: ChangePoints.segmentBinsMin)
        return (peak?.height ?? 0) < threshold * sigma
    }
}

extension Segmentation {
    /// The 95 % quantile of the place of the peak of a two-sided walk with drift (Bai 1997).
    private static let placeQuantile95 = 11.0

    /// Returns the cuts with their effects, measured on the piece that was cut.
    func changes(in piece: BridgedSeries) -> [ChangePoint] {
        cuts.indices.compactMap { change($0, in: piece) }
    }

    private func change(_ position: Int, in piece: BridgedSeries) -> ChangePoint? {
        let (cut, stretch) = (cuts[position], localStretch(position))
        let before = Array(piece.values[stretch.lowerBound..<cut.index])
        let after = Array(piece.values[cut.index..<stretch.upperBound])
        guard let scale = RobustScale(of: before), let level = RobustScale.median(of: after) else {
            return nil
        }
        let interval = placeInterval(position, from: piece.start)
        let farthest = farthest(
            before,
            from: scale.median,
            sureCount: interval.lowerBound - piece.start - stretch.lowerBound
        )
        let measured = { (bins: Range<Int>) in
            piece.isMeasured[bins].reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        return ChangePoint(
            index: piece.start + cut.index,
            before: scale.median,
            after: level,
            beforeNoise: max(scale.spread, farthest / 3),
            z: cut.z,
            localZ: localZ(position),
            cliffsDelta: CliffsDelta.between(before, after),
            support: min(
                measured(stretch.lowerBound..<cut.index),
                measured(cut.index..<stretch.upperBound)
            ),
            pValue: min(1, Double(count) * NormalDistribution.twoSidedTail(cut.z)),
            indexInterval: interval
        )
    }

    /// The distance from the median that one bin in a hundred exceeds.
    ///
    /// Bins that may belong to the change itself, because its place is not known better, are no noise of what was
    /// before it; they are left out where enough others remain.
    private func farthest(_ before: [Double], from median: Double, sureCount: Int) -> Double {
        let sure =
            sureCount >= ChangePoints.segmentBinsMin ? Array(before.prefix(sureCount)) : before
        return RobustScale.quantile(0.99, of: sure.map { abs($0 - median) }) ?? 0
    }

    private func placeInterval(_ position: Int, from start: Int) -> ClosedRange<Int> {
        let (around, cut) = (bounds(position), cuts[position].index)
        let height = abs(sums.mean(around.lowerBound, cut) - sums.mean(cut, around.upperBound))
        let relative = sigma / max(height, sigma / Double(count))
        let bins = (Self.placeQuantile95 * relative * relative).rounded(.up)
        let half = Int(min(bins, Double(count)))
        return start + max(around.lowerBound, cut - half)...start
            + min(around.upperBound - 1, cut + half)
    }
}

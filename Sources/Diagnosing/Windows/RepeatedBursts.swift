// Short stretches that come again and again: each too short for a change of level, together no accident.

import Foundation
import Statistics

/// Finds repeated bursts in a series.
enum RepeatedBursts {
    /// Two bursts are two accidents; from three on a distance between them can be told.
    static let timesMin = PhaseFolding.momentsMin
    /// A burst that keeps to a beat must last this many bins, another one must last longer: single spikes stand
    /// in every heavy-tailed series.
    private static let regularBinsMin = 3
    private static let irregularBinsMin = 5
    /// Schedulers start a second or two late, and bins are a second.
    private static let beatBinsMax = 2
    /// A dip of so many bins does not end a burst.
    private static let dipBinsMax = 1
    /// Bursts of one cause have about one height.
    private static let heightRatioMax = 3.0
    /// Bursts fill less than this share of the time, or the quiet level is not that of the median.
    private static let dutyMax = 0.4

    /// The bursts of a series, with the quiet level and the median height; `nil` when nothing comes again.
    ///
    /// A bin belongs to a burst when it stands out of the whole series as the gate asks of a change of level.
    /// - Complexity: O(n log n).
    static func find(_ values: [Double], gate: Gate, leastInside: Double)
        -> (bursts: [Range<Int>], quiet: Double, height: Double)?
    {
        guard let scale = RobustScale(of: values) else { return nil }
        let noise = max(spread(of: values, scale), gate.floorFraction * abs(scale.median))
        let threshold = max(
            leastInside,
            scale.median * gate.ratioMin,
            scale.median + gate.shiftMin * noise
        )
        let runs = Episodes.above(
            values,
            threshold: threshold,
            lengthBinsMin: regularBinsMin,
            dipBinsMax: dipBinsMax
        )
        let heights = runs.map { run in values[run].reduce(0, +) / Double(run.count) }
        guard let height = RobustScale.median(of: heights) else { return nil }
        let alike = zip(runs, heights).filter {
            $0.1 <= heightRatioMax * height && $0.1 * heightRatioMax >= height
        }.map(\.0)
        guard alike.count >= timesMin,
            Double(alike.reduce(0) { $0 + $1.count }) <= dutyMax * Double(values.count)
        else { return nil }
        if isRegular(alike.map(\.lowerBound)) { return (alike, scale.median, height) }
        let lasting = alike.filter { $0.count >= irregularBinsMin }
        return lasting.count >= timesMin ? (lasting, scale.median, height) : nil
    }

    /// Whether starts keep to a beat more closely than by accident.
    private static func isRegular(_ starts: [Int]) -> Bool {
        let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
        guard let beat = gaps.min(), beat > 2 * beatBinsMax else { return false }
        let keepsBeat = gaps.allSatisfy { gap in
            min(gap % beat, beat - gap % beat) <= beatBinsMax
        }
        // One gap sets the beat, and each other one falls close to a multiple of it by this chance.
        let chance = pow(Double(2 * beatBinsMax + 1) / Double(beat), Double(gaps.count - 1))
        return keepsBeat && chance <= PhaseFolding.chanceMax
    }

    /// The spread of the lower half mirrored: bursts above must not widen the measure that they are held against.
    private static func spread(of values: [Double], _ scale: RobustScale) -> Double {
        let below = values.filter { $0 <= scale.median }.map { scale.median - $0 }
        let middle = RobustScale.median(of: below) ?? 0
        guard middle == 0 else { return RobustScale.deviationFactor * middle }
        // More than half of the values are equal: what they are in a quiet tenth decides.
        return RobustScale.quantile(0.9, of: below) ?? 0
    }
}

// When the memory of Redis would have been full, at the rate at which it grew.

import Statistics
import Summarizing

/// The last steady rise of the memory in use, carried on to its limit.
struct MemoryForecast {
    let series: MetricSeries
    /// The samples of the rise, in the series.
    let rise: Range<Int>
    let limit: Double
    /// Bytes a second.
    let rate: Double
    /// When the line meets the limit.
    let full: Timestamp
    /// Whether the rise was going on when the capture ended.
    let isOpen: Bool

    /// Fewer samples make no line.
    private static let samplesMin = 10
    /// Rank correlation of memory and time from which on it is a rise and not noise.
    private static let correlationMin = 0.9
    /// A rise by less than this share of the limit is the breathing of a cache.
    private static let riseShareMin = 0.05
    /// A rise begins when the memory last stood this share of the way up.
    private static let quietShareMax = 0.1
    /// A rise whose second half is flatter than this share of the whole slows down, as a cache does that warms up.
    private static let flatShareMax = 0.5
    /// What follows the highest sample by no more than so many spreads of the samples around the line is its noise.
    private static let spreadsMax = 3.0
    /// Nobody would trust a line further out than this many times the length of the rise.
    private static let reachMax = 20.0

    /// The highest the memory stood.
    var peak: Double { series.values.max() ?? 0 }
    /// Whether it ended well below the limit, so that memory cannot have mattered.
    var isHarmless: Bool { !isOpen && peak <= MemoryLimits.alertShare * limit }

    /// `nil` where the limit or the memory is not known, or no steady rise leads to it.
    static func find(_ scene: Scene) -> MemoryForecast? {
        guard let series = used(scene), let limit = limit(scene, series), limit > 0 else {
            return nil
        }
        let values = series.values
        guard let top = values.indices.max(by: { (values[$0], $1) < (values[$1], $0) }),
            let lowest = values[...top].min(),
            let bottom = values[...top].lastIndex(where: {
                $0 <= lowest + quietShareMax * (values[top] - lowest)
            })
        else { return nil }
        let rise = bottom..<(top + 1)
        let seconds = rise.map { Double(series.times[$0] - series.times[bottom]) / 1e6 }
        guard rise.count >= samplesMin, let length = seconds.last, values[top] < limit,
            values[top] - values[bottom] >= riseShareMin * limit,
            Spearman.correlation(seconds, Array(values[rise])) ?? 0 >= correlationMin,
            let line = TheilSen(zip(seconds, values[rise]).map { ($0, $1) }), line.slope > 0
        else { return nil }
        let left = (limit - values[top]) / line.slope
        guard left <= reachMax * length else { return nil }
        return MemoryForecast(
            series: series,
            rise: rise,
            limit: limit,
            rate: line.slope,
            full: Timestamp(microseconds: series.times[top]).advanced(bySeconds: left),
            isOpen: goesOn(series, rise, line)
        )
    }

    /// Whether what follows the highest sample still lies on the line, and the line is as steep there as before.
    private static func goesOn(_ series: MetricSeries, _ rise: Range<Int>, _ line: TheilSen) -> Bool
    {
        let points = (rise.lowerBound..<series.values.count).map { place in
            (
                x: Double(series.times[place] - series.times[rise.lowerBound]) / 1e6,
                y: series.values[place]
            )
        }
        let residuals = points.map { $0.y - line.intercept - line.slope * $0.x }
        let spread = RobustScale(of: Array(residuals.prefix(rise.count)))?.spread ?? 0
        let after = RobustScale.median(of: Array(residuals.dropFirst(rise.count))) ?? 0
        guard after >= -spreadsMax * spread,
            let half = TheilSen(Array(points.dropFirst(points.count / 2)))
        else { return false }
        return half.slope >= flatShareMax * line.slope
    }

    /// The memory in use, by the server's own name for it.
    private static func used(_ scene: Scene) -> MetricSeries? {
        scene.timeline.metrics.first { series in
            let name = series.name.lowercased()
            return series.unit == .bytes && name.hasSuffix("used_memory")
        }
    }

    /// The limit as INFO says it, or a series that stands beside that of the memory.
    private static func limit(_ scene: Scene, _ used: MetricSeries) -> Double? {
        MemoryLimits.limit(scene)
            ?? scene.timeline.metrics.first {
                $0.source == used.source && $0.name.lowercased().hasSuffix("maxmemory")
            }?.values.last
    }
}

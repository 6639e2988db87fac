// Latencies that somebody else measured while MONITOR was silent.

import Statistics
import Summarizing

/// The waits that metrics of time show for silences.
struct MeasuredWaits {
    /// A sample that shows how long somebody waited.
    struct Wait {
        let series: MetricSeries
        let place: Int

        var seconds: Double { series.values[place] }
        var mark: Int { series.marks[place] }
        var time: Int64 { series.times[place] }
    }

    /// A sample is the mean of several questions, most of which were asked before or after: it shows at least this
    /// share of the silence.
    private static let shareMin = 0.2
    /// Nobody waits much longer than for the silence and what had piled up in it.
    private static let shareMax = 2.0
    /// What one sample in fifty reaches without a silence is no mark of one, nor is less than twice as much.
    private static let usualShare = 0.98
    private static let riseMin = 2.0
    /// Fewer samples do not tell what is usual.
    private static let samplesMin = 20

    /// By silence, the longest wait.
    let waits: [Wait?]

    /// Asks every metric of time.
    ///
    /// - Complexity: O(s log s + s n) for s samples and n silences, of which no more than 64 are kept.
    init(of silences: [Stall], _ timeline: Timeline) {
        var waits = [Wait?](repeating: nil, count: silences.count)
        for series in timeline.metrics where series.unit == .seconds {
            for (number, wait) in Self.waits(of: silences, in: series).enumerated() {
                guard let wait, wait.seconds > waits[number]?.seconds ?? 0 else { continue }
                waits[number] = wait
            }
        }
        self.waits = waits
    }

    private static func waits(of silences: [Stall], in series: MetricSeries) -> [Wait?] {
        let steps = zip(series.times.dropFirst(), series.times).map { Double($0 - $1) }
        guard series.times.count >= samplesMin, let step = RobustScale.median(of: steps), step > 0
        else { return [] }
        // A stamp is the beginning of what its sample sums up, or the end.
        let interval = Int64(step)
        let near = silences.map { silence in
            let begin = silence.time - silence.gap - interval
            return series.times.indices.filter {
                (begin...silence.time + 2 * interval).contains(series.times[$0])
            }
        }
        let others = Set(series.values.indices).subtracting(near.joined())
        let usual = RobustScale.quantile(usualShare, of: others.map { series.values[$0] }) ?? 0
        return zip(silences, near).map { silence, near in
            let longest = near.max { (series.values[$0], $1) < (series.values[$1], $0) }
            let wait = longest.map { Wait(series: series, place: $0) }
            let seconds = Double(silence.gap) / 1e6
            guard let wait, wait.seconds >= riseMin * usual,
                (shareMin * seconds...shareMax * seconds).contains(wait.seconds)
            else { return nil }
            return wait
        }
    }
}

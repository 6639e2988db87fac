// Counters as rates: what a series grew by between two samples, a second.
// Source: Prometheus promql/functions.go, extrapolatedRate: a counter that falls began anew at zero.

import Parsing

extension MetricSeries {
    /// A counter restarts with its process; a series that falls in more than this share of its steps is a gauge
    /// that is named like one.
    private static let fallingShareMax = 0.1

    /// The series in the order of time, and, where it is a counter, as its rate a second.
    ///
    /// The value of a moment is the mean rate since the sample before; the first sample has none. Of counters of
    /// seconds the rate is a share.
    package func settled() -> MetricSeries {
        let ordered = inOrderOfTime()
        guard kind == .counter, ordered.times.count > 1, !ordered.fallsOften else { return ordered }
        var rates = MetricSeries(
            name: name + "/s",
            source: source,
            unit: unit == .seconds ? .ratio : .perSecond,
            kind: .gauge
        )
        for index in 1..<ordered.times.count {
            let (elapsed, isBeyond) = ordered.times[index].subtractingReportingOverflow(
                ordered.times[index - 1]
            )
            guard !isBeyond, elapsed > 0 else { continue }
            let grown = ordered.values[index] - ordered.values[index - 1]
            let increase = grown < 0 ? max(0, ordered.values[index]) : grown
            rates.times.append(ordered.times[index])
            rates.values.append(increase / Double(elapsed) * 1e6)
            rates.marks.append(ordered.marks[index])
        }
        return rates
    }

    /// Exports may be newest first; samples of one moment keep the order of their lines.
    private func inOrderOfTime() -> MetricSeries {
        guard zip(times, times.dropFirst()).contains(where: { $0 > $1 }) else { return self }
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        var ordered = self
        ordered.times = order.map { times[$0] }
        ordered.values = order.map { values[$0] }
        ordered.marks = order.map { marks[$0] }
        return ordered
    }

    private var fallsOften: Bool {
        let falls = zip(values, values.dropFirst()).count { $0 > $1 }
        return Double(falls) > Self.fallingShareMax * Double(values.count - 1)
    }
}

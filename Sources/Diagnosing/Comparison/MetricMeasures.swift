// What is compared of metrics: the usual value of each series that both sides have.

import Summarizing

/// Measures of metric files.
enum MetricMeasures {
    /// Samples in a block below which its median is one sample's accident.
    private static let samplesMin = 3

    static func all(in sides: ComparedSides) -> [Measured] {
        let series = sides.map { scene in
            Dictionary(scene.timeline.metrics.map { ($0.name, $0) }) { first, _ in first }
        }
        let names = Set(series.before.keys).intersection(series.after.keys).sorted()
        return names.compactMap { name -> Measured? in
            guard let before = series.before[name], let after = series.after[name] else {
                return nil
            }
            return Measured.level(
                "\(LogText.metric(name))",
                (blocks(before, sides.before), blocks(after, sides.after)),
                share: 0.5,
                valuesMin: samplesMin,
                unit(before),
                leastDifference: 0,
                // Only of a time it is known that more of it is worse.
                isHarmKnown: before.unit == .seconds,
                [evidence(before, sides.before), evidence(after, sides.after)].compactMap { $0 }
            )
        }
    }

    private static func blocks(_ series: MetricSeries, _ scene: Scene) -> [[Double]] {
        scene.valuesByBlock(zip(series.times, series.values).map { ($0, $1) })
    }

    private static func unit(_ series: MetricSeries) -> Quantity.Unit {
        switch series.unit {
        case .seconds: .seconds
        case .bytes: .bytes
        case .bytesPerSecond: .bytesPerSecond
        case .ratio: .share
        case .perSecond, .count: .plain
        }
    }

    private static func evidence(_ series: MetricSeries, _ scene: Scene) -> Evidence? {
        guard let first = series.marks.first, let last = series.marks.last,
            let time = series.times.first
        else { return nil }
        return scene.evidence(
            from: first,
            to: last,
            at: time,
            "\(series.values.count, .samples) of \(LogText.metric(series.name))"
        )
    }
}

// What an alert watches: a metric that was read, or the depth or the oldest job of a queue.

import Summarizing

/// The samples of one watched value, in the order of time.
struct Watched {
    let times: [Int64]
    let values: [Double]
    let unit: Quantity.Unit
    let evidence: [Evidence]

    /// Finds a value by the name a user gives it; `nil` where there is none.
    init?(_ name: String, _ scene: Scene) {
        if let own = Self.queue(name, scene) {
            self = own
            return
        }
        let wanted = name.lowercased()
        let series =
            scene.timeline.metrics.first { $0.name == name }
            ?? scene.timeline.metrics.first {
                let known = $0.name.lowercased()
                return known == wanted || known.hasPrefix(wanted + "{")
            }
        guard let series, let first = series.marks.first, let last = series.marks.last,
            let time = series.times.first
        else { return nil }
        times = series.times
        values = series.values
        unit =
            switch series.unit {
            case .seconds: .seconds
            case .bytes: .bytes
            case .bytesPerSecond: .bytesPerSecond
            case .ratio: .share
            case .perSecond, .count: .plain
            }
        evidence = [
            scene.evidence(
                from: first,
                to: last,
                at: time,
                "\(series.values.count, .samples) of \(LogText.metric(series.name))"
            )
        ]
    }

    /// `depth(exports)` and `oldest(exports)`, as they are at the end of each second.
    private static func queue(_ name: String, _ scene: Scene) -> Watched? {
        for flow in scene.timeline.queues {
            let isDepth = name == "depth(\(flow.name))"
            guard isDepth || name == "oldest(\(flow.name))" else { continue }
            let series: [Double?] = isDepth ? flow.depth : flow.oldestSeconds.map { $0 }
            let known = series.enumerated().compactMap { bin, value in
                value.map { (scene.time(bin + 1).microseconds, $0) }
            }
            let evidence = flow.firstMark.map { mark in
                scene.evidence(
                    from: mark,
                    to: mark,
                    at: scene.timeline.start.microseconds,
                    "queue \(LogText.queue(flow.name)) from here on"
                )
            }
            return Watched(
                times: known.map(\.0),
                values: known.map(\.1),
                unit: isDepth ? .jobs : .seconds,
                evidence: evidence.map { [$0] } ?? []
            )
        }
        return nil
    }

    private init(times: [Int64], values: [Double], unit: Quantity.Unit, evidence: [Evidence]) {
        self.times = times
        self.values = values
        self.unit = unit
        self.evidence = evidence
    }

    /// The threshold in the unit of the values: people write shares as per cent.
    func threshold(of rule: AlertRule) -> Double {
        unit == .share && rule.threshold > 1 ? rule.threshold / 100 : rule.threshold
    }
}

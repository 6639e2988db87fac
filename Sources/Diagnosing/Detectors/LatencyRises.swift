// Times that people or programs wait: requests, and metrics that say so by their unit.

import Statistics
import Summarizing

/// Finds raised latencies.
///
/// A latency is a symptom: it is never named as a cause.
package struct LatencyRises: Detector {
    package let name = "latency-rises"

    /// Makes the detector.
    package init() {}

    /// Twice as long is noticed; less is the ordinary variation of a busy machine.
    static let riseMin = 2.0
    /// Below five milliseconds nobody waits.
    static let secondsMin = 0.005
    /// Many logs state whole milliseconds, so a latency of nothing is one of up to a millisecond.
    static let resolutionSeconds = 0.001

    package func findings(in scene: Scene) -> [Finding] {
        let all = metricRises(scene) + requestRises(scene)
        // Among hundreds of series some rise by accident: the chance of each is judged beside all that were tried.
        let isSure = BenjaminiHochberg.discoveries(
            all.map(\.chance),
            falseShare: BenjaminiHochberg.falseShareOfSeries
        )
        return zip(all, isSure).flatMap { $1 ? $0.findings : [] }
    }

    /// What one series gave, with the chance of the least likely of its changes; 1 for a series without any.
    private struct Tried {
        let chance: Double
        let findings: [Finding]
    }

    private func tried(_ rises: [Episode], _ make: (Episode) -> Finding?) -> Tried {
        Tried(chance: rises.map(\.chance).min() ?? 1, findings: rises.compactMap(make))
    }

    private func metricRises(_ scene: Scene) -> [Tried] {
        scene.timeline.metrics.filter { $0.unit == .seconds }.compactMap { series -> Tried? in
            let values = scene.timeline.gridded(series)
            guard values.compactMap({ $0 }).count >= ChangePoints.segmentationBinsMin else {
                return nil
            }
            let rises = Episodes.raised(filled(values), leastInside: Self.secondsMin).filter(isRise)
            return tried(rises) { episode in
                let low = scene.time(episode.bins.lowerBound).microseconds
                let high = scene.time(episode.bins.upperBound).microseconds
                let inside = series.times.indices.filter {
                    series.times[$0] >= low && series.times[$0] < high
                }
                guard let first = inside.first, let last = inside.last else { return nil }
                return finding(
                    Subject(metric: series.name),
                    LogText.metric(series.name),
                    episode,
                    scene.evidence(
                        from: series.marks[first],
                        to: series.marks[last],
                        at: low,
                        "\(inside.count, .samples) of \(LogText.metric(series.name))"
                    ),
                    scene
                )
            }
        }
    }

    private func requestRises(_ scene: Scene) -> [Tried] {
        let log = scene.timeline.requests
        var byEndpoint: [Int32: [RequestRecord]] = [:]
        for record in log.records where record.durationMilliseconds != nil {
            byEndpoint[record.endpoint, default: []].append(record)
        }
        return byEndpoint.sorted { $0.key < $1.key }.map { endpoint, records -> Tried in
            var times = [[Double]](repeating: [], count: scene.grid.count)
            for record in records {
                guard let bin = scene.grid.index(record.start),
                    let duration = record.durationMilliseconds
                else { continue }
                times[bin].append(duration / 1e3)
            }
            let medians = filled(times.map { RobustScale.median(of: $0) })
            let rises = Episodes.raised(medians, leastInside: Self.secondsMin).filter(isRise)
            return tried(rises) { episode in
                let low = scene.time(episode.bins.lowerBound).microseconds
                let high = scene.time(episode.bins.upperBound).microseconds
                let inside = records.filter { $0.start >= low && $0.start < high }
                guard let first = inside.first, let last = inside.last else { return nil }
                let name = log.endpoints.name(endpoint)
                return finding(
                    Subject(endpoint: name),
                    LogText.endpoint(name),
                    episode,
                    scene.evidence(
                        from: first.firstMark,
                        to: last.lastMark,
                        at: low,
                        "\(inside.count, .requests) of \(LogText.endpoint(name))"
                    ),
                    scene
                )
            }
        }
    }

    private func isRise(_ episode: Episode) -> Bool {
        episode.inside >= Self.riseMin * max(episode.before, Self.resolutionSeconds)
    }

    /// Holds the last value over bins without one.
    private func filled(_ values: [Double?]) -> [Double] {
        var last = values.lazy.compactMap { $0 }.first ?? 0
        return values.map { value in
            last = value ?? last
            return last
        }
    }

    private func finding(
        _ subject: Subject,
        _ label: LogText,
        _ episode: Episode,
        _ evidence: Evidence,
        _ scene: Scene
    ) -> Finding {
        var finding = Finding(
            kind: .latencyRise,
            confidence: .established,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: subject,
            title: "\(label) rose from \(episode.before, .seconds) to \(episode.inside, .seconds)",
            measures: [
                Measure("seconds_before", episode.before, .seconds),
                Measure("seconds_inside", episode.inside, .seconds),
                Measure("ratio", episode.ratio, .fold),
            ],
            evidence: [evidence],
            advice: nil,
            explanation:
                "A latency says that somebody waits, not for what: it is a symptom, whatever its size.",
            weight: episode.ratio
        )
        finding.onset = scene.onset(of: episode)
        return finding
    }
}

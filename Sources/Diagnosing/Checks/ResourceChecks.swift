// Every resource, for use, saturation and errors: checked, or said not to be.
// Source: Gregg, "Thinking Methodically about Performance", ACM Queue 10(12), 2012.

import Statistics
import Summarizing

/// Goes through the resources of a Redis-backed service.
enum ResourceChecks {
    /// One check a resource, in a fixed order.
    static func all(in scene: Scene, incidents: [Incident], findings: [Finding]) -> [ResourceCheck]
    {
        [
            ThreadBudget.check(scene), memory(scene, findings), slowCommands(scene, findings),
            network(scene), workers(scene, findings), database(scene, findings),
            HostCheck.check(scene, incidents, findings), ObserverBill.check(scene, findings),
        ]
    }

    private static func metric(_ words: [String], _ scene: Scene) -> MetricSeries? {
        scene.timeline.metrics.first { series in
            let name = series.name.lowercased()
            // sysstat writes -1 for "all processors": a number of a processor is no use of one.
            return words.contains { name.contains($0) } && series.values.allSatisfy { $0 >= 0 }
        }
    }

    /// Where a series was read.
    static func evidence(_ series: MetricSeries, _ scene: Scene) -> [Evidence] {
        guard let first = series.marks.first, let last = series.marks.last,
            let time = series.times.first
        else {
            return []
        }
        return [
            scene.evidence(
                from: first,
                to: last,
                at: time,
                "\(series.values.count, .samples) of \(LogText.metric(series.name))"
            )
        ]
    }

    private static func memory(_ scene: Scene, _ findings: [Finding]) -> ResourceCheck {
        let resource: Sentence = "Redis memory and eviction"
        let full = [Finding.Kind.memoryExhaustion, .eviction].lazy.compactMap { kind in
            findings.first { $0.kind == kind }
        }.first
        if let full {
            return ResourceCheck(
                resource: resource,
                result: .involved,
                because: full.title,
                evidence: full.evidence
            )
        }
        if let forecast = MemoryForecast.find(scene) { return check(resource, forecast, scene) }
        guard let evicted = Evictions.series(in: scene).first else {
            return ResourceCheck(
                resource: resource,
                result: .open,
                because:
                    "no command was refused for memory in the logs that are here; evictions are not measured",
                evidence: []
            )
        }
        return ResourceCheck(
            resource: resource,
            result: .ruledOut,
            because:
                "\(evicted.values.count, .samples) without an eviction, and no command refused for memory",
            evidence: evidence(evicted, scene)
        )
    }

    /// Memory that rose without being full: how far away that was.
    private static func check(
        _ resource: Sentence,
        _ forecast: MemoryForecast,
        _ scene: Scene
    ) -> ResourceCheck {
        let reached: Sentence =
            "it rose by \(forecast.rate, .bytesPerSecond) to \(forecast.peak, .bytes) of \(forecast.limit, .bytes)"
        return ResourceCheck(
            resource: resource,
            result: forecast.isHarmless ? .ruledOut : .open,
            because: forecast.isOpen
                ? "\(reached) and went on; at that rate it is full at \(forecast.full)"
                : "\(reached) and no further; at that rate it would have been full at \(forecast.full)",
            evidence: [
                scene.evidence(
                    from: forecast.series.marks[forecast.rise.lowerBound],
                    to: forecast.series.marks[forecast.rise.upperBound - 1],
                    at: forecast.series.times[forecast.rise.lowerBound],
                    "\(forecast.rise.count, .samples) of \(LogText.metric(forecast.series.name)) that rise"
                )
            ]
        )
    }

    private static func slowCommands(_ scene: Scene, _ findings: [Finding]) -> ResourceCheck {
        let resource: Sentence = "One slow Redis command"
        let slow = findings.first {
            $0.kind == .slowCommand || $0.kind == .bigKey || $0.kind == .observerLoad
                || $0.kind == .keyspaceScan
        }
        if let slow {
            return ResourceCheck(
                resource: resource,
                result: .involved,
                because: slow.title,
                evidence: slow.evidence
            )
        }
        guard scene.hasSlowlog else {
            return ResourceCheck(
                resource: resource,
                result: .open,
                because: "there is no slow log in the folder",
                evidence: []
            )
        }
        let longest = scene.timeline.slowlog.map(\.durationMicroseconds).max() ?? 0
        let seconds =
            scene.timeline.slowlog.reduce(0.0) { $0 + Double($1.durationMicroseconds) } / 1e6
        return ResourceCheck(
            resource: resource,
            result: longest < SlowCommands.longMicrosecondsMin ? .ruledOut : .open,
            because:
                scene.timeline.slowlog.isEmpty
                ? "the slow log is empty"
                : "all \(scene.timeline.slowlog.count, .plain) of the slow log's entries took \(seconds, .seconds) together, the longest \(Double(longest) / 1e6, .seconds)",
            evidence: scene.timeline.slowlog.first.map {
                [
                    scene.evidence(
                        from: $0.firstLine,
                        to: $0.lastLine,
                        at: $0.end.microseconds,
                        "the first entry"
                    )
                ]
            } ?? []
        )
    }

    private static func network(_ scene: Scene) -> ResourceCheck {
        let resource: Sentence = "Network of the Redis host"
        guard let series = metric(["net_out", "net_in", "network"], scene),
            let top = series.values.max()
        else {
            return ResourceCheck(
                resource: resource,
                result: .notChecked,
                because: "no network metric in the folder",
                evidence: []
            )
        }
        return ResourceCheck(
            resource: resource,
            result: .open,
            because: "at most \(top, .bytesPerSecond); the limit of the link is not in the folder",
            evidence: evidence(series, scene)
        )
    }

    private static func workers(_ scene: Scene, _ findings: [Finding]) -> ResourceCheck {
        let resource: Sentence = "Workers"
        guard !scene.timeline.jobs.isEmpty else {
            return ResourceCheck(
                resource: resource,
                result: .notChecked,
                because: "no jobs in the folder",
                evidence: []
            )
        }
        if let lost = findings.first(where: { $0.kind == .workersLost }) {
            return ResourceCheck(
                resource: resource,
                result: .involved,
                because: lost.title,
                evidence: lost.evidence
            )
        }
        let load = Load(scene.timeline, over: 0..<scene.grid.count)
        let failed = scene.timeline.jobs.filter(\.hasFailed).count
        return ResourceCheck(
            resource: resource,
            result: .ruledOut,
            because:
                "no process stopped taking jobs, \(failed, .jobs) failed, and \(load.busy, .workers) were busy on average",
            evidence: []
        )
    }

    private static func database(_ scene: Scene, _ findings: [Finding]) -> ResourceCheck {
        let resource: Sentence = "Database"
        guard !scene.timeline.statements.records.isEmpty else {
            return ResourceCheck(
                resource: resource,
                result: .notChecked,
                because: "no database log in the folder",
                evidence: []
            )
        }
        if let finding = findings.first(where: { $0.kind == .databaseWriteThrash }) {
            return ResourceCheck(
                resource: resource,
                result: .involved,
                because: finding.title,
                evidence: finding.evidence
            )
        }
        return ResourceCheck(
            resource: resource,
            result: .ruledOut,
            because:
                "\(scene.timeline.statements.records.count, .statements), and the rate of none rose",
            evidence: []
        )
    }
}

// The machine beside the service: its processors, its disk, and what its hypervisor takes.
// Source: sysstat 12.7 pr_stats.c and procps vmstat(8) for the names; CloudWatch, "EC2 metrics".

import Statistics
import Summarizing

/// Looks at the series of the host, by their exact names.
enum HostCheck {
    /// What a series of a host says, and from which share on it is trouble.
    private struct Sign {
        let names: Set<String>
        let words: Sentence
        /// Reads a share as a share of trouble: idle time the other way round.
        let trouble: @Sendable (Double) -> Double
        let shareMax: Double
    }

    /// A processor that is busy for more than this makes what runs on it wait (M/M/1).
    private static let busyShareMax = ThreadBudget.busyShareMax
    /// Time lost to the disk or to other guests of the machine is felt well below that.
    private static let lostShareMax = 0.1

    private static let signs: [Sign] = [
        Sign(
            names: ["%idle", "vmstat.id", "node_cpu_idle", "system.cpu.idle"],
            words: "its processors were busy",
            trouble: { 1 - $0 },
            shareMax: busyShareMax
        ),
        Sign(
            names: ["cpuutilization", "system.cpu.total", "host_cpu_pct", "cpu_usage_active"],
            words: "its processors were busy",
            trouble: { $0 },
            shareMax: busyShareMax
        ),
        Sign(
            names: ["%iowait", "vmstat.wa", "system.cpu.iowait", "cpu_usage_iowait"],
            words: "its processors waited for the disk",
            trouble: { $0 },
            shareMax: lostShareMax
        ),
        Sign(
            names: ["%steal", "vmstat.st", "system.cpu.stolen", "cpu_usage_steal"],
            words: "other guests had its processors",
            trouble: { $0 },
            shareMax: lostShareMax
        ),
        Sign(
            names: ["%util"],
            words: "its disk was busy",
            trouble: { $0 },
            shareMax: busyShareMax
        ),
    ]

    private static let resource: Sentence = "The host (other processes, disk, pauses)"

    static func check(_ scene: Scene, _ incidents: [Incident], _ findings: [Finding])
        -> ResourceCheck
    {
        if let pause = findings.first(where: { $0.kind == .hostPause }) {
            return ResourceCheck(
                resource: resource,
                result: .involved,
                because: pause.title,
                evidence: pause.evidence
            )
        }
        let window = incidents.first.map { scene.bins(of: $0) } ?? 0..<scene.grid.count
        let seen = scene.timeline.metrics.compactMap { series in
            sign(of: series.name).flatMap { reading(series, $0, scene, window) }
        }
        guard let worst = seen.max(by: { $0.excess < $1.excess }) else {
            return ResourceCheck(
                resource: resource,
                result: .notChecked,
                because: "no host metrics in the folder",
                evidence: []
            )
        }
        // A machine that is busy may be so because of the trouble: what moves together convicts nobody.
        return ResourceCheck(
            resource: resource,
            result: worst.excess > 0 ? .open : .ruledOut,
            because:
                "\(worst.words) for \(worst.share, .share) of the time, by \(LogText.metric(worst.series.name)), the worst of \(seen.count, .plain) series looked at",
            evidence: ResourceChecks.evidence(worst.series, scene)
        )
    }

    /// What a series of a host means; `nil` for any other, and for single processors of a machine.
    private static func sign(of metric: String) -> Sign? {
        let parts = metric.lowercased().split(separator: "{", maxSplits: 1)
        guard let name = parts.first.map(String.init) else { return nil }
        if parts.count > 1, parts[1].hasPrefix("cpu:"), parts[1] != "cpu:all}" { return nil }
        return signs.first { $0.names.contains(name) }
    }

    private struct Reading {
        let series: MetricSeries
        let words: Sentence
        let share: Double
        /// How far the share is beyond what is harmless.
        let excess: Double
    }

    /// The median of a series inside a window, as a share of trouble.
    private static func reading(
        _ series: MetricSeries,
        _ sign: Sign,
        _ scene: Scene,
        _ window: Range<Int>
    ) -> Reading? {
        let low = scene.time(window.lowerBound).microseconds
        let high = scene.time(window.upperBound).microseconds
        let inside = zip(series.times, series.values).filter { $0.0 >= low && $0.0 < high }
            .map { sign.trouble($0.1) }
        guard series.unit == .ratio, let share = RobustScale.median(of: inside) else { return nil }
        return Reading(
            series: series,
            words: sign.words,
            share: share,
            excess: share - sign.shareMax
        )
    }
}

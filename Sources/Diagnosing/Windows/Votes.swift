// How many independent witnesses some findings are: two exports of one series are one.

import Statistics
import Summarizing

/// Counts witnesses.
enum Votes {
    /// The number of findings whose series are not the same series under another name.
    ///
    /// A finding that is not about a metric has a vote of its own.
    static func count(of findings: [Finding], in scene: Scene) -> Int {
        var kept: [[Double]] = []
        var votes = 0
        for finding in findings {
            guard let values = values(of: finding, scene) else {
                votes += 1
                continue
            }
            let isAlias = kept.contains { other in
                abs(Spearman.correlation(values, other) ?? 0) > Spearman.aliasMin
            }
            if isAlias { continue }
            kept.append(values)
            votes += 1
        }
        return votes
    }

    private static func values(of finding: Finding, _ scene: Scene) -> [Double]? {
        guard let name = finding.subject.metric,
            let path = finding.evidence.first?.source,
            let series = scene.timeline.metrics.first(where: { series in
                series.name == name
                    && series.marks.first.map { scene.timeline.place(of: $0).path } == path
            })
        else { return nil }
        return scene.timeline.gridded(series).map { $0 ?? .nan }
    }
}

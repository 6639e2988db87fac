// Counts jobs in cells of time and run time; rows grow by a constant factor, so that a doubling is a step anywhere.

import Foundation
import Statistics
import Summarizing

/// Builds the grid of job times.
enum JobTimeGrids {
    /// As many cells as an eye can tell apart on a page.
    private static let columnsMax = 100
    private static let rowsMax = 22
    /// Fewer jobs are no band, and in a column no median.
    private static let jobsMin = 200
    private static let columnJobsMin = 10
    /// Shorter run times are one: logs write whole milliseconds.
    private static let secondsMin = 0.001

    /// The grid for the queue of the first backlog.
    static func first(in scene: Scene, incidents: [Incident], findings: [Finding]) -> JobTimeGrid? {
        guard let queue = JobTimes.queue(in: scene, incidents: incidents, findings: findings) else {
            return nil
        }
        let jobs = JobTimes.ended(in: queue, scene)
        let times = jobs.map { max(secondsMin, $0.seconds) }
        guard jobs.count >= jobsMin, let low = times.min(), let high = times.max() else {
            return nil
        }
        let bins = max(1, (scene.grid.count + columnsMax - 1) / columnsMax)
        let edges = edges(from: low, to: high)
        let factor = log(edges[1] / edges[0])
        let extremes = extremes(jobs, incidents.first, bins * scene.grid.step)
        var columns = [[Int]](
            repeating: [Int](repeating: 0, count: edges.count - 1),
            count: (scene.grid.count + bins - 1) / bins
        )
        for (job, seconds) in zip(jobs, times) {
            guard let bin = scene.grid.index(job.end) else { continue }
            let row = Int((log(seconds / edges[0]) / factor).rounded(.down))
            columns[bin / bins][min(max(row, 0), edges.count - 2)] += 1
        }
        return JobTimeGrid(
            queue: scene.timeline.queues[queue].name,
            start: scene.grid.time(of: 0),
            columnSeconds: bins * scene.grid.step,
            edges: edges,
            columns: columns,
            rowsPerDecade: rowsPerDecade(edges),
            usualSeconds: extremes.usual,
            worstSeconds: extremes.worst
        )
    }

    private static func rowsPerDecade(_ edges: [Double]) -> Int {
        max(1, Int((1 / log10(edges[1] / edges[0])).rounded()))
    }

    /// The median of what ended before the incident, and of the slowest column inside it.
    private static func extremes(
        _ jobs: [(end: Int64, seconds: Double)],
        _ incident: Incident?,
        _ columnSeconds: Int
    ) -> (usual: Double?, worst: Double?) {
        guard let incident else { return (nil, nil) }
        let start = incident.start.microseconds
        let end = incident.end?.microseconds ?? .max
        let before = jobs.filter { $0.end < start }.map(\.seconds)
        let inside = Dictionary(grouping: jobs.filter { $0.end >= start && $0.end <= end }) {
            $0.end / 1_000_000 / Int64(columnSeconds)
        }
        let worst = inside.values.filter { $0.count >= columnJobsMin }
            .compactMap { RobustScale.median(of: $0.map(\.seconds)) }.max()
        return (before.count >= columnJobsMin ? RobustScale.median(of: before) : nil, worst)
    }

    /// Edges from a power of ten below the shortest time to one above the longest, at least two rows.
    private static func edges(from low: Double, to high: Double) -> [Double] {
        let first = log10(low).rounded(.down)
        let last = max(first + 1, log10(high * 1.000_001).rounded(.up))
        // Whole rows a decade, so that the decades are edges and can be labelled.
        let rowsPerDecade = max(2, Int(Double(rowsMax) / (last - first)))
        let count = Int(last - first) * rowsPerDecade
        return (0...count).map { pow(10, first + Double($0) / Double(rowsPerDecade)) }
    }
}

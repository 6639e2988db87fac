// Run times of the jobs of one queue, on the report's grid.

import Statistics
import Summarizing

/// Run times by the bin in which a job ended.
enum JobTimes {
    /// The queue that the first incident is about: that of its own finding, else the deepest.
    static func queue(in scene: Scene, incidents: [Incident], findings: [Finding]) -> Int? {
        guard let incident = incidents.first, incident.kind == .queueBacklog else { return nil }
        let name = findings.first { $0.title == incident.title }?.subject.queue
        return scene.timeline.queues.firstIndex { $0.name == name && !$0.jobs.isEmpty }
    }

    /// The median run time of each bin; `nil` where fewer than `jobsMin` jobs ended.
    static func medians(of queue: Int, in scene: Scene, jobsMin: Int) -> [Double?] {
        var times = [[Double]](repeating: [], count: scene.grid.count)
        for (end, seconds) in ended(in: queue, scene) {
            guard let bin = scene.grid.index(end) else { continue }
            times[bin].append(seconds)
        }
        return times.map { $0.count >= jobsMin ? RobustScale.median(of: $0) : nil }
    }

    /// When each job ended, in microseconds, and how long it ran.
    static func ended(in queue: Int, _ scene: Scene) -> [(end: Int64, seconds: Double)] {
        scene.timeline.queues[queue].jobs.compactMap { index in
            let job = scene.timeline.jobs[index]
            guard let end = job.ended, let seconds = job.runSeconds, seconds >= 0 else {
                return nil
            }
            return (end, seconds)
        }
    }
}

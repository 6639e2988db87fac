// Queues whose depth a metric tells, where pushes and logs do not, and those that metrics alone tell of.

import Parsing

extension Timeline {
    /// A queue without pushes in view may have a depth metric: `depth:queue:x`.
    mutating func fillDepthFromMetrics() {
        for number in queues.indices where queues[number].depthSource == .none {
            guard
                let series = metrics.first(where: {
                    $0.name.hasSuffix(queues[number].key) && $0.unit == .count
                })
            else { continue }
            queues[number].depth = gridded(series)
            queues[number].depthSource = .metric(series.name)
        }
        addQueuesOfMetrics()
    }

    /// Adds the queues that metrics alone tell of; a metric that names none counts where there is no other queue.
    private mutating func addQueuesOfMetrics() {
        let areMetricsAlone = queues.isEmpty
        for series in metrics where series.unit == .count && series.kind == .gauge {
            guard let metric = DepthMetric(series.name), metric.queue != nil || areMetricsAlone
            else { continue }
            let name = metric.queue ?? series.name
            guard !queues.contains(where: { $0.name == name }) else { continue }
            var flow = QueueFlow(name: name, key: name, bins: grid.count)
            flow.depth = gridded(series)
            flow.depthSource = .metric(series.name)
            queues.append(flow)
        }
        if areMetricsAlone, queues.count == 1 { fillOnlyQueue() }
    }

    /// Gives the only queue all jobs of which no source says the queue.
    private mutating func fillOnlyQueue() {
        for index in jobs.indices where jobs[index].queue < 0 {
            jobs[index].queue = 0
            queues[0].jobs.append(index)
            queues[0].count(jobs[index], on: grid)
        }
        // What came is what was started and what waits more than before.
        var before = 0.0
        for bin in 0..<grid.count {
            let depth = queues[0].depth[bin] ?? before
            queues[0].arrivals[bin] = max(0, queues[0].starts[bin] + depth - before)
            before = depth
        }
    }
}

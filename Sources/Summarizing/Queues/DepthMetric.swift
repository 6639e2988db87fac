// Metrics that say how many jobs wait in a queue, told by the words of their names.
// Source: names as exported by Sidekiq Enterprise (`sidekiq.queue.size`), yabeda-sidekiq (`sidekiq_jobs_waiting_count`),
// prometheus exporters of Sidekiq, RQ and Resque (`sidekiq_queue_size`, `rq_jobs`, `resque_jobs_in_queue`), and scripts
// that send LLEN.

/// The queue that a metric is about.
struct DepthMetric {
    /// The queue's name; `nil` where it names none.
    let queue: String?

    /// What is counted in a queue.
    private static let measures: Set<String> = [
        "depth", "size", "length", "len", "llen", "backlog", "waiting", "enqueued",
    ]
    /// What holds it.
    private static let holders: Set<String> = ["queue", "queues"]
    /// Who writes such metrics, and words without a meaning of their own.
    private static let fillers: Set<String> = [
        "sidekiq", "resque", "rq", "celery", "bull", "bullmq", "redis", "jobs", "job", "count",
        "total", "current",
        "of", "in", "the", "app", "name",
    ]
    /// Queues in which no jobs wait: those of disks, networks, processors and pools of connections.
    private static let others: Set<String> = [
        "disk", "io", "device", "dev", "block", "run", "cpu", "net", "network", "tcp", "udp", "tx",
        "rx", "accept",
        "listen", "socket", "thread", "threads", "pool", "connection", "connections", "request",
        "requests", "packet",
        "replication", "latency", "seconds", "time", "age", "rate", "max", "limit", "capacity",
    ]

    /// Reads a metric's name; `nil` where it counts no waiting jobs.
    init?(_ name: String) {
        let parts = name.split(separator: "{", maxSplits: 1)
        guard let base = parts.first else { return nil }
        let words = Self.words(base)
        guard words.contains(where: Self.measures.contains),
            !words.contains(where: Self.others.contains)
        else { return nil }
        let isList = words.first == "depth" || words.first == "llen"
        guard isList || words.contains(where: Self.holders.contains) else { return nil }
        let label = parts.count > 1 ? Self.queueLabel(parts[1]) : nil
        // `depth:queue:x` gives the key in Redis, as the one who wrote it has it.
        let key = isList ? base.drop { $0 != ":" && $0 != "." && $0 != "_" }.dropFirst() : ""
        let rest = words.filter {
            !Self.measures.contains($0) && !Self.holders.contains($0) && !Self.fillers.contains($0)
        }
        if let label {
            queue = label
        } else if !key.isEmpty {
            queue = QueueFlow.shortName(of: String(key))
        } else {
            queue = rest.isEmpty ? nil : rest.joined(separator: "_")
        }
    }

    private static func words(_ name: Substring) -> [String] {
        name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.lowercased() }
    }

    /// The value of a label `queue` or `name`: `queue:mailers`, `queue="mailers"`.
    private static func queueLabel(_ labels: Substring) -> String? {
        for label in labels.split(whereSeparator: { $0 == "," || $0 == "}" }) {
            let pair = label.split(maxSplits: 1, whereSeparator: { $0 == ":" || $0 == "=" })
            guard pair.count == 2, ["queue", "queue_name", "name"].contains(pair[0].lowercased())
            else { continue }
            let value = pair[1].filter { $0 != "\"" }
            if !value.isEmpty { return QueueFlow.shortName(of: value) }
        }
        return nil
    }
}

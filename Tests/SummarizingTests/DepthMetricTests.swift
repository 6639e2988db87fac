// Names of metrics that count waiting jobs, told from other queues.

import Testing

@testable import Summarizing

@Suite struct DepthMetricTests {
    @Test(arguments: [
        ("depth:queue:mailers", "mailers"), ("depth:jobs:render", "jobs:render"),
        ("llen:queue:mailers", "mailers"), ("sidekiq.queue.size{queue:mailers}", "mailers"),
        (#"sidekiq_queue_size{host="a",queue="mailers"}"#, "mailers"),
        ("queue_depth_mailers", "mailers"), ("mailers_queue_length", "mailers"),
        ("resque_jobs_in_queue_size{queue_name=\"low\"}", "low"),
    ])
    func namesTheQueue(metric: String, queue: String) {
        #expect(DepthMetric(metric)?.queue == queue)
    }

    @Test(arguments: ["queue_depth", "sidekiq.queue.size", "sidekiq_enqueued_jobs_queue"])
    func readsATotalWithoutName(metric: String) throws {
        #expect(try #require(DepthMetric(metric)).queue == nil)
    }

    @Test(arguments: [
        "disk_queue_length", "avgqu-sz{device:sda}", "run_queue_size", "tcp_listen_backlog",
        "queue_latency_seconds", "connection_pool_queue_size", "blocked_clients", "card:retry",
        "replication_backlog_size", "request_queue_time", "queue_size_limit", "memory_depth",
    ])
    func leavesOthersAlone(metric: String) {
        #expect(DepthMetric(metric) == nil)
    }
}

// Sidekiq's interface for looking at queues, and its web pages.
// Source: sidekiq 5.2.10, 6.5.12, 7.3.10 and 8.1.7 `api.rb`, `web/application.rb`, and MONITOR beside each call.

extension SidekiqCalls {
    /// Looking at queues and sets, and working on single jobs.
    static let inspection: [LibraryCall] = [
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "Queue#size",
            .poll,
            commands: "LLEN queue:q",
            complexity: "O(1)",
            .constant,
            source: "api.rb Queue#size, 8.1.7",
            marks: [.init(.llen, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 7.1.0",
            "Queue#latency",
            .poll,
            commands: "LRANGE queue:q -1 -1",
            complexity: "O(1), but O(N) on Redis 3.2 to 6.2",
            .lastByRange,
            source: "api.rb Queue#latency, 6.5.12; redis quicklist.c, redis#9454",
            marks: [.init(.lrange, "queue:*", .last)]
        ),
        LibraryCall(
            .sidekiq,
            "7.1.1 on",
            "Queue#latency",
            .poll,
            commands: "LINDEX queue:q -1",
            complexity: "O(1)",
            .constant,
            source: "api.rb Queue#latency, 8.1.7; sidekiq#5910",
            marks: [.init(.lindex, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "Queue.all",
            .poll,
            commands: "SSCAN queues 0",
            complexity: "O(number of queues)",
            .constant,
            source: "api.rb Queue.all, 8.1.7",
            marks: [.init(.sscan, "queues")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "Queue#each, Queue#find_job",
            .manage,
            commands: "LLEN queue:q; LRANGE queue:q k k+49, a page after the other",
            complexity: "O(S + 50) a page at offset S: O(N²/50) for all before 7.0",
            .pages,
            source: "api.rb Queue#each, 8.1.7",
            marks: [.init(.lrange, "queue:*", .page), .init(.lrange, "queue:*", .span)]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "JobRecord#delete",
            .manage,
            commands: "LREM queue:q 1 job",
            complexity: "O(N)",
            .everyElement(isSent: false),
            source: "api.rb JobRecord#delete, 8.1.7",
            marks: [.init(.lrem, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 6.0.4",
            "Queue#clear",
            .manage,
            commands: "MULTI; DEL queue:q; SREM queues q; EXEC",
            complexity: "O(N)",
            .release(inBackground: false),
            source: "api.rb Queue#clear, 5.2.10",
            marks: [.init(.del, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "6.0.5 on",
            "Queue#clear",
            .manage,
            commands: "MULTI; UNLINK queue:q; SREM queues q; EXEC",
            complexity: "O(1), and O(N) beside",
            .release(inBackground: true),
            source: "api.rb Queue#clear, 8.1.7",
            marks: [.init(.unlink, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 7.1.0",
            "Stats.new",
            .poll,
            commands:
                "GET stat:*; ZCARD schedule, retry, dead; SCARD; LRANGE queue:default -1 -1; LLEN of each queue",
            complexity: "that of Queue#latency",
            .lastByRange,
            source: "api.rb Stats#fetch_stats!, 6.5.12",
            marks: [.init(.zcard, "schedule"), .init(.zcard, "retry"), .init(.zcard, "dead")]
        ),
        LibraryCall(
            .sidekiq,
            "7.1.1 on",
            "Stats.new",
            .poll,
            commands:
                "GET stat:*; ZCARD schedule, retry, dead; SCARD processes; LINDEX queue:default -1",
            complexity: "O(1)",
            .constant,
            source: "api.rb Stats#fetch_stats_fast!, 8.1.7",
            marks: [.init(.scard, "processes"), .init(.get, "stat:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "Stats::History",
            .webUI,
            commands: "MGET stat:processed:day …",
            complexity: "O(days)",
            .constant,
            source: "api.rb Stats::History#date_stat_hash, 8.1.7",
            marks: [.init(.mget, "stat:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 6.0.0",
            "RetrySet#find_job",
            .manage,
            commands: "ZRANGE retry, a page of 50 after the other",
            complexity: "O(N)",
            .everyElement(isSent: true),
            source: "api.rb JobSet#find_job, 5.2.10"
        ),
        LibraryCall(
            .sidekiq,
            "6.0.1 on",
            "RetrySet#find_job",
            .manage,
            commands: "ZSCAN retry MATCH *jid* COUNT 100 until it comes round",
            complexity: "O(N) in N/100 calls",
            .everyElement(isSent: false),
            source: "api.rb SortedSet#scan, 8.1.7",
            marks: [
                .init(.zscan, "retry"), .init(.zscan, "schedule"), .init(.zscan, "dead"),
            ]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "SortedEntry#retry, #add_to_queue, #kill",
            .manage,
            commands: "MULTI; ZRANGEBYSCORE set s s; ZREMRANGEBYSCORE set s s; EXEC; a push",
            complexity: "O(log N + M) for M jobs of one moment",
            .logarithmic,
            source: "api.rb SortedEntry#remove_job, 8.1.7",
            marks: [.init(.zremrangebyscore, "retry"), .init(.zremrangebyscore, "schedule")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "web, every page",
            .webUI,
            commands:
                "Stats.new; SSCAN queues, processes; LLEN of each queue; again every 5 s while a tab is open",
            complexity: "O(number of queues) and Stats.new",
            .constant,
            source: "web/helpers.rb, web/application.rb /stats, 8.1.7",
            marks: [.init(.sscan, "processes")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 7.1.0",
            "web, /queues",
            .webUI,
            commands: "SSCAN queues; LLEN and LRANGE -1 -1 of each queue",
            complexity: "the sum of Queue#latency over the queues",
            .lastByRange,
            source: "web/views/queues.erb, 6.5.12"
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "web, /queues/q?page=p",
            .webUI,
            commands: "MULTI; LLEN queue:q; LRANGE queue:q 25(p-1) 25p-1; EXEC",
            complexity: "O(S + 25) at offset S",
            .pages,
            source: "paginator.rb, 8.1.7"
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "web, /scheduled, /retries, /morgue",
            .webUI,
            commands: "ZCARD set; ZRANGE set 0 24 WITHSCORES",
            complexity: "O(log N + 25)",
            .logarithmic,
            source: "paginator.rb, 8.1.7",
            marks: [
                .init(.zrange, "schedule", .page), .init(.zrange, "retry", .page),
                .init(.zrevrange, "dead", .page),
            ]
        ),
    ]
}

// Sidekiq's calls and the commands they send.
// Source: sidekiq 5.2.10, 6.5.12, 7.3.10 and 8.1.7: the files named in the rows, and MONITOR beside each of them.

/// The rows of Sidekiq.
enum SidekiqCalls {
    /// Putting jobs in, taking them out, and what worker processes do by themselves.
    static let jobs: [LibraryCall] = [
        LibraryCall(
            .sidekiq,
            "6.3 on",
            "Job.perform_async",
            .enqueue,
            commands: "SADD queues q; LPUSH queue:q job, in one pipeline",
            complexity: "O(1)",
            .constant,
            source: "client.rb raw_push, 8.1.7",
            marks: [.init(.lpush, "queue:*"), .init(.sadd, "queues")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 6.2",
            "Job.perform_async",
            .enqueue,
            commands: "MULTI; SADD queues q; LPUSH queue:q job; EXEC",
            complexity: "O(1)",
            .constant,
            source: "client.rb raw_push, 5.2.10"
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "Job.perform_in, perform_at",
            .schedule,
            commands: "ZADD schedule time job",
            complexity: "O(log N)",
            .logarithmic,
            source: "client.rb atomic_push, 8.1.7",
            marks: [.init(.zadd, "schedule")]
        ),
        LibraryCall(
            .sidekiq,
            "7.0 on",
            "Job.perform_bulk",
            .enqueue,
            commands: "SADD queues q; LPUSH queue:q job job …, 1,000 at a time",
            complexity: "O(k) for k jobs",
            .constant,
            source: "client.rb push_bulk, 7.3.10"
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 6.5",
            "Sidekiq::Client.push_bulk",
            .enqueue,
            commands: "SADD queues q; one LPUSH queue:q with all jobs",
            complexity: "O(k), one block of the server for all k",
            .constant,
            source: "client.rb push_bulk, 6.5.12"
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "fetch of each idle thread",
            .fetch,
            commands: "BRPOP queue:a queue:b … 2",
            complexity: "O(number of queues), every 2 s a thread",
            .constant,
            source: "fetch.rb BasicFetch#retrieve_work, 8.1.7",
            marks: [.init(.brpop, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "Pro 5 to 6",
            "super_fetch",
            .fetch,
            commands: "RPOPLPUSH queue:q private list, a queue after the other",
            complexity: "O(1) a queue",
            .constant,
            source: "wiki Pro Reliability Server; MONITOR of Pro 5",
            marks: [.init(.rpoplpush, "queue:*"), .init(.brpoplpush, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "Pro 7 on",
            "super_fetch",
            .fetch,
            commands: "LMOVE queue:q private list RIGHT LEFT, a queue after the other",
            complexity: "O(1) a queue",
            .constant,
            source: "wiki Pro Reliability Server",
            marks: [.init(.lmove, "queue:*"), .init(.blmove, "queue:*")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "retry of a failed job",
            .retry,
            commands: "ZADD retry time job",
            complexity: "O(log N)",
            .logarithmic,
            source: "job_retry.rb attempt_retry, 8.1.7",
            marks: [.init(.zadd, "retry")]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "death of a job",
            .retry,
            commands: "ZADD dead time job; ZREMRANGEBYSCORE dead; ZREMRANGEBYRANK dead",
            complexity: "O(log N + M) for M that are dropped",
            .logarithmic,
            source: "api.rb DeadSet#kill, 8.1.7",
            marks: [.init(.zadd, "dead"), .init(.zremrangebyscore, "dead")]
        ),
        LibraryCall(
            .sidekiq,
            "6.3 on",
            "scheduler of each process",
            .poll,
            commands: "EVALSHA: ZRANGE schedule -inf now BYSCORE LIMIT 0 1; ZREM; then a push",
            complexity: "O(log N) a job that is due, one job at a time",
            .logarithmic,
            source: "scheduled.rb Enq#enqueue_jobs, 7.3.10",
            marks: [
                .init(.zrangebyscore, "schedule"), .init(.zrangebyscore, "retry"),
                .init(.zrem, "schedule"), .init(.zrem, "retry"),
            ]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 6.2",
            "scheduler of each process",
            .poll,
            commands: "ZRANGEBYSCORE schedule -inf now LIMIT 0 1; ZREM schedule job; then a push",
            complexity: "O(log N) a job that is due, one job at a time",
            .logarithmic,
            source: "scheduled.rb Enq#enqueue_jobs, 5.2.10"
        ),
        LibraryCall(
            .sidekiq,
            "7.0 on",
            "heartbeat, every 10 s a process",
            .heartbeat,
            commands:
                "SADD processes; EXISTS; HSET process info busy beat; EXPIRE; RPOP signals; UNLINK, HSET work",
            complexity: "O(threads at work)",
            .constant,
            source: "launcher.rb ❤, 7.3.10",
            marks: [
                .init(.sadd, "processes"), .init(.exists, "*:{hex}"), .init(.hset, "*:{hex}"),
                .init(.hmset, "*:{hex}"), .init(.rpop, "*-signals"), .init(.unlink, "*:work"),
                .init(.hset, "*:work"), .init(.hmset, "*:workers"), .init(.del, "*:workers"),
                .init(.expire, "*:{hex}"),
            ]
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 6.5",
            "heartbeat, every 5 s a process",
            .heartbeat,
            commands:
                "INCRBY and EXPIRE stat:*; DEL, HMSET workers; SADD processes; HMSET info; EXPIRE; RPOP signals",
            complexity: "O(threads at work)",
            .constant,
            source: "launcher.rb ❤, 6.5.12"
        ),
        LibraryCall(
            .sidekiq,
            "5.2 to 8.1",
            "counts of done and failed jobs",
            .upkeep,
            commands: "INCRBY stat:processed; INCRBY stat:processed:day; EXPIRE",
            complexity: "O(1)",
            .constant,
            source: "launcher.rb flush_stats, 8.1.7",
            marks: [.init(.incrby, "stat:*"), .init(.expire, "stat:*")]
        ),
        LibraryCall(
            .sidekiq,
            "7.0 on",
            "execution metrics",
            .upkeep,
            commands: "HINCRBY j|day|minute; BITFIELD h|class-day",
            complexity: "O(1) each",
            .constant,
            source: "metrics/tracking.rb flush, 7.3.10",
            marks: [.init(.hincrby, "j|*"), .init(.bitfield, "h|*")]
        ),
    ]
}

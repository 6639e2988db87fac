// RQ's calls and the commands they send.
// Source: rq 2.12.0: the files named in the rows, and MONITOR beside each call.

/// The rows of RQ.
enum RQCalls {
    static let all: [LibraryCall] = [
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "Queue.enqueue",
            .enqueue,
            commands: "MULTI; SADD rq:queues q; HSET rq:job:id, twice; RPUSH rq:queue:q id; EXEC",
            complexity: "O(1)",
            .constant,
            source: "queue.py Queue.enqueue_job, 2.12.0",
            marks: [
                .init(.rpush, "rq:queue:*"), .init(.lpush, "rq:queue:*"), .init(.sadd, "rq:queues"),
            ]
        ),
        LibraryCall(
            .rq,
            "1.2 to 2.12",
            "Queue.enqueue_in, enqueue_at",
            .schedule,
            commands: "ZADD rq:scheduled:q time id; HSET rq:job:id",
            complexity: "O(log N)",
            .logarithmic,
            source: "registry.py ScheduledJobRegistry.schedule, 2.12.0",
            marks: [.init(.zadd, "rq:scheduled:*"), .init(.zrangebyscore, "rq:scheduled:*")]
        ),
        LibraryCall(
            .rq,
            "2.0 on",
            "worker taking a job",
            .fetch,
            commands: "LMOVE or BLMOVE rq:queue:q rq:queue:q:intermediate; HGETALL rq:job:id",
            complexity: "O(1), and O(fields) for the job",
            .constant,
            source: "queue.py Queue.lmove, 2.12.0",
            marks: [.init(.lmove, "rq:queue:*"), .init(.blmove, "rq:queue:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 1.16",
            "worker taking a job",
            .fetch,
            commands: "BLPOP rq:queue:a rq:queue:b … timeout; HGETALL rq:job:id",
            complexity: "O(number of queues)",
            .constant,
            source: "queue.py Queue.lpop, 1.16",
            marks: [.init(.blpop, "rq:queue:*"), .init(.lpop, "rq:queue:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "books of a job, some 45 commands",
            .upkeep,
            commands:
                "MULTI; HSET, EXPIRE rq:job:id; ZADD rq:wip:q; LREM rq:queue:q:intermediate 1 id; EXEC; …",
            complexity: "O(log N) each",
            .logarithmic,
            source: "worker/base.py prepare_execution, 2.12.0",
            marks: [
                .init(.zadd, "rq:wip:*"), .init(.hset, "rq:job:*"), .init(.hgetall, "rq:job:*"),
                .init(.expire, "rq:job:*"), .init(.zadd, "rq:finished:*"), .init(.zrem, "rq:wip:*"),
            ]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "failure of a job",
            .retry,
            commands: "ZADD rq:failed:q time id",
            complexity: "O(log N)",
            .logarithmic,
            source: "registry.py FailedJobRegistry.add, 2.12.0",
            marks: [.init(.zadd, "rq:failed:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "len(queue)",
            .poll,
            commands: "LLEN rq:queue:q",
            complexity: "O(1)",
            .constant,
            source: "queue.py Queue.count, 2.12.0",
            marks: [.init(.llen, "rq:queue:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "queue.job_ids, queue.jobs",
            .manage,
            commands: "LRANGE rq:queue:q 0 -1; for jobs also HGETALL of each",
            complexity: "O(N), and N round trips more",
            .everyElement(isSent: true),
            source: "queue.py Queue.get_job_ids, 2.12.0",
            marks: [.init(.lrange, "rq:queue:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "job.cancel",
            .manage,
            commands: "LREM rq:queue:q 1 id; ZADD rq:canceled:q",
            complexity: "O(N)",
            .everyElement(isSent: false),
            source: "queue.py Queue.remove, 2.12.0",
            marks: [.init(.lrem, "rq:queue:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "queue.empty",
            .manage,
            commands: "EVALSHA: LPOP and DEL until the list is empty",
            complexity: "O(N) in one script",
            .release(inBackground: false),
            source: "queue.py Queue.empty, 2.12.0"
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "maintenance of a worker",
            .upkeep,
            commands: "ZRANGEBYSCORE rq:wip:q; ZREMRANGEBYSCORE rq:finished:q, rq:failed:q",
            complexity: "O(log N + M)",
            .logarithmic,
            source: "registry.py clean_registries, 2.12.0",
            marks: [
                .init(.zrangebyscore, "rq:wip:*"), .init(.zremrangebyscore, "rq:finished:*"),
                .init(.zremrangebyscore, "rq:failed:*"),
            ]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "heartbeat of a worker",
            .heartbeat,
            commands: "EXPIRE rq:worker:id; HSET rq:worker:id last_heartbeat",
            complexity: "O(1)",
            .constant,
            source: "worker/base.py Worker.heartbeat, 2.12.0",
            marks: [.init(.hset, "rq:worker:*"), .init(.expire, "rq:worker:*")]
        ),
        LibraryCall(
            .rq,
            "1.0 to 2.12",
            "Queue.all",
            .poll,
            commands: "SMEMBERS rq:queues",
            complexity: "O(number of queues)",
            .constant,
            source: "queue.py Queue.all, 2.12.0",
            marks: [.init(.smembers, "rq:queues"), .init(.smembers, "rq:workers")]
        ),
    ]
}

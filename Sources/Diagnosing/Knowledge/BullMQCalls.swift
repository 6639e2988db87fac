// BullMQ's calls and the commands that their scripts send.
// Source: bullmq 5 `src/commands/*.lua`, `src/classes/scripts.ts`; Bull 3 and BullMQ 4 where they differ.

/// The rows of BullMQ.
enum BullMQCalls {
    static let all: [LibraryCall] = [
        LibraryCall(
            .bullMQ,
            "5",
            "queue.add",
            .enqueue,
            commands:
                "EVALSHA: INCR id; HMSET bull:q:id; LPUSH bull:q:wait; ZADD bull:q:marker; XADD events",
            complexity: "O(1)",
            .constant,
            source: "addStandardJob-9.lua, 5",
            marks: [
                .init(.lpush, "bull:*:wait"), .init(.rpush, "bull:*:wait"),
                .init(.incr, "bull:*:id"), .init(.hmset, "bull:*"), .init(.zadd, "bull:*:marker"),
                .init(.xadd, "bull:*:events"),
            ]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "queue.add with delay or priority",
            .schedule,
            commands: "EVALSHA: ZADD bull:q:delayed, or ZADD bull:q:prioritized",
            complexity: "O(log N)",
            .logarithmic,
            source: "addDelayedJob-6.lua, addPrioritizedJob-9.lua, 5",
            marks: [.init(.zadd, "bull:*:delayed"), .init(.zadd, "bull:*:prioritized")]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "worker waiting for a job",
            .fetch,
            commands:
                "BZPOPMIN bull:q:marker 5; EVALSHA moveToActive: RPOPLPUSH wait active; SET lock PX; HGETALL job",
            complexity: "O(log N + 1,000): up to 1,000 delayed jobs are moved at once",
            .batch(1_000),
            source: "moveToActive-11.lua, includes/promoteDelayedJobs.lua, 5",
            marks: [
                .init(.bzpopmin, "bull:*:marker"), .init(.rpoplpush, "bull:*:wait"),
                .init(.zrangebyscore, "bull:*:delayed"), .init(.zpopmin, "bull:*"),
            ]
        ),
        LibraryCall(
            .bullMQ,
            "Bull 3 to BullMQ 4",
            "worker waiting for a job",
            .fetch,
            commands: "BRPOPLPUSH bull:q:wait bull:q:active 5",
            complexity: "O(1)",
            .constant,
            source: "classes/worker.ts, 4",
            marks: [.init(.brpoplpush, "bull:*:wait")]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "end of a job",
            .upkeep,
            commands:
                "EVALSHA: LREM bull:q:active -1 id; ZADD bull:q:completed; ZREMRANGEBYRANK or BYSCORE; DEL lock",
            complexity: "O(jobs at work + those dropped)",
            .logarithmic,
            source: "moveToFinished-14.lua, 5",
            marks: [
                .init(.lrem, "bull:*:active"), .init(.zadd, "bull:*:completed"),
                .init(.zremrangebyrank, "bull:*"), .init(.zremrangebyscore, "bull:*"),
            ]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "failure and retry of a job",
            .retry,
            commands: "EVALSHA: LREM bull:q:active; ZADD bull:q:failed, or back to delayed or wait",
            complexity: "O(jobs at work + log N)",
            .logarithmic,
            source: "retryJob-11.lua, moveToDelayed-8.lua, 5",
            marks: [.init(.zadd, "bull:*:failed")]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "renewal of a job's lock",
            .heartbeat,
            commands: "EVALSHA: GET lock; SET lock PX 30000; SREM bull:q:stalled id",
            complexity: "O(1) a job at work, every 15 s",
            .constant,
            source: "extendLock-2.lua, 5",
            marks: [.init(.srem, "bull:*:stalled"), .init(.set, "bull:*:lock")]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "check for stalled jobs, every 30 s",
            .poll,
            commands: "EVALSHA: SMEMBERS bull:q:stalled; LRANGE bull:q:active 0 -1; SADD stalled",
            complexity: "O(jobs at work)",
            .constant,
            source: "moveStalledJobsToWait-9.lua, 5",
            marks: [.init(.smembers, "bull:*:stalled"), .init(.lrange, "bull:*:active")]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "queue.getJobCounts",
            .poll,
            commands: "EVALSHA: LLEN or ZCARD of each state",
            complexity: "O(states)",
            .constant,
            source: "getCounts-1.lua, 5",
            marks: [.init(.llen, "bull:*"), .init(.zcard, "bull:*")]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "queue.getJobs, dashboards",
            .webUI,
            commands: "LRANGE or ZRANGE of a state; HGETALL of each job",
            complexity: "O(S + n), and n round trips",
            .pages,
            source: "getRanges-1.lua, 5",
            marks: [
                .init(.lrange, "bull:*:wait"), .init(.zrange, "bull:*"), .init(.hgetall, "bull:*"),
            ]
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "queue.clean of waiting jobs",
            .manage,
            commands: "EVALSHA: LRANGE bull:q:wait; LREM of each job",
            complexity: "O(N²)",
            .everyElement(isSent: false),
            source: "cleanJobsInSet-3.lua, includes/cleanList.lua, 5"
        ),
        LibraryCall(
            .bullMQ,
            "5",
            "queue.drain, queue.obliterate",
            .manage,
            commands: "EVALSHA: removal in steps of 1,000 jobs",
            complexity: "O(N) in N/1,000 scripts",
            .batch(1_000),
            source: "drain-5.lua, obliterate-2.lua, 5"
        ),
    ]
}

// Resque's calls and the commands they send.
// Source: resque 2.6.0: the files named in the rows, and MONITOR beside each call.

/// The rows of Resque.
enum ResqueCalls {
    static let all: [LibraryCall] = [
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.enqueue",
            .enqueue,
            commands: "SADD resque:queues q; RPUSH resque:queue:q job",
            complexity: "O(1)",
            .constant,
            source: "data_store.rb QueueAccess#push_to_queue, 2.6.0",
            marks: [.init(.rpush, "resque:queue:*"), .init(.sadd, "resque:queues")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "worker looking for a job",
            .fetch,
            commands: "LPOP resque:queue:q, a queue after the other; sleeps 5 s when all are empty",
            complexity: "O(number of queues) a look",
            .constant,
            source: "worker.rb Worker#reserve, 2.6.0",
            marks: [.init(.lpop, "resque:queue:*")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.size",
            .poll,
            commands: "LLEN resque:queue:q",
            complexity: "O(1)",
            .constant,
            source: "data_store.rb QueueAccess#queue_size, 2.6.0",
            marks: [.init(.llen, "resque:queue:*")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.info",
            .poll,
            commands:
                "SMEMBERS resque:queues; LLEN of each; SMEMBERS resque:workers, twice; LLEN resque:failed",
            complexity: "O(queues + workers)",
            .constant,
            source: "resque.rb info, 2.6.0",
            marks: [.init(.smembers, "resque:queues"), .init(.llen, "resque:failed")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.peek, web /queues/q",
            .webUI,
            commands: "LRANGE resque:queue:q s s+n-1",
            complexity: "O(S + n) at offset S",
            .pages,
            source: "data_store.rb QueueAccess#list_range, 2.6.0",
            marks: [.init(.lrange, "resque:queue:*")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.working",
            .webUI,
            commands: "SMEMBERS resque:workers; MGET resque:worker:…",
            complexity: "O(workers)",
            .constant,
            source: "worker.rb Worker.working, 2.6.0",
            marks: [.init(.smembers, "resque:workers"), .init(.mget, "resque:worker:*")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.dequeue",
            .manage,
            commands: "LREM resque:queue:q 0 job; without arguments also LRANGE of everything",
            complexity: "O(N)",
            .everyElement(isSent: false),
            source: "data_store.rb QueueAccess#remove_from_queue, 2.6.0",
            marks: [.init(.lrem, "resque:queue:*")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "Resque.remove_queue",
            .manage,
            commands: "SREM resque:queues q; DEL resque:queue:q",
            complexity: "O(N)",
            .release(inBackground: false),
            source: "data_store.rb QueueAccess#remove_queue, 2.6.0",
            marks: [.init(.del, "resque:queue:*")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "failure of a job",
            .retry,
            commands: "RPUSH resque:failed failure",
            complexity: "O(1)",
            .constant,
            source: "failure/redis.rb Redis#save, 2.6.0",
            marks: [.init(.rpush, "resque:failed")]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "heartbeat, every 60 s a worker",
            .heartbeat,
            commands:
                "HSET resque:workers:heartbeat worker time; HGETALL resque:workers:heartbeat when pruning",
            complexity: "O(workers)",
            .constant,
            source: "data_store.rb Workers#heartbeat, 2.6.0",
            marks: [
                .init(.hset, "resque:workers:heartbeat"),
                .init(.hgetall, "resque:workers:heartbeat"),
            ]
        ),
        LibraryCall(
            .resque,
            "1.27 to 2.6",
            "books of a job",
            .upkeep,
            commands: "SET, GET, DEL resque:worker:id; INCRBY resque:stat:*; GET pause-all-workers",
            complexity: "O(1) each",
            .constant,
            source: "worker.rb Worker#working_on, 2.6.0",
            marks: [
                .init(.set, "resque:worker:*"), .init(.del, "resque:worker:*"),
                .init(.incrby, "resque:stat:*"),
            ]
        ),
    ]
}

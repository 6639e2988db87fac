// Celery's calls over the Redis transport, and the commands they send.
// Source: celery 5.7.0 and kombu 5.7.0: the files named in the rows, and MONITOR beside each call.

/// The rows of Celery.
enum CeleryCalls {
    static let all: [LibraryCall] = [
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "task.delay, task.apply_async",
            .enqueue,
            commands: "LPUSH celery message; with a result first SUBSCRIBE celery-task-meta-id",
            complexity: "O(1)",
            .constant,
            source: "kombu transport/redis.py Channel._put, 5.7.0",
            marks: [.init(.lpush, "celery*")]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "task.apply_async(countdown=…), retry",
            .schedule,
            commands:
                "LPUSH celery message: the worker takes it at once and holds it, unacknowledged",
            complexity: "O(1), and memory of the worker",
            .constant,
            source: "celery worker/strategy.py, 5.7.0"
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "worker taking a task",
            .fetch,
            commands:
                "BRPOP celery and its three priorities, timeout 1; then ZADD unacked_index; HSET unacked",
            complexity: "O(4) a queue, and O(log N) for N taken",
            .logarithmic,
            source: "kombu transport/redis.py Channel._brpop_start, QoS.append, 5.7.0",
            marks: [
                .init(.brpop, "celery*"), .init(.zadd, "unacked_index"), .init(.hset, "unacked"),
            ]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "acknowledgement of a task",
            .upkeep,
            commands: "ZREM unacked_index tag; HDEL unacked tag",
            complexity: "O(log N)",
            .logarithmic,
            source: "kombu transport/redis.py QoS._remove_from_indices, 5.7.0",
            marks: [.init(.zrem, "unacked_index"), .init(.hdel, "unacked")]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "result of a task",
            .upkeep,
            commands: "GET and SETEX celery-task-meta-id; PUBLISH",
            complexity: "O(1)",
            .constant,
            source: "celery backends/redis.py RedisBackend._set, 5.7.0",
            marks: [
                .init(.get, "celery-task-meta-*"), .init(.setex, "celery-task-meta-*"),
                .init(.publish, "celery-task-meta-*"),
            ]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "restoring of lost tasks",
            .retry,
            commands:
                "SET unacked_mutex NX PX; ZREVRANGEBYSCORE unacked_index; from 5.7 ZRANGE BYSCORE REV",
            complexity: "O(log N + M) for M lost",
            .logarithmic,
            source: "kombu transport/redis.py QoS.restore_visible, 5.7.0",
            marks: [
                .init(.set, "unacked_mutex"), .init(.zrevrangebyscore, "unacked_index"),
                .init(.zrange, "unacked_index"),
            ]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "declaration of a queue, its size",
            .poll,
            commands:
                "MULTI; LLEN celery and its three priorities; EXEC; SADD, SMEMBERS _kombu.binding.*",
            complexity: "O(4)",
            .constant,
            source: "kombu transport/redis.py Channel._size, 5.7.0",
            marks: [
                .init(.llen, "celery*"), .init(.smembers, "_kombu.binding.*"),
                .init(.sadd, "_kombu.binding*"),
            ]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "heartbeat, every 2 s a worker",
            .heartbeat,
            commands: "PUBLISH /0.celeryev/worker.heartbeat",
            complexity: "O(subscribers)",
            .constant,
            source: "celery worker/heartbeat.py, 5.7.0",
            marks: [.init(.publish, "/{n}.celeryev/worker.heartbeat")]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "celery inspect, control, Flower",
            .webUI,
            commands:
                "PUBLISH to the pidbox of all workers; each answers by LPUSH to a reply queue",
            complexity: "O(workers)",
            .constant,
            source: "kombu pidbox.py, 5.7.0",
            marks: [.init(.publish, "/{n}.celery.pidbox")]
        ),
        LibraryCall(
            .celery,
            "4.0 to 5.7",
            "celery purge",
            .manage,
            commands: "LLEN celery; DEL celery",
            complexity: "O(N)",
            .release(inBackground: false),
            source: "kombu transport/redis.py Channel._purge, 5.7.0",
            marks: [.init(.del, "celery")]
        ),
    ]
}

// Lessons about a Redis server: one thread runs all commands, so a command's time is time that all others wait.

extension FindingLesson {
    static let slowCommand = FindingLesson(
        tells: """
            A command held the server's one thread. While it runs, every other client waits, whatever \
            it asked for. What counts is calls a second times the time of one call.
            """,
        mistake: """
            A clean slow log acquits nobody: it lists single slow calls. Thousands of quick calls a \
            second fill the same thread and never appear there.
            """,
        beside: [
            "INFO commandstats twice, a minute apart: subtract, and both counts and times are there",
            "MONITOR for ten seconds: who sends it, with which arguments",
            "the size of the key: the same command on a small key costs nothing",
        ],
        act: [
            "Find the caller and stop it or lower its rate; KILL the client where that is safe.",
            "Read a part (LIMIT, COUNT, a range) instead of all, or keep a counter beside it.",
            "Set slowlog-log-slower-than below what one call may cost.",
        ]
    )

    static let observerLoad = FindingLesson(
        tells: """
            What was meant to watch was itself a load: an exporter, a reporter, a dashboard query. Its \
            cost grows with what it looks at, so it hurts most when there is trouble.
            """,
        mistake: """
            It rises with the depth of the queue, so it looks like an effect of the backlog. See which \
            began first, and whether its calls fill the server's time.
            """,
        beside: [
            "who sends it: each process, or one agent? calls grow with the number of senders",
            "its cost on this server version: `debrief explain redis-costs`",
            "what happens when it stops: recovery within seconds is the strongest sign",
        ],
        act: [
            "Turn the measurement off, and see whether the server recovers.",
            "Read a counter that is kept while writing, instead of counting on demand.",
            "Let one process measure for all, and at a fixed pace.",
        ]
    )

    static let bigKey = FindingLesson(
        tells: """
            One key holds so much that touching all of it takes long: reading, deleting, expiring. The \
            command is harmless elsewhere; the size makes it slow.
            """,
        mistake: """
            The command gets the blame, and is then rewritten. The same command on other keys is quick: \
            it is the key that grew.
            """,
        beside: [
            "`redis-cli --bigkeys -i 0.1`, or MEMORY USAGE of the key",
            "since when it grew: what adds to it, and does anything ever remove?",
            "the slow log: the same key in all entries",
        ],
        act: [
            "Delete with UNLINK, never with DEL, and shrink it in steps.",
            "Read parts (HSCAN, LRANGE with a small range) instead of all.",
            "Split it over several keys, or give its entries an end.",
        ]
    )

    static let keyspaceScan = FindingLesson(
        tells: """
            Something walked over all keys (KEYS, or SCAN without pause). The time grows with the number \
            of keys in the database, not with the number it finds.
            """,
        mistake: """
            It worked in staging, where there are few keys. SCAN is not free either: each step is short, \
            the whole walk costs as much as KEYS.
            """,
        beside: [
            "INFO keyspace: how many keys are walked each time",
            "MONITOR: who sends it, and how often",
            "the slow log: KEYS appears there, SCAN does not",
        ],
        act: [
            "Stop the caller. Forbid KEYS to applications by ACL.",
            "Keep a set of the names that are looked for.",
            "If a walk must be, use SCAN with pauses, outside of busy hours.",
        ]
    )

    static let keyspaceFlush = FindingLesson(
        tells: """
            A command emptied a database (FLUSHALL, FLUSHDB). What follows is twofold: what was stored \
            only there is lost, and every cache is computed anew at once.
            """,
        mistake: """
            The load that follows looks like a rush of users. Misses rise first, then the load of what \
            computes the values.
            """,
        beside: [
            "the client that sent it, and where it runs: a test against the wrong server?",
            "INFO keyspace before and after: how much is gone",
            "what was not a cache: queues, locks, sessions, counters",
        ],
        act: [
            "Stop writers before restoring, so that nothing is written over it.",
            "Rename or forbid the command by ACL for applications.",
            "Keep caches and queues on servers of their own.",
        ]
    )

    static let hotKey = FindingLesson(
        tells: """
            One key took most of the traffic. A server, or one shard of a cluster, then works for that \
            key, and more shards do not help.
            """,
        mistake: """
            The whole server looks too small. The others of the cluster are idle: it is the distribution \
            that is wrong, not the size.
            """,
        beside: [
            "the share of commands by key pattern in the report's table of who sent what",
            "the load of each shard: one busy and the others idle",
            "what reads it: each request, or a loop?",
        ],
        act: [
            "Keep a copy in the process for a second or two.",
            "Spread it over several keys and read one of them by chance.",
            "Read it once a request, not once a use.",
        ]
    )

    static let memoryExhaustion = FindingLesson(
        tells: """
            The server was at its memory limit and refused writes, gave up keys that were still read, or \
            was ended by the system. Half of the application works on and hides it.
            """,
        mistake: """
            A higher limit looks like the repair. If something grows without end, it only moves the \
            time of the next refusal.
            """,
        beside: [
            "INFO memory: used, peak, limit and policy; is the rest fragmentation?",
            "`redis-cli --bigkeys -i 0.1`: what holds most of it",
            "queues and streams: a backlog is memory too",
        ],
        act: [
            "Free what may be lost (UNLINK of caches) before anything is restarted.",
            "Give caches an expiry, and set a policy that evicts only those.",
            "Alert at four fifths of the limit, with the slope.",
        ]
    )

    static let eviction = FindingLesson(
        tells: """
            The server deleted keys to stay below its memory limit. For a cache this is its job; for \
            queues, locks and sessions it is loss of data without an error.
            """,
        mistake: """
            Evictions are taken for the cause of slowness. A few are normal for a full cache; ask what \
            was deleted, and what it cost to compute it again.
            """,
        beside: [
            "INFO memory and the policy: allkeys deletes anything, volatile only what has an expiry",
            "hits and misses: does the share of hits fall?",
            "what is stored besides the cache on that server",
        ],
        act: [
            "Put what must not be lost on a server with the policy noeviction.",
            "Find what fills it, and give that an expiry.",
            "Size the cache by its share of hits, not by its fill.",
        ]
    )

    static let connectionChurn = FindingLesson(
        tells: """
            Connections were opened and closed for each call. The handshakes (AUTH, HELLO, SELECT, and \
            TLS) cost more than the work, on both sides.
            """,
        mistake: """
            The number of open connections looks low and healthy, since each lives for a moment. Look at \
            connections received a second, not at those open.
            """,
        beside: [
            "INFO stats: total_connections_received, twice",
            "CLIENT LIST: the age of the connections, and whose they are",
            "what was deployed: a pool of size zero, or a client made for each request",
        ],
        act: [
            "Keep one connection, or a pool, for each process.",
            "Raise tcp-backlog only as a stopgap: it hides the rate.",
            "Alert on connections received a second.",
        ]
    )

    static let poolExhaustion = FindingLesson(
        tells: """
            All connections of a pool were lent, and callers waited for one or gave up. The wait is in \
            the application; the server behind it may be idle.
            """,
        mistake: """
            A larger pool looks like the repair. If each connection is held long, a larger pool sends \
            the wait to the server instead.
            """,
        beside: [
            "how long a connection is held: a slow query, or a call to another service inside?",
            "the server's own load: idle means that the holders, not the server, are slow",
            "threads a process and the size of its pool: the pool must not be smaller",
        ],
        act: [
            "Shorten what happens while a connection is held.",
            "Make the pool as large as the threads that use it.",
            "Set a short time limit for the wait, and count how often it is reached.",
        ]
    )
}

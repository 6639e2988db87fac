// Lessons about writes that were needless, and about caches.

extension FindingLesson {
    static let deadWrites = FindingLesson(
        tells: """
            Values were written and then overwritten, unread. A dead write costs what a useful one \
            costs: processor, network, replication, the append-only file. Nobody saw the value.
            """,
        mistake: """
            The server looks too small, and it is made larger. It does the work well; the work is not \
            needed.
            """,
        beside: [
            "readers that this capture did not hold: a replica, another database, a nightly job",
            "the writer: one process that saves on each change, or many that write the same?",
            "the rate before: what was deployed when it rose?",
        ],
        act: [
            "Write less often: once a second, or when the work is done.",
            "Write when somebody asks, if readers are rare.",
            "Measure the share of wasted writes again after the change: capture ten seconds.",
        ]
    )

    static let noOpWrites = FindingLesson(
        tells: """
            The value written was the one that was there. Nothing changed, and it cost a full write: \
            replicated, logged, and for watchers an event.
            """,
        mistake: """
            It looks like a busy and useful cache. The rate of writes says nothing about the rate of \
            changes.
            """,
        beside: [
            "the writer's trigger: a timer, or a save of everything when one field changed?",
            "the append-only file and the replication traffic: both pay for it",
            "expiry: was the write meant to renew it? EXPIRE alone is cheaper",
        ],
        act: [
            "Compare before writing, in the writer, where it is cheap.",
            "Write only the fields that changed.",
            "If it is to renew an expiry, use EXPIRE, and not each time.",
        ]
    )

    static let deleteChurn = FindingLesson(
        tells: """
            Keys were written and deleted again, unread. What came between was never used: an entry \
            that is invalidated faster than anybody reads it.
            """,
        mistake: """
            Deletions look like tidy housekeeping. The cache is then empty most of the time, and its \
            share of hits says so.
            """,
        beside: [
            "reads between write and deletion: are there any?",
            "what deletes: an invalidation on each change of something broader?",
            "hits and misses of these keys",
        ],
        act: [
            "Delete only what really changed, or let it expire.",
            "Do not fill a cache on write if nobody reads it soon.",
            "Collect invalidations, and send each key once a second.",
        ]
    )

    static let expireFlapping = FindingLesson(
        tells: """
            The expiry of the same keys was set over and over, far more often than it could run out. \
            Each time is a write that is replicated and logged.
            """,
        mistake: """
            EXPIRE looks free, since it moves no data. At thousands a second it is the largest writer \
            on the server.
            """,
        beside: [
            "time to live against the pace of renewal: half of it is often enough",
            "who renews: each request of a session, or each worker?",
            "GETEX and SET with EX: do they renew where a plain GET would do?",
        ],
        act: [
            "Renew only when less than half of the time is left.",
            "Renew in one process instead of in each.",
            "Use a longer time to live, and delete when it is over.",
        ]
    )

    static let cacheStampede = FindingLesson(
        tells: """
            An entry expired, and many clients found it missing at once and computed it all together. \
            The load comes in waves, one time to live apart.
            """,
        mistake: """
            The waves look like a schedule or like bursts of users. Measure the distance between them: \
            it is the entry's time to live.
            """,
        beside: [
            "the time to live of the key against the distance between the waves",
            "how many clients write the same value within one second",
            "what computing it costs the database behind it",
        ],
        act: [
            "Let one client compute while the others take the old value (a lock, or stale data).",
            "Renew a little before the expiry, and at random moments.",
            "Spread expiries by some chance, so that entries do not expire together.",
        ]
    )
}

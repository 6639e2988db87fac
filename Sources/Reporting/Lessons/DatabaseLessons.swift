// Lessons about the database behind the jobs and requests.

extension FindingLesson {
    static let databaseWriteThrash = FindingLesson(
        tells: """
            The same few rows were updated over and over. In PostgreSQL each update writes a new version \
            of the row, and vacuum must remove the old one.
            """,
        mistake: """
            It looks like normal growth of writes. The number of rows did not grow: count updates a \
            row, not updates.
            """,
        beside: [
            "the statement log: which statement, with how many different rows",
            "pg_stat_user_tables: updates, dead rows, last vacuum",
            "who reads the value: is each version needed?",
        ],
        act: [
            "Collect changes in memory and write once a second.",
            "Update only if the value differs (WHERE ... IS DISTINCT FROM).",
            "Move counters and `touch` columns out of wide rows.",
        ]
    )

    static let lockContention = FindingLesson(
        tells: """
            Statements waited for locks that others held. One long transaction is enough: whoever waits \
            for it holds locks of its own, and a queue forms.
            """,
        mistake: """
            The waiting statements look slow and get the blame. The one that holds the lock is quick, \
            or idle in its transaction.
            """,
        beside: [
            "pg_stat_activity: who is idle in transaction, and since when",
            "the log line of the wait: it names the holder's process",
            "migrations and bulk updates at that time",
        ],
        act: [
            "End the holder, not those that wait (pg_terminate_backend).",
            "Set lock_timeout for migrations and idle_in_transaction_session_timeout for all.",
            "Call no other service inside a transaction.",
        ]
    )

    static let checkpointPressure = FindingLesson(
        tells: """
            So much was written that checkpoints came by volume, one after the other. After each, the \
            first change of a page writes the whole page, so the volume grows further.
            """,
        mistake: """
            The disk looks too slow. The volume is the trouble: look at what writes, and at \
            max_wal_size.
            """,
        beside: [
            "the log: checkpoints that start by WAL, and their distance",
            "what wrote so much: a bulk load, a migration, or the same rows again and again?",
            "disk time of the host in the same minutes",
        ],
        act: [
            "Slow down or split the bulk write.",
            "Raise max_wal_size until checkpoints start by time again.",
            "Set checkpoint_completion_target to 0.9, so that writing is spread.",
        ]
    )

    static let nPlusOne = FindingLesson(
        tells: """
            One query fetched a list, and then one more query ran for each row of it. Each is quick; \
            together they are the time of the request, mostly spent on the way.
            """,
        mistake: """
            No slow query is in the log, so the database looks innocent. Count the statements a \
            request, not their time.
            """,
        beside: [
            "statements a request: the number grows with the size of the list",
            "the statement without its values: the same one, many times in a row",
            "the latency of the network: it is paid once a statement",
        ],
        act: [
            "Load the rows together (a join, IN, or preloading).",
            "Set a limit of statements a request in tests.",
            "Show fewer rows a page until it is repaired.",
        ]
    )
}

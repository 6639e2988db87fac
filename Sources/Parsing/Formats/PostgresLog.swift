// Logs of PostgreSQL servers as written to stderr, with the usual prefixes.
// Source: PostgreSQL manual 20.8; prefixes of Debian, Amazon RDS, pgbadger's documentation, upstream.

/// PostgreSQL's log: `2026-11-21 03:50:24.311 UTC [4766] user=app,db=shop,app=sidekiq LOG:  …`.
package struct PostgresLog: LogFormat {
    package let name = "postgresql"
    /// The prefix that the server was configured with, or `nil` for one that is guessed.
    private let prefix: PostgresPrefix?

    /// Makes the format, with the value of `log_line_prefix` where it is known.
    package init(prefix: PostgresPrefix? = nil) {
        self.prefix = prefix
    }

    package func recognition(of head: FileHead) -> Recognition? {
        MessageShare.recognition(
            of: head,
            reason: "lines carry a stamp, a process and a level as PostgreSQL prints them"
        ) { text in
            let line = prefix.flatMap { PostgresLine(text, prefix: $0) } ?? PostgresLine(text)
            return line?.isTypical == true
        }
    }

    package func makeReader() -> any FormatReader { PostgresReader(prefix: prefix) }
}

extension PostgresLog {
    package var samples: [FormatSample] { [Self.update, Self.messages, Self.amazon] }

    private static let update = FormatSample(
        """
        2026-11-21 03:50:24.311 UTC [4766] user=app,db=shop,app=sidekiq,client=127.0.0.1 LOG:  execute <unnamed>: UPDATE "accounts" SET "updated_at" = $1 WHERE "accounts"."id" = $2
        2026-11-21 03:50:24.311 UTC [4766] user=app,db=shop,app=sidekiq,client=127.0.0.1 DETAIL:  parameters: $1 = '2026-11-21 03:50:24.31105+00', $2 = '146'
        """,
        reads: [
            .statement(
                StatementEvent(
                    firstLine: 1,
                    lastLine: 2,
                    time: Timestamp(microseconds: 1_795_233_024_311_000),
                    verb: "UPDATE",
                    table: "accounts",
                    fingerprint:
                        #"UPDATE "accounts" SET "updated_at" = ? WHERE "accounts"."id" = ?"#,
                    columns: "updated_at",
                    rowHash: FixedHash.hash("146".utf8),
                    application: "sidekiq"
                )
            )
        ],
        source: "a run of PostgreSQL 15 with log_statement = mod"
    )

    private static let messages = FormatSample(
        """
        2026-11-20 22:33:53.367 EST [16448] LOG:  automatic analyze of table "template1.pg_catalog.pg_type"
        \tavg read rate: 25.000 MB/s, avg write rate: 5.078 MB/s
        2026-11-20 22:44:02.190 EST [16438] LOG:  checkpoint starting: wal
        """,
        reads: [
            .log(
                LogEvent(
                    line: 1,
                    time: Timestamp(microseconds: 1_795_232_033_367_000),
                    severity: .info,
                    topic: .autovacuum(table: "pg_catalog.pg_type"),
                    message: "automatic analyze of table \"template1.pg_catalog.pg_type\"\n"
                        + "avg read rate: 25.000 MB/s, avg write rate: 5.078 MB/s",
                    process: "16448"
                )
            ),
            .log(
                LogEvent(
                    line: 3,
                    time: Timestamp(microseconds: 1_795_232_642_190_000),
                    severity: .info,
                    topic: .checkpoint(onDemand: true),
                    message: "checkpoint starting: wal",
                    process: "16438"
                )
            ),
        ],
        source: "a run of PostgreSQL 15 as Debian configures it"
    )

    private static let amazon = FormatSample(
        """
        2020-03-11 20:41:43 CET:[local]:postgres@postgres:[12850]:LOG:  duration: 0.428 ms  statement: SELECT version();
        """,
        reads: [
            .statement(
                StatementEvent(
                    firstLine: 1,
                    lastLine: 1,
                    time: Timestamp(microseconds: 1_583_955_703_000_000),
                    verb: "SELECT",
                    table: "",
                    fingerprint: "SELECT version();",
                    durationMilliseconds: 0.428,
                    application: "12850"
                )
            )
        ],
        source: "pgbadger t/fixtures, a log with the prefix of Amazon RDS"
    )
}

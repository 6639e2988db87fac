// Slow query logs of MySQL, MariaDB and Percona Server.
// Source: MySQL 5.0 to 8.4 `sql/log.cc`; Percona Server 5.7 "Slow query log".

/// A slow query log: `# Query_time: 2.0  Lock_time: 0.0 …` and the statement.
package struct MySQLSlowLog: LogFormat {
    package let name = "mysql-slow"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        var lines = 0
        var explained = 0
        var hasTimes = false
        for text in head.lines where text.contains(where: { $0 > 0x20 }) {
            lines += 1
            if LineCursor.find("Query_time: ", in: text.prefix(300)) != nil, text.first == 0x23 {
                hasTimes = true
            }
            // A statement may follow a header only.
            if MySQLSlowRecord.isHeader(text) || MySQLSlowReader.isBanner(text) || hasTimes {
                explained += 1
            }
        }
        guard hasTimes else { return nil }
        return Recognition(
            score: Double(explained) / Double(lines),
            reason: "comment lines name Query_time as MySQL's slow log does"
        )
    }

    package func makeReader() -> any FormatReader { MySQLSlowReader() }
}

extension MySQLSlowLog {
    package var samples: [FormatSample] { [Self.stock, Self.percona, Self.local] }

    private static let stock = FormatSample(
        """
        /usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:
        Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock
        Time                 Id Command    Argument
        # Time: 2021-01-26T23:45:57.678222Z
        # User@Host: app[app] @ web1 [10.0.0.7]  Id: 69194
        # Query_time: 2.000512  Lock_time: 0.000077 Rows_sent: 1  Rows_examined: 120000
        use shop;
        SET timestamp=1611704755;
        SELECT name FROM accounts
        WHERE id = "a-17";
        """,
        reads: [
            .statement(
                StatementEvent(
                    firstLine: 4,
                    lastLine: 10,
                    time: Timestamp(microseconds: 1_611_704_757_678_222),
                    verb: "SELECT",
                    table: "accounts",
                    fingerprint: "SELECT name FROM accounts WHERE id = ?;",
                    rowHash: FixedHash.hash("a-17".utf8),
                    durationMilliseconds: 2_000.512,
                    application: "app"
                )
            )
        ],
        source: "after MySQL 8.0's slow log"
    )

    private static let percona = FormatSample(
        """
        # Time: 131128  1:05:31
        # User@Host: app[app] @ localhost [127.0.0.1]  Id: 69194
        # Schema: shop  Last_errno: 0  Killed: 0
        # Query_time: 0.25  Lock_time: 0.000114  Rows_sent: 1  Rows_examined: 1  Rows_affected: 0
        # QC_Hit: No  Full_scan: No  Full_join: No  Tmp_table: No  Tmp_table_on_disk: No
        #   InnoDB_IO_r_ops: 0  InnoDB_IO_r_bytes: 0  InnoDB_IO_r_wait: 0.000000
        # Log_slow_rate_type: query  Log_slow_rate_limit: 2
        SET timestamp=1385600731;
        UPDATE bar SET a = 1 WHERE id=7;
        # User@Host: app[app] @ localhost [127.0.0.1]  Id: 69195
        # Query_time: 0.5  Lock_time: 0.000114  Rows_sent: 1  Rows_examined: 1
        SET timestamp=1385600731;
        # administrator command: Ping;
        """,
        reads: [
            .statement(
                StatementEvent(
                    firstLine: 1,
                    lastLine: 9,
                    time: Timestamp(microseconds: 1_385_600_731_250_000),
                    verb: "UPDATE",
                    table: "bar",
                    fingerprint: "UPDATE bar SET a = ? WHERE id=?;",
                    columns: "a",
                    rowHash: FixedHash.hash("7".utf8),
                    durationMilliseconds: 250,
                    application: "app"
                )
            ),
            .statement(
                StatementEvent(
                    firstLine: 10,
                    lastLine: 13,
                    time: Timestamp(microseconds: 1_385_600_731_500_000),
                    verb: "PING",
                    table: "",
                    fingerprint: "Ping;",
                    durationMilliseconds: 500,
                    application: "app"
                )
            ),
        ],
        source: "after Percona Server 5.5's slow log, whose second record shares the second"
    )

    private static let local = FormatSample(
        """
        # Time: 071015 21:43:52
        # User@Host: root[root] @ localhost []
        # Query_time: 2  Lock_time: 0  Rows_sent: 1  Rows_examined: 0
        select sleep(2) from n;
        """,
        reads: [
            .statement(
                StatementEvent(
                    firstLine: 1,
                    lastLine: 4,
                    time: Timestamp(microseconds: 1_192_484_632_000_000),
                    verb: "SELECT",
                    table: "n",
                    fingerprint: "select sleep(?) from n;",
                    durationMilliseconds: 2_000,
                    application: "root"
                )
            )
        ],
        source: "after MySQL 5.0's slow log"
    )
}

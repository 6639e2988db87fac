// PostgreSQL's log in CSV.
// Source: PostgreSQL manual 17, 20.8.4; a run of PostgreSQL 15.

/// PostgreSQL's csvlog: `2026-11-21 03:33:53.367 EST,"app","shop",16448,…,LOG,00000,"duration: …",…`.
package struct PostgresCSVLog: LogFormat {
    package let name = "postgresql-csv"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        var row = CSVRow()
        return MessageShare.recognition(
            of: head,
            reason: "rows have the columns of PostgreSQL's CSV log"
        ) { text in
            guard PostgresCSVReader.beginsRecord(text) else { return false }
            // The message may run on over lines; up to it the row has to be one.
            let isWhole = text.count { $0 == 0x22 }.isMultiple(of: 2)
            return isWhole
                ? PostgresCSVReader.Record(Array(text), &row) != nil
                : LineCursor.find(",LOG,00000,\"", in: text) != nil
        }
    }

    package func makeReader() -> any FormatReader { PostgresCSVReader() }

    package var samples: [FormatSample] {
        let time = Timestamp(microseconds: 1_795_232_033_367_000)
        return [
            FormatSample(
                """
                2026-11-20 22:33:53.367 EST,,,16448,,6b011121.4040,1,,2026-11-20 22:33:53 EST,3/3,724,LOG,00000,"automatic analyze of table ""template1.pg_catalog.pg_type""
                avg read rate: 25.000 MB/s",,,,,,,,,"","autovacuum worker",,0
                2026-11-20 22:33:53.367 EST,"app","shop",16500,"[local]",6b011121.4074,4,"UPDATE",2026-11-20 22:33:53 EST,4/9,730,LOG,00000,"duration: 12.500 ms  execute <unnamed>: UPDATE ""accounts"" SET ""seen"" = $1 WHERE ""id"" = $2","parameters: $1 = 'x', $2 = '146'",,,,,,,,"sidekiq","client backend",,0
                """,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: time,
                            severity: .info,
                            topic: .autovacuum(table: "pg_catalog.pg_type"),
                            message: "automatic analyze of table \"template1.pg_catalog.pg_type\"\n"
                                + "avg read rate: 25.000 MB/s",
                            process: "16448"
                        )
                    ),
                    .statement(
                        StatementEvent(
                            firstLine: 3,
                            lastLine: 3,
                            time: time,
                            verb: "UPDATE",
                            table: "accounts",
                            fingerprint: #"UPDATE "accounts" SET "seen" = ? WHERE "id" = ?"#,
                            columns: "seen",
                            rowHash: FixedHash.hash("146".utf8),
                            durationMilliseconds: 12.5,
                            application: "sidekiq"
                        )
                    ),
                ],
                source: "after a run of PostgreSQL 15"
            )
        ]
    }
}

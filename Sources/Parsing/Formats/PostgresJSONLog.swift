// PostgreSQL's log in JSON, alone or inside what CloudNativePG and Cloud SQL make of it.
// Source: PostgreSQL manual 17, 20.8.5; CloudNativePG 1.24 "Logging"; Cloud SQL for PostgreSQL, log entries.

/// PostgreSQL's jsonlog: `{"timestamp":"2026-11-20 22:33:53.367 EST","pid":16448,"error_severity":"LOG",…}`.
package struct PostgresJSONLog: LogFormat {
    package let name = "postgresql-json"

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        var lines = 0
        var records = 0
        for text in head.lines where text.contains(where: { $0 > 0x20 }) {
            lines += 1
            if PostgresJSONLine(text) != nil { records += 1 }
        }
        guard records > 0 else { return nil }
        return Recognition(
            score: Double(records) / Double(lines),
            reason: "lines are objects with the severity and message of PostgreSQL"
        )
    }

    package func makeReader() -> any FormatReader { PostgresJSONReader() }

    package var samples: [FormatSample] {
        let time = Timestamp(microseconds: 1_795_232_033_367_000)
        return [
            FormatSample(
                #"{"timestamp":"2026-11-20 22:33:53.367 EST","user":"app","dbname":"shop","#
                    + #""pid":16500,"session_id":"6b011121.4074","line_num":4,"#
                    + #""error_severity":"LOG","message":"duration: 12.500 ms  statement: "#
                    + #"DELETE FROM \"carts\" WHERE id = 9","application_name":"sidekiq","#
                    + #""backend_type":"client backend","query_id":0}"#,
                reads: [
                    .statement(
                        StatementEvent(
                            firstLine: 1,
                            lastLine: 1,
                            time: time,
                            verb: "DELETE",
                            table: "carts",
                            fingerprint: #"DELETE FROM "carts" WHERE id = ?"#,
                            rowHash: FixedHash.hash("9".utf8),
                            durationMilliseconds: 12.5,
                            application: "sidekiq"
                        )
                    )
                ],
                source: "after a run of PostgreSQL 15"
            ),
            FormatSample(
                #"{"level":"info","ts":1669575482.0968924,"logger":"postgres","msg":"record","#
                    + #""logging_pod":"db-1","record":{"log_time":"2022-11-27 18:58:02.096 UTC","#
                    + #""process_id":"600","error_severity":"ERROR","sql_state_code":"40P01","#
                    + #""message":"deadlock detected","backend_type":"client backend"}}"#,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: Timestamp(microseconds: 1_669_575_482_096_000),
                            severity: .error,
                            topic: .deadlock,
                            message: "deadlock detected",
                            process: "600"
                        )
                    )
                ],
                source: "after the documentation of CloudNativePG 1.24"
            ),
            FormatSample(
                #"{"insertId":"s=1","severity":"INFO","textPayload":"[24667]: [1-1] "#
                    + #"db=shop,user=app LOG:  temporary file: path \"base/pgsql_tmp/pgsql_tmp1.0\", "#
                    + #"size 2800000","timestamp":"2026-11-21T03:33:53.367Z"}"#,
                reads: [
                    .log(
                        LogEvent(
                            line: 1,
                            time: time,
                            severity: .info,
                            topic: .temporaryFile(bytes: 2_800_000),
                            message:
                                "temporary file: path \"base/pgsql_tmp/pgsql_tmp1.0\", size 2800000",
                            process: "24667"
                        )
                    )
                ],
                source: "after entries of Cloud SQL for PostgreSQL"
            ),
        ]
    }
}

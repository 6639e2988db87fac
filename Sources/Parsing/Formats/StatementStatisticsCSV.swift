// Snapshots of pg_stat_statements, with the time at which each was taken as a column.
// Source: PostgreSQL manual 9.4 to 17, F.32; psql `\copy … CSV HEADER`.

/// `time,queryid,query,calls,total_exec_time,…` of two moments or more, whose differences are rates.
package struct StatementStatisticsCSV: LogFormat {
    package let name = "pg-stat-statements"

    /// A table of metrics claims 0.8 at most; these columns are nobody else's.
    private static let score = 0.95

    /// Makes the format.
    package init() {}

    package func recognition(of head: FileHead) -> Recognition? {
        guard let first = head.lines.first(where: { $0.contains { $0 > 0x20 } }) else { return nil }
        var row = CSVRow()
        let bytes = Array(first)
        do {
            try row.cut(bytes, 0..<bytes.count, delimiter: 0x2C)
        } catch {
            return nil
        }
        let names = row.cells.map { row.text($0, in: bytes) }
        guard StatementStatisticsColumns(names) != nil else { return nil }
        return Recognition(
            score: Self.score,
            reason: "the header has the columns of pg_stat_statements"
        )
    }

    package func makeReader() -> any FormatReader { StatementStatisticsReader() }

    package var samples: [FormatSample] {
        [
            FormatSample(
                """
                time,queryid,query,calls,total_exec_time,temp_blks_written
                2026-11-21 03:20:00+00,77,"update accounts
                set seen = $1 where id = $2",10,1500.5,0
                2026-11-21 03:21:00+00,77,"update accounts
                set seen = $1 where id = $2",40,4500.5,2
                """,
                reads: [
                    Self.sample(2, 0, "calls", 10, .count),
                    Self.sample(2, 0, "time", 1.500_5, .seconds),
                    Self.sample(2, 0, "temporary files", 0, .bytes),
                    Self.sample(4, 60, "calls", 40, .count),
                    Self.sample(4, 60, "time", 4.500_5, .seconds),
                    Self.sample(4, 60, "temporary files", 16_384, .bytes),
                ],
                source: "PostgreSQL manual 17, F.32.1; psql 15"
            ),
            FormatSample(
                """
                queryid,query,calls,total_time
                77,select pg_sleep($1),2,2001.85
                """,
                reads: [
                    .unreadable(
                        UnreadableLine(line: 2, reason: StatementStatisticsReader.timeRule)
                    )
                ],
                source: "a snapshot of PostgreSQL 12, which does not say when it was taken"
            ),
        ]
    }

    private static func sample(
        _ line: Int,
        _ seconds: Double,
        _ counter: String,
        _ value: Double,
        _ unit: Sample.Unit
    ) -> Row {
        .sample(
            Sample(
                line: line,
                time: Timestamp(seconds: 1_795_231_200 + seconds),
                metric: "UPDATE accounts [77] \(counter)",
                value: value,
                unit: unit,
                kind: .counter
            )
        )
    }
}

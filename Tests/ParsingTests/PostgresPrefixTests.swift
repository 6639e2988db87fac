// Lines of a PostgreSQL server whose `log_line_prefix` was given.
// Source: "Error Reporting and Logging", PostgreSQL 16 documentation; `log_line_prefix` in elog.c.

import Testing

@testable import Parsing

@Suite struct PostgresPrefixTests {
    private static let heads: [(pattern: String, head: String)] = [
        ("%m [%p] ", "2026-11-21 10:00:00.123 UTC [4711] "),
        ("%u@%d <%p> %m| ", "app@shop <4711> 2026-11-21 10:00:00.123 UTC| "),
        ("%t:%r:%u@%d:[%p]:", "2026-11-21 10:00:00 UTC:10.0.0.4(5122):app@shop:[4711]:"),
        ("%n %-5p %e ", "1795255200.123 4711 57014 "),
    ]

    @Test(arguments: heads)
    func readsALineBehindIt(pattern: String, head: String) throws {
        let prefix = try #require(PostgresPrefix(pattern))
        let text = "\(head)ERROR:  canceling statement due to statement timeout\n"
        var reader = PostgresLog(prefix: prefix).makeReader()
        let batches = [
            reader.read(LineBlock(bytes: Array(text.utf8), firstLine: 1)), reader.finish(),
        ]
        var rows: [Row] = []
        for case .rows(let read) in batches { rows += read }

        guard case .log(let event)? = rows.first else {
            Issue.record("\(rows)")
            return
        }
        #expect(rows.count == 1)
        #expect(event.severity == .error)
        #expect(event.time.seconds.rounded(.down) == 1_795_255_200)
    }

    @Test(arguments: ["[%p] %u ", "%m %Z "])
    func refusesAPatternWithoutTimeOrOfNoKnownEscape(pattern: String) {
        #expect(PostgresPrefix(pattern) == nil)
    }
}

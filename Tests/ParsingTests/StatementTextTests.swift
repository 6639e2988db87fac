import Testing

@testable import Parsing

@Suite struct StatementTextTests {
    private static func read(_ sql: String) -> StatementText? {
        StatementText(Array(sql.utf8)[...])
    }

    @Test(arguments: [
        ("UPDATE public.accounts SET a = 1", "accounts"),
        ("update only \"Orders\" set a = 1", "Orders"),
        ("INSERT INTO audit.log (a) VALUES (1)", "audit.log"),
        ("DELETE FROM `jobs` WHERE id = 3", "jobs"),
        ("SELECT * FROM (SELECT v FROM t ORDER BY v) s", "t"),
        ("WITH x AS (SELECT 1) UPDATE l SET a = 1 FROM x", "l"),
        ("TRUNCATE TABLE t", "t"),
        ("VACUUM (VERBOSE) t", ""),
        ("BEGIN", ""),
        ("SELECT pg_sleep(1)", ""),
    ])
    func namesTheTable(sql: String, table: String) {
        #expect(Self.read(sql)?.table == table)
    }

    @Test(arguments: [
        (
            "SELECT  a,b\n\tFROM t -- c\nWHERE x='it''s' AND y = 1.5",
            "SELECT a,b FROM t WHERE x=? AND y = ?"
        ),
        ("SELECT 1 WHERE a IN ($1, $2, $3) AND b IN (4)", "SELECT ? WHERE a IN (?) AND b IN (?)"),
        ("SELECT E'a\\'b', $$x'$$, $t$y$t$ /* z */ FROM t", "SELECT ?, ?, ? FROM t"),
        (
            "UPDATE \"t\" SET \"a\" = ? WHERE \"id\" = ?",
            "UPDATE \"t\" SET \"a\" = ? WHERE \"id\" = ?"
        ),
        ("SELECT 'unfinished", "SELECT ?"),
    ])
    func replacesValues(sql: String, fingerprint: String) {
        #expect(Self.read(sql)?.fingerprint == fingerprint)
    }

    @Test(arguments: [
        (#"UPDATE "a" SET "x" = $1, "y" = f($2, z = 3) WHERE "a"."id" = $3"#, "x,y"),
        ("UPDATE a SET x = x + 1", "x"),
        ("SELECT a FROM b", ""),
    ])
    func namesTheColumnsOfAnUpdate(sql: String, columns: String) {
        #expect(Self.read(sql)?.columns == columns)
    }

    @Test(arguments: [
        (#"UPDATE "a" SET "x" = $1 WHERE "a"."id" = $2"#, StatementText.Pick.parameter(2)),
        ("UPDATE a SET x = ?, y = ? WHERE z = ? AND id = ?", .parameter(4)),
        ("UPDATE a SET x = 1 WHERE bid = 146", .literal(hash: FixedHash.hash("146".utf8))),
        ("DELETE FROM a WHERE name = 'x'", .literal(hash: FixedHash.hash("x".utf8))),
        ("DELETE FROM a WHERE name = 'x' OR name = 'y'", nil),
        ("SELECT * FROM a WHERE name = 'x'", nil),
        ("UPDATE a SET id = 1", nil),
    ])
    func findsTheValueThatPicksTheRow(sql: String, pick: StatementText.Pick?) {
        #expect(Self.read(sql)?.pick == pick)
    }

    @Test(arguments: ["", "  ", "[1]", "$1", "'x'"])
    func refusesWhatIsNoStatement(sql: String) {
        #expect(Self.read(sql) == nil)
    }

    @Test func boundsWhatItKeeps() {
        let sql = "SELECT " + (0..<100_000).map { "c\($0)" }.joined(separator: ", ") + " FROM t"

        #expect(Self.read(sql)?.fingerprint.utf8.count == StatementText.fingerprintBytesMax)
    }
}

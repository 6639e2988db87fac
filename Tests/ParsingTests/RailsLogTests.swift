import Testing

@testable import Parsing

@Suite struct RailsLogTests {
    private static let format = RailsLog()

    @Test func pairsInterleavedRequestsOfOneProcessByTime() {
        let text = """
            I, [2026-11-21T03:24:30.010 #6559]  INFO -- : Started GET "/products/2715" for 127.0.0.1 at 2026-11-21 03:24:30 +0000
            I, [2026-11-21T03:24:30.020 #6559]  INFO -- : Processing by ProductsController#show as HTML
            I, [2026-11-21T03:24:30.027 #6559]  INFO -- : Started POST "/orders" for 127.0.0.1 at 2026-11-21 03:24:30 +0000
            I, [2026-11-21T03:24:30.028 #6559]  INFO -- : Processing by OrdersController#create as HTML
            I, [2026-11-21T03:24:30.039 #6559]  INFO -- : Completed 201 Created in 11ms (Allocations: 3180)
            I, [2026-11-21T03:24:30.060 #6559]  INFO -- : Completed 200 OK in 40ms (Views: 1.0ms | Allocations: 3180)
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(
            rows.requests.map(\.endpoint) == ["OrdersController#create", "ProductsController#show"]
        )
        #expect(rows.requests.map(\.status) == [201, 200])
        #expect(rows.requests.map(\.firstLine) == [3, 1])
        #expect(rows.requests.map(\.lastLine) == [5, 6])
        #expect(rows == LogReading.rowsLineByLine(of: Self.format, reading: text))
    }

    /// A request whose first line is missing says nothing of paths.
    @Test(arguments: [false, true])
    func knowsFromEarlierRequestsWhichPathLeadsToWhichController(hasOrphan: Bool) {
        func line(_ second: String, _ text: String) -> String {
            "I, [2026-11-21T03:24:\(second) #6559]  INFO -- : \(text)\n"
        }
        func begin(_ second: String, _ request: String) -> String {
            line(second, "Started \(request) for 127.0.0.1 at 2026-11-21 03:24:30 +0000")
        }
        let text =
            begin("30.010", "POST \"/orders\"")
            + line("30.011", "Processing by OrdersController#create as HTML")
            + line("30.013", "Completed 201 Created in 2ms (Allocations: 3180)")
            + (hasOrphan
                ? line("30.500", "Processing by OrdersController#create as HTML")
                    + line("30.600", "Completed 201 Created in 100ms (Allocations: 3180)") : "")
            + begin("31.010", "GET \"/products/1\"") + begin("31.011", "POST \"/orders\"")
            + line("31.012", "Processing by OrdersController#create as HTML")
            + line("31.013", "Processing by ProductsController#show as HTML")
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(
            rows.requests.filter { !$0.path.isEmpty }.map { "\($0.path) \($0.endpoint)" } == [
                "/orders OrdersController#create", "/products/1 ProductsController#show",
                "/orders OrdersController#create",
            ]
        )
    }

    @Test func putsRowsBeforeTheOffsetOnTheSameClock() {
        let text = """
            E, [2026-11-21T04:24:30.000 #1] ERROR -- : KeyError: a
            I, [2026-11-21T04:24:31.000 #1]  INFO -- : Started GET "/?q=1" for 127.0.0.1 at 2026-11-21 04:24:31 +0100
            E, [2026-11-21T04:24:32.000 #1] ERROR -- : KeyError: a
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(rows.logs.map(\.time) == [LogReading.time(3, 24, 30), LogReading.time(3, 24, 32)])
        #expect(rows.requests.map(\.start) == [LogReading.time(3, 24, 31)])
        #expect(rows.requests.map(\.status) == [nil])
        #expect(LogReading.zone(of: Self.format, reading: text) == .header(offsetSeconds: 3_600))
    }

    @Test func leavesAnUnknownZoneUnknown() {
        let text = "E, [2026-11-21T04:24:30.000 #1] ERROR -- : KeyError: a\n"

        #expect(LogReading.zone(of: Self.format, reading: text) == .absent)
        #expect(
            LogReading.rows(of: Self.format, reading: text).logs.map(\.time)
                == [LogReading.time(4, 24, 30)]
        )
    }

    @Test func readsColouredStatementsWithoutThoseOfTheCache() {
        let escape = "\u{1B}"
        let text = """
            # Logfile created on 2026-11-21 03:47:17 +0000 by logger.rb/v1.5.0
              \(escape)[1m\(escape)[36mUser Load (0.1ms)\(escape)[0m  \(escape)[1m\(escape)[34mSELECT "users".* FROM "users" WHERE "users"."id" = ? LIMIT ?\(escape)[0m  [["id", 99], ["LIMIT", 1]]
              \(escape)[1m\(escape)[36mCACHE User Load (0.0ms)\(escape)[0m  \(escape)[1m\(escape)[34mSELECT "users".* FROM "users"\(escape)[0m
              \(escape)[1m\(escape)[35m (0.8ms)\(escape)[0m  \(escape)[1m\(escape)[34mSELECT sqlite_version(*)\(escape)[0m
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(rows.statements.map(\.table) == ["users", ""])
        #expect(rows.statements.map(\.durationMilliseconds) == [0.1, 0.8])
        #expect(rows.statements.map(\.rowHash) == [FixedHash.hash("99".utf8), nil])
    }

    @Test func namesTheExceptionThatEndsARequest() {
        let text = """
            I, [2026-11-21T03:47:20.804 #30997]  INFO -- : [bd9f8a98-d273-4904] [web] Started GET "/users/99" for 127.0.0.1 at 2026-11-21 03:47:20 +0000
            F, [2026-11-21T03:47:20.805 #30997] FATAL -- : [bd9f8a98-d273-4904] [web]\u{20}\u{20}\u{20}
            [bd9f8a98-d273-4904] [web] ActiveRecord::RecordNotFound (Couldn't find User with 'id'="99"):
            [bd9f8a98-d273-4904] [web]\u{20}\u{20}\u{20}
            [bd9f8a98-d273-4904] [web] app.rb:22:in `show'
            E, [2026-11-21T03:47:20.809 #30997] ERROR -- : [ActiveJob] Error performing BadJob (Job ID: ba5ca000) from Inline(default) in 0.2ms: RuntimeError (boom):
            """
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(
            rows.logs.map(\.topic) == [
                .error(kind: "ActiveRecord::RecordNotFound"), .error(kind: "RuntimeError"),
            ]
        )
        #expect(rows.logs.map(\.severity) == [.fatal, .error])
        #expect(rows.logs.map(\.line) == [3, 6])
    }

    @Test(arguments: [
        (#"[["updated_at", "a\"], [\"id\", 1"], ["id", 146]]"#, 2, "146"),
        (#"[[nil, 5], ["LIMIT", 1]]"#, 1, "5"),
        (#"[["name", "x"], ["id", 7]]"#, 9, "7"),
    ])
    func hashesTheBindThatPicksTheRow(binds: String, number: Int, value: String) {
        let hash = RailsBinds.rowHash(of: .parameter(number), in: Array(binds.utf8)[...])

        #expect(hash == FixedHash.hash(value.utf8))
    }

    @Test func readsARequestWhoseBeginningIsCutOff() {
        let text =
            "I, [2024-06-26T17:00:04.497736 #126554]  INFO -- : [4eebb5e2-2f13-42f8-8644-d6c9a9e244f0] "
            + "Completed 200 OK in 180ms (Views: 0.4ms | ActiveRecord: 143.3ms | Allocations: 10027)\r\n"
        let rows = LogReading.rows(of: Self.format, reading: text)

        #expect(rows.requests.map(\.databaseMilliseconds) == [143.3])
        #expect(rows.requests.map(\.start.microseconds) == [1_719_421_204_317_736])
    }
}

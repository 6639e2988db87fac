// JSON formats of users: nested names, numbers for times and levels, the text that a line-format makes.

import Testing

@testable import Parsing

@Suite struct UserJSONFormatTests {
    private static let format = """
        { "app_json": {
            "file-type": "json",
            "timestamp-field": "@timestamp", "timestamp-divisor": 1000,
            "level-field": "/log/level", "level": { "error": 50, "warning": 40, "info": 30 },
            "duration-field": "took", "duration-divisor": 1000,
            "line-format": [ { "field": "__timestamp__" }, " ", { "field": "svc", "text-transform": "uppercase" },
              { "field": "error/kind", "prefix": " ", "default-value": "" }, ": ", { "field": "text" } ],
            "value": { "heap_bytes": { "kind": "integer" }, "id": { "kind": "integer", "identifier": true } }
        } }
        """

    private static func rows(_ text: String) throws -> [Row] {
        UserFormatTests.rows(text, of: try UserFormatTests.definition(format), linesPerBlock: 1)
            .filter {
                guard case .quiet = $0 else { return true }
                return false
            }
    }

    private static let time = Timestamp(microseconds: 1_795_231_031_633_000)

    @Test func makesTheMessageOfTheLineFormat() throws {
        let rows = try Self.rows(
            #"{"@timestamp":1795231031633,"log":{"level":50,"x":[1]},"svc":"mail","error":{"kind":"E1"},"text":"it \"broke\""}"#
        )
        let event = LogEvent(
            line: 1,
            time: Self.time,
            severity: .error,
            topic: .other,
            message: "MAIL E1: it \"broke\""
        )
        #expect(rows == [.log(event)])
    }

    @Test func readsARequestWhereAPathAndADurationStand() throws {
        let rows = try Self.rows(
            #"{"@timestamp":"2026-11-21T03:17:11.633Z","took":250,"path":"/orders?id=7","method":"GET","status":200}"#
        )
        let request = RequestEvent(
            firstLine: 1,
            lastLine: 1,
            start: Self.time.advanced(bySeconds: -0.25),
            method: "GET",
            path: "/orders",
            endpoint: "",
            status: 200,
            durationMilliseconds: 250,
            databaseMilliseconds: nil
        )
        #expect(rows == [.request(request)])
    }

    @Test func readsNumbersWithAUnitAsMeasures() throws {
        let rows = try Self.rows(#"{"@timestamp":1795231031633,"heap_bytes":4096,"id":3}"#)
        let sample = Sample(
            line: 1,
            time: Self.time,
            metric: "app_json.heap_bytes",
            value: 4_096,
            unit: .bytes
        )
        #expect(rows == [.sample(sample)])
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"@timestamp":"no time"}"#, #"{"@timestamp":1795231031633"#,
        #"{"@timestamp":-1}"#, #"{"@timestamp":99999999999999999999999999}"#,
        #"{"@timestamp":{"a":1}}"#, String(repeating: #"{"log":"#, count: 5_000),
    ])
    func refusesWhatIsNoMessage(line: String) throws {
        let rows = try Self.rows(line)
        let isRefused = rows.allSatisfy {
            guard case .unreadable = $0 else { return false }
            return true
        }
        #expect(isRefused)
    }
}

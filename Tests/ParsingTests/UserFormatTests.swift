// Formats of users: what their lines read as, and what is refused with which words.

import Testing

@testable import Parsing

@Suite struct UserFormatTests {
    private static let jobs = """
        { "$schema": "https://lnav.org/schemas/format-v1.schema.json",
          // A comment, as lnav lets through.
          "jobs_log": {
            "title": "Jobs",
            "regex": {
              "std": { "pattern": "^(?<timestamp>\\\\d{4}-\\\\d\\\\d-\\\\d\\\\dT[\\\\d:.]+Z) (?<pid>\\\\d+) (?<lvl>\\\\w) (?:took=(?<took_ms>[\\\\d.]+)(?<u>[a-z]*) )?(?<body>.*)$" }
            },
            "level-field": "lvl",
            "level": { "error": "^E$", "warning": "^W$" },
            "value": {
              "took_ms": { "kind": "float", "unit": { "field": "u", "scaling-factor": { "ks": { "op": "multiply", "value": 1000000 } } } },
              "pid": { "kind": "integer", "identifier": true }
            },
            "sample": [ { "line": "2026-11-21T03:17:11.633Z 7 E it broke", "level": "error" } ]
          }
        }
        """

    static func definition(_ json: String) throws -> FormatDefinition {
        let file = FormatFile(path: "f.json", bytes: Array(json.utf8))
        #expect(file.problems.filter { $0.severity == .error }.isEmpty, "\(file.problems)")
        return try #require(file.definitions.first)
    }

    /// The rows of a text, cut into blocks of whole lines with so many lines each.
    static func rows(_ text: String, of definition: FormatDefinition, linesPerBlock: Int) -> [Row] {
        var reader = UserFormat(definition).makeReader()
        var rows: [Row] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for start in stride(from: 0, to: lines.count, by: linesPerBlock) {
            let part = lines[start..<min(start + linesPerBlock, lines.count)]
            let block = part.map { $0 + "\n" }.joined()
            if case .rows(let read) = reader.read(
                LineBlock(bytes: Array(block.utf8), firstLine: start + 1)
            ) {
                rows += read
            }
        }
        if case .rows(let last) = reader.finish() { rows += last }
        return rows
    }

    private static let log = """
        2026-11-21T03:17:11.633Z 7 I began
        2026-11-21T03:17:11.700Z 7 I took=20ms one
        2026-11-21T03:17:11.800Z 7 I took=40 two
        2026-11-21T03:17:12.000Z 7 E Net::ReadTimeout: gone
        \tapp/worker.rb:3
        2026-11-21T03:17:12.100Z 8 I took=0.001ks three
        """

    @Test(arguments: [1, 2, 3, 100])
    func readsTheSameRowsHoweverTheBlocksAreCut(linesPerBlock: Int) throws {
        let rows = Self.rows(
            Self.log,
            of: try Self.definition(Self.jobs),
            linesPerBlock: linesPerBlock
        )
        let start: Int64 = 1_795_231_031_000_000
        var quiet = QuietLines(line: 1, time: Timestamp(microseconds: start + 633_000))
        let isAdded = [(2, Int64(700_000)), (3, 800_000)].map { line, offset in
            quiet.add(line: line, time: Timestamp(microseconds: start + offset))
        }
        #expect(isAdded == [true, true])
        let last = QuietLines(line: 6, time: Timestamp(microseconds: start + 1_100_000))
        let event = LogEvent(
            line: 4,
            time: Timestamp(microseconds: start + 1_000_000),
            severity: .error,
            topic: .timeout,
            message: "Net::ReadTimeout: gone\n\tapp/worker.rb:3",
            process: "7"
        )
        func sample(_ line: Int, _ offset: Int64, _ value: Double) -> Row {
            .sample(
                Sample(
                    line: line,
                    time: Timestamp(microseconds: start + offset),
                    metric: "jobs_log.took_ms",
                    value: value,
                    unit: .seconds
                )
            )
        }
        let expected: Set<String> = Set(
            [
                .quiet(quiet), .quiet(last), .log(event), sample(3, 800_000, 0.03),
                sample(6, 1_100_000, 1),
            ].map { "\($0)" }
        )
        #expect(Set(rows.map { "\($0)" }) == expected)
        #expect(rows.count == expected.count)
    }

    @Test func readsItsSamplesAndSaysWhichItDoesNot() throws {
        var definition = try Self.definition(Self.jobs)
        #expect(definition.sampleProblems().isEmpty)
        definition.samples = [
            .init(text: "nothing", level: nil, path: "/a"),
            .init(text: "2026-11-21T03:17:11.633Z 7 E it", level: .info, path: "/b"),
            .init(text: "2026-99-21T03:17:11.633Z 7 E it", level: nil, path: "/c"),
        ]
        #expect(definition.sampleProblems().map(\.path) == ["/a", "/b", "/c"])
    }

    @Test(arguments: [
        ("{", "/"), ("{ \"a b\": {} }", "/a b"), ("{ \"x\": 1 }", "/x"),
        ("{ \"x\": {} }", "/x/regex"),
        (
            "{ \"x\": { \"regex\": { \"s\": { \"pattern\": \"(?<timestamp>a\" } } } }",
            "/x/regex/s/pattern"
        ),
        ("{ \"x\": { \"regex\": { \"s\": { \"pattern\": \"a\" } } } }", "/x/regex/s/pattern"),
        (
            "{ \"x\": { \"file-type\": \"json\", \"timestamp-divisor\": 0 } }",
            "/x/timestamp-divisor"
        ),
        (
            "{ \"x\": { \"file-type\": \"json\", \"timestamp-format\": [\"%!\"] } }",
            "/x/timestamp-format/0"
        ),
        ("{ \"x\": { \"file-type\": \"json\", \"level\": { \"loud\": 3 } } }", "/x/level/loud"),
        (
            "{ \"x\": { \"file-type\": \"json\", \"value\": { \"v\": { \"kind\": \"wide\" } } } }",
            "/x/value/v/kind"
        ),
        ("{ \"x\": { \"file-type\": \"csv\" } }", "/x/file-type"),
    ])
    func namesThePlaceOfAMistake(json: String, path: String) {
        let file = FormatFile(path: "f.json", bytes: Array(json.utf8))
        let errors = file.problems.filter { $0.severity == .error }
        #expect(errors.first?.path == path)
        #expect(errors.allSatisfy { !$0.rule.isEmpty && !$0.remedy.isEmpty })
        #expect(file.definitions.isEmpty)
    }

    @Test func givesUpAPatternThatBacktracksWithoutEnd() throws {
        let definition = try Self.definition(
            """
            { "slow_log": { "regex": { "std": {
              "pattern": "^(?<timestamp>[\\\\d:]+) (?<body>(?:a|aa)+)[bc]$" } } } }
            """
        )
        let line = "10:00:00 " + String(repeating: "a", count: 4_000)
        let text = Array(repeating: line, count: 5_000).joined(separator: "\n")
        let rows = Self.rows(text, of: definition, linesPerBlock: 500)
        #expect(rows.count == 5_000)
        let isLimit = rows.allSatisfy {
            guard case .unreadable(let line) = $0 else { return false }
            return line.reason.contains("limit of backtracking")
        }
        #expect(isLimit)
        let head = FileHead(name: "slow.log", bytes: Array(text.utf8.prefix(1 << 18)))
        let recognition = UserFormat(definition).recognition(of: head)
        #expect(recognition?.reason.contains("limit of backtracking") == true)
    }

    @Test func matchesTextBeyondASCIIAndBytesThatAreNoText() throws {
        let definition = try Self.definition(
            """
            { "x_log": { "regex": { "std": {
              "pattern": "^(?<timestamp>[\\\\d:]+) (?<level>\\\\w+) (?<body>.{3})$" } } } }
            """
        )
        var reading = LineReading(definition)
        func isMessage(_ bytes: [UInt8]) -> Bool {
            bytes.withUnsafeBufferPointer {
                guard case .message = reading.read($0) else { return false }
                return true
            }
        }
        let lines = [
            Array("10:00:00 error éüß".utf8), Array("10:00:00 error abc".utf8),
            Array("10:00:00 error ab".utf8) + [0xFF], [0xFF, 0xFE, 0],
        ]
        #expect(lines.map { isMessage($0) } == [true, true, false, false])
    }
}

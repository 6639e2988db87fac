// How much of real text is read: every sample of every format, and, where they lie beside the repository, files that
// people pasted in public and output of the real programs. Of those only counts stand here, in our own words.

import Foundation
import Testing

@testable import Parsing

/// A file of real text and what must come of it.
struct RealFile: CustomTestStringConvertible, Sendable {
    let path: String
    let format: String
    /// Lines of the file, things read, and lines refused because they are not of the format.
    let lines: Int
    let read: Int
    let refused: Int
    /// What begins a record, and which of these lines belong to another record or say nothing, as expressions that
    /// know nothing of the readers; `nil` where a record cannot be told by one line.
    let mark: String?
    let without: String?

    var testDescription: String { path }

    init(
        _ path: String,
        _ format: String,
        lines: Int,
        read: Int,
        refused: Int = 0,
        mark: String? = nil,
        without: String? = nil
    ) {
        self.path = path
        self.format = format
        self.lines = lines
        self.read = read
        self.refused = refused
        self.mark = mark
        self.without = without
    }

    /// The records that the expressions count; `nil` where there are none.
    var counted: Int? {
        guard let mark, let bytes else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").count { line in
            line.range(of: mark, options: .regularExpression) != nil
                && without.map { line.range(of: $0, options: .regularExpression) == nil } != false
        }
    }

    private static let level = "(LOG|ERROR|FATAL|WARNING|PANIC|NOTICE|INFO): "
    /// Parse and bind tell of the statement that execute tells of, plans of the statement that was timed.
    private static let repeated = "duration: [0-9.]+ ms  (parse |bind |plan:|statement: $)"
    private static let object = #"^\{"#
    private static let query = "^# Query_time"
    private static let thread = "(TID-|tid=)"

    /// Where such files lie: beside the repository, or beside the folder of its work trees.
    private static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return ["../shared", "../../shared"].map { root.appending(path: $0) }
            .first { FileManager.default.fileExists(atPath: $0.path()) }
    }()

    /// The files that are there.
    static let present = expected.filter { $0.bytes != nil }

    /// The text, or `nil` when the file is not there.
    var bytes: [UInt8]? {
        Self.folder.flatMap {
            FileManager.default.contents(atPath: $0.appending(path: path).path())
        }
        .map { Array($0) }
    }

    /// The format that claims the text best.
    static func format(of bytes: [UInt8]) -> (any LogFormat)? {
        let head = FileHead(name: "file", bytes: bytes)
        let scores = Formats.all.map { $0.recognition(of: head)?.score ?? 0 }
        guard let best = scores.max(), best > 0, let index = scores.firstIndex(of: best) else {
            return nil
        }
        return Formats.all[index]
    }

    // What is refused: two lines of another server's form (access log), torn starts and banners (Sidekiq).
    private static let expected = [
        RealFile(
            "wild/http-access_log-lnav-samples.txt",
            "access-log",
            lines: 9,
            read: 7,
            refused: 2,
            mark: #"\] ".*" [0-9]{3} "#
        ),
        RealFile(
            "wild/http-alb_log-lnav-samples.txt",
            "aws-load-balancer",
            lines: 5,
            read: 5,
            mark: "^(http|https|h2|ws|wss) "
        ),
        RealFile("wild/http-cloudfront-2014.txt", "cloudfront", lines: 3, read: 1, mark: "^[^#]"),
        RealFile("wild/http-cloudfront-33col.txt", "cloudfront", lines: 3, read: 1, mark: "^[^#]"),
        RealFile(
            "wild/http-haproxy_log-lnav-samples.txt",
            "haproxy",
            lines: 6,
            read: 6,
            mark: #"haproxy\["#
        ),
        RealFile("wild/http-heroku-router.txt", "heroku", lines: 6, read: 10),
        RealFile(
            "wild/postgres-cloudsql.jsonl",
            "postgresql-json",
            lines: 3,
            read: 3,
            mark: object
        ),
        RealFile("wild/postgres-cnpg.jsonl", "postgresql-json", lines: 3, read: 3),
        RealFile(
            "wild/postgres-kv-prefix.txt",
            "postgresql",
            lines: 24,
            read: 24,
            mark: level,
            without: repeated
        ),
        RealFile(
            "wild/postgres-lnav-samples.txt",
            "postgresql",
            lines: 9,
            read: 8,
            mark: level,
            without: repeated
        ),
        RealFile(
            "wild/postgres-logplex-heroku.txt",
            "postgresql",
            lines: 12,
            read: 3,
            mark: level,
            without: repeated
        ),
        RealFile(
            "wild/postgres-multiline.txt",
            "postgresql",
            lines: 16,
            read: 5,
            mark: level,
            without: repeated
        ),
        RealFile(
            "wild/postgres-queryid.txt",
            "postgresql",
            lines: 63,
            read: 28,
            mark: level,
            without: repeated
        ),
        RealFile(
            "wild/postgres-rds.txt",
            "postgresql",
            lines: 20,
            read: 17,
            mark: level,
            without: repeated
        ),
        RealFile(
            "wild/postgres-tempfile.txt",
            "postgresql",
            lines: 12,
            read: 11,
            mark: level,
            without: repeated
        ),
        RealFile("wild/mysqlslow-slow001.txt", "mysql-slow", lines: 13, read: 2, mark: query),
        RealFile("wild/mysqlslow-slow006.txt", "mysql-slow", lines: 44, read: 6, mark: query),
        RealFile("wild/mysqlslow-slow032.txt", "mysql-slow", lines: 11, read: 1, mark: query),
        RealFile("wild/mysqlslow-slow056.txt", "mysql-slow", lines: 12, read: 2, mark: query),
        RealFile("wild/mysqlslow-slow059.txt", "mysql-slow", lines: 40, read: 3, mark: query),
        RealFile("wild/pgbouncer-1.21.txt", "pgbouncer", lines: 20, read: 20, mark: "."),
        RealFile("wild/rails-lnav-samples.txt", "rails", lines: 2, read: 2),
        RealFile("wild/sidekiq-3-heroku-wiki.txt", "sidekiq-pretty", lines: 1, read: 1),
        RealFile(
            "wild/sidekiq-4-ttin-backtrace.txt",
            "sidekiq-pretty",
            lines: 3,
            read: 2,
            mark: thread
        ),
        RealFile("wild/sidekiq-5-start-done.txt", "sidekiq-pretty", lines: 2, read: 2),
        RealFile("wild/sidekiq-5893-rtt-warn.txt", "sidekiq-pretty", lines: 5, read: 1),
        RealFile(
            "wild/sidekiq-6-heroku-descending.txt",
            "sidekiq-pretty",
            lines: 4,
            read: 4,
            mark: thread
        ),
        RealFile("wild/sidekiq-7-activejob.txt", "sidekiq-pretty", lines: 7, read: 7, mark: thread),
        RealFile("live/celery.log", "celery", lines: 57, read: 13),
        RealFile("live/resque.log", "resque", lines: 13, read: 13, mark: "."),
        RealFile("live/rq.log", "rq-worker", lines: 27, read: 11),
        RealFile("live/sk-5.log", "sidekiq-pretty", lines: 55, read: 27, mark: thread),
        RealFile("live/sk-6.log", "sidekiq-pretty", lines: 52, read: 26, mark: thread),
        RealFile("live/sk-7.log", "sidekiq-pretty", lines: 65, read: 27, mark: thread),
        RealFile("live/sk-7-json.log", "sidekiq-json", lines: 24, read: 24, mark: object),
        RealFile("live/sk-8.log", "sidekiq-pretty", lines: 85, read: 24, refused: 1, mark: thread),
        RealFile(
            "live/sk-8-json.log",
            "sidekiq-json",
            lines: 25,
            read: 24,
            refused: 1,
            mark: object
        ),
        RealFile("live/rails/default.log", "rails", lines: 131, read: 30),
        RealFile("live/rails/tagged.log", "rails", lines: 131, read: 30),
        RealFile("live/rails/prodfmt.log", "rails", lines: 114, read: 18),
        RealFile("live/rails/lograge-kv.log", "rails", lines: 95, read: 14),
        RealFile("live/rails/lograge-json.log", "rails", lines: 94, read: 14),
        RealFile("live/rails/lograge-ltsv.log", "rails", lines: 95, read: 14),
        RealFile("live/rails/lograge-l2met.log", "rails", lines: 95, read: 14),
        RealFile(
            "live/pglogs/postgresql.log",
            "postgresql",
            lines: 275,
            read: 117,
            mark: level,
            without: repeated
        ),
        RealFile("live/pglogs/postgresql.csv", "postgresql-csv", lines: 246, read: 117),
        RealFile(
            "live/pglogs/postgresql.json",
            "postgresql-json",
            lines: 126,
            read: 117,
            mark: object,
            without: #""message":"duration: [0-9.]+ ms  plan:"#
        ),
    ]
}

@Suite struct ConformanceTests {
    @Test(arguments: RealFile.present)
    func readsRealText(file: RealFile) throws {
        let bytes = try #require(file.bytes)
        let format = try #require(RealFile.format(of: bytes))
        let records = format.records(ofText: bytes).filter { $0.lines != nil }

        #expect(format.name == file.format)
        #expect(records.count { !$0.isUnreadable } == file.read)
        #expect(records.count { $0.isUnreadable } == file.refused)
    }

    /// Counts of the readers alone would prove nothing but that they stay the same.
    @Test(arguments: RealFile.present.filter { $0.mark != nil })
    func countsWhatAnExpressionCounts(file: RealFile) {
        #expect(file.counted == file.read)
    }

    /// Prints the count that `make conformance` shows.
    @Test func countsWhatIsReadOverAllSamplesAndRealText() {
        var lines = 0
        var recognised = 0
        var equal = 0
        for example in SampleCase.read {
            let count = example.bytes.split(separator: 0x0A).count
            let claims = Formats.all.compactMap { $0.recognition(of: example.sample.text) }
            let isEqual =
                example.sample.commands.isEmpty
                ? example.format.rows(of: example.sample.text) == example.sample.rows
                : example.format.commands(of: example.sample.text) == example.sample.commands
            lines += count
            recognised += claims.isEmpty ? 0 : count
            equal += isEqual ? count : 0
        }
        for file in RealFile.present {
            guard let bytes = file.bytes, let format = RealFile.format(of: bytes) else { continue }
            let records = format.records(ofText: bytes).filter { $0.lines != nil }
            let refused = records.count { $0.isUnreadable }
            lines += file.lines
            recognised += format.name == file.format ? file.lines - refused : 0
            equal += records.count - refused == file.read ? file.lines - refused : 0
        }
        print(
            "formats: \(lines) lines, \(recognised) recognised,",
            "\(equal) parsed equal to the expected record"
        )
        let foreign = RealFile.present.reduce(0) { $0 + $1.refused }

        #expect(equal == lines - foreign)
    }
}

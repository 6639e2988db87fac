// Wrapped and mixed files: each program's lines to its own format, rows back to the lines of the file.

import Testing

@testable import Parsing

/// A file as it is recognised and read, source by source.
struct LayerReading {
    let files: [RecognizedFile]
    /// The rows of each source, with the lines of the file.
    private(set) var rows: [[Row]]
    private(set) var commands: [Int]
    let streams: [StreamAccount]

    init(_ text: String, cutAt cuts: [Int] = []) throws {
        let file = try TemporaryFile(Array(text.utf8))
        files = try RecognizedFile.recognize(file.source)
        rows = [[Row]](repeating: [], count: files.count)
        commands = [Int](repeating: 0, count: files.count)
        guard var reader = files[0].format?.makeReader() else {
            streams = []
            return
        }
        var blocks = LineBlock.blocks(of: Array(text.utf8), cutAt: cuts)
        for index in blocks.indices {
            blocks[index].firstLine += LineMark.base(source: 0, shard: 0)
        }
        var batches = blocks.map { reader.read($0) }
        batches.append(reader.finish())
        streams = reader.streams
        for batch in batches { take(batch) }
    }

    private mutating func take(_ batch: Batch) {
        switch batch {
        case .several(let inner): for batch in inner { take(batch) }
        case .commands(let batch):
            for row in batch.rows { commands[LineMark.source(of: row.line)] += 1 }
        case .rows, .jobs, .samples:
            for row in batch.rowsByLine {
                guard let mark = ReadRecord.row(row).lines?.lowerBound else { continue }
                rows[LineMark.source(of: mark)].append(row)
            }
        }
    }

    /// The names of the sources without the file's own, and their formats.
    var sources: [String] {
        files.enumerated().map { number, file in
            let name = file.file.path.split(separator: "#").dropFirst().first.map(String.init)
            return "\(name ?? "-"): \(formats[number])"
        }
    }

    /// The formats by their names.
    private var formats: [String] { files.map { $0.format?.name ?? "none" } }
}

@Suite struct LayerTests {
    private static let day = "2026-11-21"
    private static let jobs = [
        "pid=7 tid=a class=MailJob jid=b0 INFO: start",
        "pid=7 tid=a class=MailJob jid=b0 elapsed=0.5 INFO: done",
    ]

    /// Many minutes of lines, so that a head is enough to tell.
    private func repeated(_ lines: [String], times: Int = 10) -> String {
        (0..<times).map { _ in lines.joined(separator: "\n") }.joined(separator: "\n") + "\n"
    }

    @Test func givesTheWrappersTimeToLinesWithoutOne() throws {
        let lines = Self.jobs.enumerated().map { second, line in
            "<30>1 \(Self.day)T03:03:2\(second).5+00:00 host sidekiq 7 - - \(line)"
        }
        let reading = try LayerReading(repeated(lines))

        #expect(reading.sources == ["-: sidekiq-pretty"])
        #expect(reading.files[0].wrappers == ["syslog-rfc5424"])
        #expect(reading.rows[0].jobs.map(\.line) == Array(1...20))
        #expect(reading.rows[0].jobs[1].time == LogReading.time(3, 3, 21.5))
        #expect(reading.streams == [StreamAccount(lines: 20, zone: .written)])
    }

    @Test func tellsProgramsOfOneFileApart() throws {
        let lines = [
            #"redis-1   | 1795230206.777646 [0 10.0.0.1:33722] "PING""#,
            "worker-1  | 2026-11-21T03:03:26.500Z \(Self.jobs[0])",
            "worker-1  | 2026-11-21T03:03:27.500Z \(Self.jobs[1])",
        ]
        let reading = try LayerReading(repeated(lines))

        #expect(
            reading.sources
                == ["redis-1: redis-monitor", "worker-1: sidekiq-pretty", "other: wrapped-text"]
        )
        #expect(reading.commands == [10, 0, 0])
        #expect(reading.rows[1].jobs.count == 20)
        #expect(reading.streams.map(\.lines) == [10, 20])
    }

    @Test func readsPostgresThroughSyslog() throws {
        let lines = [
            "Nov 21 03:03:26 db postgres[99]: [7-1] db=a,user=b LOG:  duration: 13.5 ms  statement: SELECT d",
            "Nov 21 03:03:26 db postgres[99]: [7-2] #011FROM pg_database",
            "Nov 21 03:03:27 db postgres[99]: [8-1] db=a,user=b ERROR:  deadlock detected",
            "Nov 21 03:03:27 db cron[1]: (root) CMD (true)",
        ]
        let reading = try LayerReading(repeated(lines, times: 5))

        #expect(reading.sources == ["postgres: postgresql", "other: wrapped-text"])
        #expect(reading.rows[0].logs.count { $0.topic == .deadlock } == 5)
        #expect(reading.rows[0].logs.first?.process == "99")
        #expect(reading.streams.map(\.zone) == [.absentWithoutYear, .absentWithoutYear])
        #expect(reading.streams.map(\.lines) == [15, 5])
    }

    @Test func takesOffWrappersInWrappers() throws {
        let inner = Self.jobs.map { "<30>1 2026-11-21T03:03:26Z host sidekiq 7 - - \($0)" }
        let lines = inner.map {
            #"{"log":"\#($0)\n","stream":"stdout","time":"2026-11-21T03:03:26.5Z"}"#
        }
        let reading = try LayerReading(repeated(lines))

        #expect(reading.sources == ["-: sidekiq-pretty"])
        #expect(reading.files[0].wrappers == ["docker-json", "syslog-rfc5424"])
        #expect(reading.rows[0].jobs.map(\.line) == Array(1...20))
    }

    // The application writes the wall clock of Berlin and does not say so.
    @Test func putsTimesWithoutZoneOnTheWrappersClock() throws {
        let lines = [
            "2026-11-21T03:03:26.9Z stdout F I, [2026-11-21T04:03:26.800000 #7]  INFO -- : Completed 200 OK in 1ms",
            "2026-11-21T03:03:27.0Z stdout F E, [2026-11-21T04:03:26.900000 #7] ERROR -- : ActiveRecord::Deadlocked (Mysql2::Error)",
        ]
        let reading = try LayerReading(repeated(lines))

        #expect(reading.sources == ["-: rails"])
        #expect(reading.rows[0].logs.first?.time == LogReading.time(3, 3, 26.9))
        #expect(reading.streams.map(\.zone) == [.written])
    }

    @Test func joinsPiecesBeforeTheyAreRead() throws {
        let json =
            #"{"ts":"2026-11-21T03:03:26.500Z","pid":7,"tid":"a","lvl":"INFO","msg":"start","ctx":{"class":"MailJob","jid":"b0"}}"#
        let half = json.index(json.startIndex, offsetBy: 40)
        let lines = [
            "2026-11-21T03:03:26.9Z stdout P \(json[..<half])",
            "2026-11-21T03:03:26.9Z stdout F \(json[half...])",
        ]
        let reading = try LayerReading(repeated(lines))

        #expect(reading.sources == ["-: sidekiq-json"])
        #expect(reading.rows[0].jobs.map(\.line) == Array(stride(from: 1, to: 20, by: 2)))
    }

    @Test func readsProgramsThatNobodyKnowsAsText() throws {
        let lines = [
            "<28>Nov 21 03:03:26 host app[3]: something is slow",
            "<30>Nov 21 03:03:27 host kernel: Out of memory: Killed process 99 (ruby)",
        ]
        let reading = try LayerReading(repeated(lines))

        #expect(reading.sources == ["-: wrapped-text"])
        let kernel = reading.rows[0].logs.filter { $0.process == "kernel" }
        #expect(reading.rows[0].logs.count { $0.severity == .warning } == 10)
        #expect(kernel.map(\.severity) == [LogEvent.Severity](repeating: .fatal, count: 10))
        #expect(kernel.first?.topic == .error(kind: "oom-kill"))
        #expect(reading.streams == [StreamAccount(lines: 20, zone: .absentWithoutYear)])
    }

    @Test func leavesLinesAloneThatTheirFormatReadsAsTheyStand() throws {
        let lines = Self.jobs.map { "2026-11-21T03:03:26.500Z \($0)" }
        let reading = try LayerReading(repeated(lines))

        #expect(reading.sources == ["-: sidekiq-pretty"])
        #expect(reading.files[0].wrappers == [])
    }

    @Test(arguments: [true, false])
    func splitsAMixedFileByLine(isInterleaved: Bool) throws {
        let server = (0..<20).map {
            "1:M 21 Nov 2026 03:03:\($0 + 10).777 * Ready to accept connections"
        }
        let monitor = (0..<20).map { #"17952302\#($0 + 10).777646 [0 10.0.0.1:33722] "PING""# }
        let lines =
            isInterleaved ? zip(server, monitor).flatMap { [$0, $1] } : server + monitor
        let reading = try LayerReading(lines.joined(separator: "\n") + "\n")

        #expect(
            Set(reading.sources) == [
                "redis-monitor: redis-monitor", "redis-server-log: redis-server-log",
            ]
        )
        #expect(reading.commands.reduce(0, +) == 20)
        #expect(reading.rows.flatMap(\.logs).count == 20)
        #expect(reading.streams.map(\.lines) == [20, 20])
    }

    @Test func seesTheFormatChangeBehindTheHead() throws {
        let server = (0..<6_000).map {
            "1:M 21 Nov 2026 03:03:\($0 % 50 + 10).777 * Ready to accept connections"
        }
        let monitor = (0..<6_000).map {
            #"1795230\#($0 % 900 + 100).777646 [0 10.0.0.1:33722] "GET" "key:\#($0)""#
        }
        let text = (server + monitor).joined(separator: "\n") + "\n"
        let file = try TemporaryFile(Array(text.utf8))
        let formats = try RecognizedFile.recognize(file.source).map { $0.format?.name }

        #expect(text.utf8.count > ByteSource.headBytesMax)
        #expect(formats.count == 2)
    }

    @Test func readsTheSameWhereverTheTextIsCut() throws {
        let text = repeated(
            [
                "web-1     | \(Self.day)T03:03:26.5Z \(Self.jobs[0])",
                "other-1   | what nobody knows", "rest of it",
                "web-1     | \(Self.day)T03:03:27.5Z \(Self.jobs[1])",
            ],
            times: 3
        )
        let whole = try LayerReading(text)
        for cut in stride(from: 1, to: text.utf8.count, by: 7) {
            let reading = try LayerReading(text, cutAt: [cut])
            #expect(reading.rows == whole.rows)
            #expect(reading.streams == whole.streams)
        }
    }

    @Test func tellsHostsOfACentralLogApart() throws {
        func line(_ second: Int, _ host: String, _ process: Int, _ text: String) -> String {
            "2026-11-21T03:03:\(second < 10 ? "0" : "")\(second)+00:00 \(host) app[\(process)]: \(text)\n"
        }
        let started = "Started GET \"/a\" for 10.0.0.1 at 2026-11-21 03:03:01 +0000"
        let text = (0..<10).map { number in
            line(number, "web-1", 7, started) + line(number, "web-2", 7, started)
                + line(number, "web-1", 7, "Completed 200 OK in \(number)ms")
                + line(number, "web-2", 7, "Completed 500 Internal Server Error in \(number)ms")
        }.joined()
        let reading = try LayerReading(text)
        let statuses = reading.rows.map { rows in
            Set(rows.compactMap { if case .request(let event) = $0 { event.status } else { nil } })
        }

        #expect(reading.sources.prefix(2) == ["web-1/app: rails", "web-2/app: rails"])
        #expect(statuses.prefix(2) == [[200], [500]])
    }

    @Test func readsAHostThatComesLaterAsTheOthers() throws {
        func line(_ host: String, _ status: Int) -> String {
            "2026-11-21T03:03:01+00:00 \(host) nginx[7]: 10.0.0.1 - - [21/Nov/2026:03:03:01 +0000] \"GET / HTTP/1.1\" \(status) 5 \"-\" \"-\"\n"
        }
        let head = String(repeating: line("web-1", 200) + line("web-2", 201), count: 600)
        let reading = try LayerReading(head + line("web-3", 503))
        let last = try #require(reading.rows.last?.last)

        #expect(
            reading.sources == [
                "web-1/nginx: access-log", "web-2/nginx: access-log", "other: wrapped-text",
            ]
        )
        guard case .request(let event) = last else {
            Issue.record("read as \(last)")
            return
        }
        #expect(event.status == 503)
    }
}

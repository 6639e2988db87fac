// Workers that each write a log of their own, and queues that metrics alone or other lists tell of.

import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct WorkerLogsTests {
    private typealias File = (name: String, bytes: [UInt8])

    /// The same capture with a log for each half of the processes; a retry then often stands in the file before its
    /// first run.
    private static func split(_ files: [File]) throws -> [File] {
        let log = try #require(files.first { $0.name == "sidekiq.log" })
        var halves = ["", ""]
        var numbers: [Substring: Int] = [:]
        for line in String(decoding: log.bytes, as: UTF8.self).split(separator: "\n") {
            let start = try #require(line.range(of: "pid=")?.upperBound)
            let process = line[start...].prefix { $0 != " " }
            let number = numbers[process] ?? numbers.count
            numbers[process] = number
            halves[(number + 1) % 2] += line + "\n"
        }
        return files.filter { $0.name != "sidekiq.log" } + [
            ("sidekiq-1.log", Array(halves[0].utf8)), ("sidekiq-2.log", Array(halves[1].utf8)),
        ]
    }

    private static func timeline(_ files: [File]) throws -> Timeline {
        try #require(CaptureReading.timeline(of: files))
    }

    /// Each push with the start it waited for, by time and queue; microseconds.
    private static func waits(_ timeline: Timeline) -> [(push: [Int64], start: Int64?)] {
        timeline.jobs.compactMap { job in
            job.enqueued.map { (push: [$0, Int64(job.queue)], start: job.started) }
        }.sorted { $0.push.lexicographicallyPrecedes($1.push) }
    }

    @Test(
        arguments: [SimulatedKind.healthyFailures, .retryStorm, .arrivalsUp],
        [1, 4] as [UInt64]
    )
    func readsTwoLogsAsOne(kind: SimulatedKind, seed: UInt64) throws {
        let files = SimulatedCapture(kind, seed: seed).files

        let whole = try Self.timeline(files)
        let halves = try Self.timeline(try Self.split(files))

        let (waits, expected) = (Self.waits(halves), Self.waits(whole))
        #expect(waits.map(\.push) == expected.map(\.push))
        // Each log has its own clock, which is measured to a few milliseconds.
        for (wait, same) in zip(waits, expected) {
            #expect(abs((wait.start ?? 0) - (same.start ?? 0)) <= 50_000)
        }
        #expect(halves.queues.map(\.depth) == whole.queues.map(\.depth))
        #expect(
            Diagnosis.examine(halves).incidents.map(\.kind)
                == Diagnosis.examine(whole).incidents.map(\.kind)
        )
    }

    @Test(arguments: [3, 5] as [UInt64])
    func findsARetryStormInTwoLogs(seed: UInt64) throws {
        let files = try Self.split(SimulatedCapture(.retryStorm, seed: seed).files)

        let incidents = Diagnosis.examine(try Self.timeline(files)).incidents

        #expect(incidents.first?.hypotheses.first?.cause == .retryStorm)
    }

    /// Six clients wait for jobs of a list that no library knows; some of them stop after a minute.
    private static func ownQueue(stopping: Int) throws -> Diagnosis {
        var lines: [(time: Double, text: String)] = []
        for job in 0..<(34 * 120) {
            let time = Double(job) / 34
            lines.append((time, #"10.0.0.9:5000] "lpush" "jobs:render" "{\"doc\":\#(job)}""#))
        }
        for worker in 1...6 {
            let end = worker <= stopping ? 60.0 : 120.0
            // Idle workers share the arrivals; busy ones take a job every 120 ms.
            let perSecond = 34.0 / 6
            var time = 0.05 * Double(worker)
            while time < end {
                lines.append((time, #"10.0.1.\#(worker):600\#(worker)] "brpop" "jobs:render" "5""#))
                time += time < 60 || stopping == 0 ? 1 / perSecond : 0.12
            }
        }
        let text = lines.sorted { $0.time < $1.time }.map {
            "\(Moment.monitor($0.time + 200)) [0 \($0.text)\n"
        }
        return Diagnosis.examine(
            try timeline([("monitor.log", Array(text.joined().utf8))])
        )
    }

    @Test func findsWorkersLostOfAListOfItsOwn() throws {
        let incident = try #require(Self.ownQueue(stopping: 4).incidents.first)

        #expect(incident.kind == .queueBacklog)
        let first = try #require(incident.hypotheses.first)
        #expect(first.cause == .workersLost)
        #expect(first.subject.queue == "jobs:render")
    }

    @Test func staysSilentWhileAllAsk() throws {
        #expect(try Self.ownQueue(stopping: 0).incidents.isEmpty)
    }

    /// A minute of an empty queue and another in which it grows, as a metric tells of it beside no other file.
    @Test(arguments: ["depth:queue:mail", "sidekiq_queue_size{queue=\"mail\"}", "mail_queue_depth"])
    func findsABacklogThatAMetricShows(name: String) throws {
        let rows = (0..<120).map { second in
            "\(Moment.iso(Double(second) + 200)),\(max(0, second - 60) * 9)\n"
        }
        let header =
            name.contains("\"")
            ? "time,\"\(name.replacing("\"", with: "\"\""))\"\n" : "time,\(name)\n"
        let files = [("metrics.csv", Array((header + rows.joined()).utf8))]

        let incident = try #require(
            Diagnosis.examine(try Self.timeline(files)).incidents.first
        )

        #expect(incident.kind == .queueBacklog)
        #expect(abs(incident.start.seconds - Double(Moment.epoch) - 261) <= 7)
    }
}

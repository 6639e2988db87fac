// Reads that rise with each run told from reads that rise with the runs, or beside them.

import Randomness
import Testing

@testable import Diagnosing
@testable import Parsing
@testable import Simulator
@testable import Summarizing

@Suite struct RepeatedReadTests {
    private static func scene(_ reads: SimulatedReads, _ seed: UInt64) throws -> Scene {
        let files = SimulatedCapture(reads: reads, seed: seed).files
        return Scene(try #require(CaptureReading.timeline(of: files)))
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func findsTheJobsThatReadRowByRow(seed: UInt64) throws {
        let findings = RepeatedReads().findings(in: try Self.scene(.rowByRow, seed))

        #expect(findings.map(\.kind) == [.nPlusOne])
        let finding = try #require(findings.first)
        #expect(finding.subject.jobClass == "ExportJob")
        #expect(finding.subject.keyPattern == "product:{n}")
        let calls = try #require(finding.measures.first { $0.name == "calls_per_run" })
        #expect((32...48).contains(calls.quantity.value))
        let usual = try #require(finding.measures.first { $0.name == "calls_per_run_before" })
        #expect((1...3).contains(usual.quantity.value))
        #expect(finding.items.contains { $0.item == .mechanism })
        #expect(finding.evidence.count == 2)
    }

    @Test(
        arguments: [SimulatedReads.moreJobs, .poller, .oneKey, .manyKeys],
        2..<3 as Range<UInt64>
    )
    func doesNotTakeMoreReadsForReadsOfEachRun(reads: SimulatedReads, seed: UInt64) throws {
        #expect(RepeatedReads().findings(in: try Self.scene(reads, seed)).isEmpty)
    }

    /// A Rails log of three requests a second, each of which makes so many queries.
    private static func railsLog(queriesPerRequest: (Int) -> Int) -> [(
        name: String, bytes: [UInt8]
    )] {
        var random = SplitMix64(seed: 7)
        let lines = (0..<120).flatMap { second in
            (0..<(1 + random.below(5))).flatMap { request in
                let id = "req\(second)x\(request)"
                let stamp = Moment.iso(200.5 + Double(second)).dropLast() + "\(100 + request)"
                func line(_ level: String, _ text: String) -> String {
                    "\(level.prefix(1)), [\(stamp) #3903] \(level == "INFO" ? " " : "")\(level) -- : [\(id)] \(text)\n"
                }
                return [line("INFO", "Processing by ProductsController#index as HTML")]
                    + (0..<queriesPerRequest(second)).map { row in
                        line(
                            "DEBUG",
                            #"  Product Load (0.3ms)  SELECT "products".* FROM "products" WHERE "products"."id" = $1 LIMIT $2  [["id", \#(row)], ["LIMIT", 1]]"#
                        )
                    } + [line("INFO", "Completed 200 OK in 12ms (ActiveRecord: 4.0ms)")]
            }
        }
        return [("rails.log", Array(lines.joined().utf8))]
    }

    @Test
    func findsTheRequestsThatQueryRowByRow() throws {
        let files = Self.railsLog { (50..<90).contains($0) ? 40 : 2 }
        let timeline = try #require(CaptureReading.timeline(of: files))

        let findings = RepeatedReads().findings(in: Scene(timeline))

        #expect(findings.map(\.kind) == [.nPlusOne])
        let finding = try #require(findings.first)
        #expect(finding.subject.endpoint == "ProductsController#index")
        #expect(finding.subject.table == "products")
        #expect(abs(finding.start.seconds - timeline.start.seconds - 50) <= 1)
        let calls = try #require(finding.measures.first { $0.name == "calls_per_run" })
        #expect((38...42).contains(calls.quantity.value))
        #expect(finding.evidence.count == 2)
    }

    @Test
    func leavesRequestsThatQueryAsMuchAsEver() throws {
        let files = Self.railsLog { _ in 40 }
        let timeline = try #require(CaptureReading.timeline(of: files))

        #expect(RepeatedReads().findings(in: Scene(timeline)).isEmpty)
    }

    /// A capture that begins ten seconds before its traffic, whose jobs come with reads of a host.
    private static func mails(
        workerHost: String,
        readerHost: String,
        readsPerJob: (Int) -> Int
    ) throws -> Scene {
        var random = SplitMix64(seed: 5)
        var (monitor, log) = ("", "")
        for second in 0..<120 {
            let start = 200 + Double(second)
            monitor += "\(Moment.monitor(start)) [0 10.0.0.50:1] \"PING\"\n"
            guard second >= 10 else { continue }
            for job in 0..<(2 + random.below(9)) {
                let time = start + 0.05 + Double(job) * 0.08
                let id = "mail\(second)x\(job)"
                let stamp = Moment.monitor(time)
                let payload =
                    #"{\"queue\":\"mailers\",\"class\":\"OrderMailJob\",\"jid\":\"\#(id)\",\"created_at\":\#(stamp),\"enqueued_at\":\#(stamp)}"#
                monitor +=
                    #"\#(stamp) [0 10.0.0.11:4000] "lpush" "queue:mailers" "\#(payload)""# + "\n"
                monitor +=
                    #"\#(Moment.monitor(time + 0.002)) [0 \#(workerHost):5000] "brpop" "queue:mailers" "2""#
                    + "\n"
                for read in 0..<readsPerJob(second) {
                    let stamp = Moment.monitor(time + 0.003 + Double(read) * 0.0001)
                    monitor += "\(stamp) [0 \(readerHost):6000] \"GET\" \"user:\(read):profile\"\n"
                }
                let line = "pid=41 tid=w\(job) class=OrderMailJob jid=\(id)"
                log += "\(Moment.iso(time + 0.003)) \(line) INFO: start\n"
                log += "\(Moment.iso(time + 0.043)) \(line) elapsed=0.04 INFO: done\n"
            }
        }
        let files = [
            (name: "monitor.log", bytes: Array(monitor.utf8)),
            (name: "sidekiq.log", bytes: Array(log.utf8)),
        ]
        return Scene(try #require(CaptureReading.timeline(of: files)))
    }

    /// What is done for a visitor rises with the visitors, on whichever host: the host tells whose reads they are.
    @Test(arguments: [
        ("10.0.0.21", "10.0.0.21", [Confidence.strong]), ("10.0.0.21", "10.0.0.11", []),
        ("10.0.0.11", "10.0.0.11", [.moderate]),
    ])
    func asksWhetherTheReadsComeFromWhereTheWorkIsDone(
        worker: String,
        reader: String,
        expected: [Confidence]
    ) throws {
        let scene = try Self.mails(workerHost: worker, readerHost: reader) {
            (60..<90).contains($0) ? 30 : 1
        }

        #expect(RepeatedReads().findings(in: scene).map(\.confidence) == expected)
    }

    /// Without a line of the host on which the reads were made, what rises together is no more than that.
    @Test
    func isLessSureWhereHostsTellNothing() throws {
        let files = Self.railsLog { (50..<90).contains($0) ? 40 : 2 }
        let timeline = try #require(CaptureReading.timeline(of: files))

        #expect(RepeatedReads().findings(in: Scene(timeline)).map(\.confidence) == [.moderate])
    }

    @Test
    func takesNoEmptyLeadInForTheUsual() throws {
        let scene = try Self.mails(workerHost: "10.0.0.21", readerHost: "10.0.0.21") { _ in 12 }

        #expect(RepeatedReads().findings(in: scene).isEmpty)
    }

    @Test(arguments: [
        SimulatedKind.healthyRamp, .healthyBurst, .healthyBatches, .decoyPages, .decoyLastElement,
        .decoyCron,
    ])
    func staysSilentOnHealthyDays(kind: SimulatedKind) throws {
        let files = SimulatedCapture(kind, seed: 3).files
        let scene = Scene(try #require(CaptureReading.timeline(of: files)))

        #expect(RepeatedReads().findings(in: scene).isEmpty)
        #expect(HotKeys().findings(in: scene).isEmpty)
    }

    @Test(arguments: 4..<5 as Range<UInt64>)
    func findsTheOneKeyThatAllAskFor(seed: UInt64) throws {
        let findings = HotKeys().findings(in: try Self.scene(.oneKey, seed))

        #expect(findings.map(\.kind) == [.hotKey])
        #expect(findings.first?.subject.keyPattern == "product:{n}")
        let share = try #require(findings.first?.measures.first { $0.name == "key_share_min" })
        #expect((0.9...1).contains(share.quantity.value))
    }

    @Test(arguments: [SimulatedReads.manyKeys, .rowByRow])
    func blamesNoKeyWhereManyAreAskedFor(reads: SimulatedReads) throws {
        #expect(HotKeys().findings(in: try Self.scene(reads, 1)).isEmpty)
    }
}

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

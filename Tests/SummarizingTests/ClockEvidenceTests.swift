// What evidence clocks are corrected by: ids with drift, both ways, traffic, a person's word; and what is refused.

import Foundation
import Randomness
import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct ClockEvidenceTests {
    private static let epoch = Double(MonitorText.epoch)

    /// A capture of jobs that are taken at once by a worker whose clock runs by a rule.
    ///
    /// The rule gives what that clock is ahead by, at seconds after the first job.
    private static func jobs(
        _ count: Int,
        span: Double,
        seed: UInt64,
        heartbeats: Int = 0,
        ahead: (Double) -> Double
    ) -> ShardSummary {
        var generator = SplitMix64(seed: seed)
        var lines: [String] = []
        var rows: [Row] = []
        for number in 0..<count {
            let seconds = span * Double(number) / Double(count) + 0.5
            let push = Int64(seconds * 1e6)
            lines.append(MonitorText.line(push - 200_000, "b:1", "BRPOP", "queue:a", "2"))
            let job = #"{"class":"J","jid":"j\#(number)"}"#
            lines.append(MonitorText.line(push, "a:1", "LPUSH", "queue:a", job))
            let delay = 0.001 + generator.exponential(mean: 0.004)
            let start = epoch + seconds + delay + ahead(seconds)
            rows.append(
                .job(
                    JobEvent(
                        line: LineMark.base(source: 1, shard: 0) + number + 1,
                        time: Timestamp(seconds: start),
                        phase: .started,
                        jobClass: "J",
                        idHash: FixedHash.hash("j\(number)".utf8),
                        process: "7"
                    )
                )
            )
        }
        for number in 0..<heartbeats {
            let seconds = span * (Double(number) + 0.5) / Double(heartbeats)
            let delay = 0.001 + generator.exponential(mean: 0.002)
            let beat = epoch + seconds - delay + ahead(seconds)
            let words = [
                "HSET", "host:7:abc", "info", "{}", "busy", "0", "beat",
                String(format: "%.6f", beat), "rtt_us", "300",
            ]
            lines.append(MonitorText.line(Int64(seconds * 1e6), "b:1", words))
        }
        var summary = MonitorText.summary(of: lines.sorted())
        summary.insert(.rows(rows))
        return summary
    }

    private static func clock(
        _ summary: ShardSummary,
        format: String = "sidekiq-pretty",
        rules: ClockRules = ClockRules()
    ) -> SourceAccount.Clock? {
        Timeline(
            summary,
            facts: [
                MonitorText.facts("monitor.log", "redis-monitor"),
                MonitorText.facts("worker.log", format),
            ],
            lines: LineTable(shardLines: [[1_000_000], [1_000_000]]),
            declaredVersion: nil,
            clocks: rules
        )?.sources[1].clock
    }

    @Test(arguments: [50e-6, -50e-6], 0..<5 as Range<UInt64>)
    func recoversAPlantedDriftInsideItsInterval(planted: Double, seed: UInt64) throws {
        let summary = Self.jobs(1_200, span: 3_600, seed: seed) { 4.2 + planted * ($0 - 1_800) }
        let clock = try #require(Self.clock(summary))
        let drift = try #require(clock.drift)

        #expect(abs(drift.perSecond + planted) <= drift.uncertaintyPerSecond)
        #expect(drift.uncertaintyPerSecond < 5e-6)
        #expect(abs(clock.offsetSeconds + 4.2) <= clock.uncertaintySeconds)
        #expect(clock.uncertaintySeconds < 0.02)
    }

    @Test func movesStampsByTheDriftToo() throws {
        var corrections = ClockCorrections()
        let middle = Timestamp(seconds: 2_000)
        corrections.set(
            3,
            seconds: -10,
            drift: .init(perSecond: 0.001, uncertaintyPerSecond: 0, middle: middle)
        )
        #expect(corrections.moved(2_010_000_000, source: 3) == 2_000_000_000)
        #expect(corrections.moved(3_010_000_000, source: 3) == 3_001_000_000)
        #expect(corrections.moved(1_010_000_000, source: 3) == 999_000_000)
        #expect(corrections.moved(1_010_000_000, source: 4) == 1_010_000_000)
    }

    @Test(arguments: [-3.1, 7, 4.2], 0..<4 as Range<UInt64>)
    func boundsAClockFromBothSides(ahead: Double, seed: UInt64) throws {
        let summary = Self.jobs(200, span: 600, seed: seed, heartbeats: 60) { _ in ahead }
        let clock = try #require(Self.clock(summary))

        #expect(clock.method == .bothWays)
        #expect(abs(clock.offsetSeconds + ahead) <= clock.uncertaintySeconds)
        #expect(clock.uncertaintySeconds < 0.01)
    }

    @Test func refusesAClockThatWasSetInTheMiddle() throws {
        let summary = Self.jobs(200, span: 600, seed: 1) { $0 < 300 ? 3 : 40 }
        let clock = try #require(Self.clock(summary))

        #expect(clock.method == .assumed && clock.offsetSeconds == 0)
        guard case .contradictory(let seconds) = clock.refusal else {
            Issue.record("not refused: \(clock)")
            return
        }
        #expect(abs(seconds - 37) < 0.1)
    }

    @Test func refusesMoreThanTheCapAndObeysAnother() throws {
        let summary = Self.jobs(60, span: 60, seed: 1) { _ in 1_200 }
        let refused = try #require(Self.clock(summary))
        guard case .tooLarge(let seconds) = refused.refusal else {
            Issue.record("not refused: \(refused)")
            return
        }
        #expect(abs(seconds + 1_200) < 0.1 && refused.offsetSeconds == 0)

        var rules = ClockRules()
        rules.correctionSecondsMax = 3_600
        let moved = try #require(Self.clock(summary, rules: rules))
        #expect(moved.refusal == nil && abs(moved.offsetSeconds + 1_200) < 0.1)
    }

    /// Requests of a web log and commands of the same users, or of others.
    private static func traffic(
        seconds: Int,
        seed: UInt64,
        ahead: Double,
        shared: Sharing
    ) -> ShardSummary {
        var generator = SplitMix64(seed: seed)
        var lines: [String] = []
        var rows: [Row] = []
        for second in 0..<seconds {
            let wave = 4 + 2 * sin(Double(second) / 120)
            func count() -> Int {
                Int(generator.poisson(mean: generator.uniform() < 0.02 ? 4 * wave : wave))
            }
            let calls = count()
            let requests = shared == .yes ? calls : count()
            for _ in 0..<calls {
                let time = Double(second) + generator.uniform()
                lines.append(MonitorText.line(Int64(time * 1e6), "a:1", "GET", "k"))
            }
            for _ in 0..<requests {
                let time = epoch + Double(second) + generator.uniform() + ahead
                rows.append(.quiet(quiet(rows.count, time)))
            }
        }
        var summary = MonitorText.summary(of: lines)
        summary.insert(.rows(rows))
        return summary
    }

    private enum Sharing {
        case yes, no
    }

    private static func quiet(_ number: Int, _ seconds: Double) -> QuietLines {
        QuietLines(
            line: LineMark.base(source: 1, shard: 0) + number + 1,
            time: Timestamp(seconds: seconds)
        )
    }

    @Test(arguments: [-3.1, 7, 4.2, 0], 0..<2 as Range<UInt64>)
    func recoversAnOffsetFromTheRhythmOfTraffic(ahead: Double, seed: UInt64) throws {
        let summary = Self.traffic(seconds: 1_200, seed: seed, ahead: ahead, shared: .yes)
        let clock = try #require(Self.clock(summary, format: "user:web_log"))

        #expect(clock.method == .traffic)
        #expect(abs(clock.offsetSeconds + ahead) <= clock.uncertaintySeconds)
        #expect(clock.uncertaintySeconds <= 2)
    }

    /// A thousand seeds in `make evaluate-clocks`; few in the suite, where code is not optimised.
    private static let seeds: Range<UInt64> = {
        let count = ProcessInfo.processInfo.environment["CLOCK_SEEDS"].flatMap { UInt64($0) }
        return 0..<(count ?? 4)
    }()

    @Test func acceptsNothingWhereNothingMatches() {
        let accepted = Self.seeds.filter { seed in
            let summary = Self.traffic(seconds: 900, seed: seed, ahead: 0, shared: .no)
            return Self.clock(summary, format: "user:web_log")?.method != .assumed
        }
        print("clocks: \(Self.seeds.count) seeds without a match, \(accepted.count) accepted")
        #expect(accepted.isEmpty)
    }

    @Test func believesAPersonWhoNamesTwoLines() throws {
        let summary = Self.traffic(seconds: 60, seed: 1, ahead: 33, shared: .yes)
        var rules = ClockRules()
        let moment = Timestamp(seconds: Self.epoch + 20.25)
        rules.anchors = [
            ClockAnchor(
                source: 1,
                time: moment.advanced(bySeconds: 33),
                other: 0,
                otherTime: moment
            )
        ]
        let clock = try #require(Self.clock(summary, format: "user:web_log", rules: rules))
        #expect(clock.method == .declared)
        #expect(abs(clock.offsetSeconds + 33) < 1e-6)
        #expect(clock.uncertaintySeconds == 0.001)
    }
}

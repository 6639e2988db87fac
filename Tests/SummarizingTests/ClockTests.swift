// Clocks: offsets found by matched jobs, zones found by overlap, days found by the reference.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct ClockTests {
    /// A minute of pushes to idle workers, and the log of a worker whose clock is ahead.
    private static func timeline(ahead seconds: Double, ids prefix: String = "j") -> Timeline? {
        var lines: [String] = []
        var rows: [Row] = []
        for number in 0..<60 {
            let push = Int64(number) * 1_000_000 + 500_000
            let words = ["LPUSH", "queue:a", #"{"class":"J","jid":"j\#(number)"}"#]
            lines.append(MonitorText.line(push - 400_000, "b:1", "BRPOP", "queue:a", "2"))
            lines.append(MonitorText.line(push, "a:1", words))
            let start = Double(MonitorText.epoch) + Double(push) / 1e6 + 0.001 + seconds
            for (phase, run) in [(JobEvent.Phase.started, 0.0), (.done, 0.05)] {
                rows.append(
                    .job(
                        JobEvent(
                            line: LineMark.base(source: 1, shard: 0) + rows.count + 1,
                            time: Timestamp(seconds: start + run),
                            phase: phase,
                            jobClass: "J",
                            idHash: FixedHash.hash("\(prefix)\(number)".utf8),
                            process: "7"
                        )
                    )
                )
            }
        }
        var summary = MonitorText.summary(of: lines)
        summary.insert(.rows(rows))
        return Timeline(
            summary,
            facts: [
                MonitorText.facts("monitor.log", "redis-monitor"),
                MonitorText.facts("sidekiq.log", "sidekiq"),
            ],
            lines: LineTable(shardLines: [[lines.count], [rows.count]]),
            declaredVersion: nil
        )
    }

    @Test(arguments: [-3.1, 7, 4.2])
    func recoversAPlantedOffsetInsideItsInterval(ahead: Double) throws {
        let timeline = try #require(Self.timeline(ahead: ahead))
        let clock = timeline.sources[1].clock

        #expect(clock.method == .matchedIDs)
        #expect(clock.pairs == 60)
        #expect(abs(clock.offsetSeconds + ahead) <= clock.uncertaintySeconds)
        #expect(clock.uncertaintySeconds < 0.1)
        #expect(timeline.jobs.allSatisfy { abs($0.waitSeconds ?? .infinity) < 0.1 })
    }

    @Test func leavesAClockAloneWhenNothingMatches() throws {
        let timeline = try #require(Self.timeline(ahead: 7, ids: "other"))
        let clock = timeline.sources[1].clock

        #expect(clock.method == .assumed)
        #expect(clock.offsetSeconds == 0)
        #expect(clock.uncertaintySeconds == ClockAlignment.assumedUncertaintySeconds)
    }

    /// The timeline of a minute of MONITOR and of one log line at each end of it, shifted.
    private static func timeline(shifted seconds: Int64, _ zone: WrittenZone, declared: Int? = nil)
        -> Timeline?
    {
        let lines = [0, 60_000_000].map { MonitorText.line($0, "a:1", "PING") }
        var summary = MonitorText.summary(of: lines)
        let rows = [0, 60].enumerated().map { number, second in
            Row.log(
                LogEvent(
                    line: LineMark.base(source: 1, shard: 0) + number + 1,
                    time: Timestamp(
                        microseconds: (MonitorText.epoch + Int64(second) + seconds) * 1_000_000
                    ),
                    severity: .error,
                    topic: .other,
                    message: "x",
                    process: ""
                )
            )
        }
        summary.insert(.rows(rows))
        var facts = MonitorText.facts("app.log", "rails", zone)
        facts.declaredZoneSeconds = declared
        return Timeline(
            summary,
            facts: [MonitorText.facts("monitor.log", "redis-monitor"), facts],
            lines: LineTable(shardLines: [[2], [2]]),
            declaredVersion: nil
        )
    }

    @Test(arguments: [
        (0, "UTC", "assumed"), (3_600, "+01:00", "inferred"), (-18_000, "-05:00", "inferred"),
        (20_700, "+05:45", "inferred"),
    ])
    func infersAZoneFromTheOverlap(east: Int64, name: String, origin: String) throws {
        let timeline = try #require(Self.timeline(shifted: east, .absent))

        #expect(timeline.sources[1].clock.zone == name)
        #expect(timeline.sources[1].clock.zoneFrom == origin)
        #expect(
            timeline.events.first?.time == Timestamp(microseconds: MonitorText.epoch * 1_000_000)
        )
    }

    @Test func believesADeclaredZone() throws {
        let timeline = try #require(Self.timeline(shifted: 7_200, .absent, declared: 7_200))

        #expect(timeline.sources[1].clock.zoneFrom == "declared")
        #expect(
            timeline.events.first?.time == Timestamp(microseconds: MonitorText.epoch * 1_000_000)
        )
    }

    @Test func putsTimesOfDayOnTheDayOfTheReference() throws {
        let days = MonitorText.epoch / 86_400

        let timeline = try #require(
            Self.timeline(shifted: -days * 86_400, .absentWithoutDate)
        )

        #expect(
            timeline.events.first?.time == Timestamp(microseconds: MonitorText.epoch * 1_000_000)
        )
    }
}

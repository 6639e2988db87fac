import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct ZoneCorrectionTests {
    @Test(
        arguments: [
            ("UTC", 0.0), ("+02:00", 7_200), ("+05:30", 19_800), ("+05:45", 20_700),
            ("-08:00", -28_800), ("-03:30", -12_600), ("+14:00", 50_400),
        ],
        [-3.1, 0, 3.1, 120]
    )
    func readsZoneAndClockFromMatchedJobs(zone: (name: String, seconds: Double), fast: Double)
        throws
    {
        let capture = MatchedCapture(jobs: 20, stampsAheadSeconds: zone.seconds + fast)
        let clocks = capture.clocks
        try #require(clocks.count == 2)
        let clock = clocks[1]

        #expect(clock.zone == zone.name)
        #expect(clock.zoneFrom == "inferred")
        #expect(clock.zonePairs == 20)
        #expect(abs(clock.offsetSeconds + fast) <= 2 * MatchedCapture.delaySeconds)
        #expect(clock.method == .matchedIDs)
    }

    @Test func keepsWhatTheLogSaysOfItsZone() {
        let capture = MatchedCapture(
            jobs: 20,
            stampsAheadSeconds: 0,
            zone: .header(offsetSeconds: 7_200)
        )

        #expect(capture.clocks.map(\.zone) == ["UTC", "+02:00"])
        #expect(capture.clocks.map(\.zoneFrom) == ["written", "header"])
    }

    @Test func staysWithUTCWhenFewJobsMatchAndTimeDoesNotTell() {
        var capture = MatchedCapture(jobs: 4, stampsAheadSeconds: 0)
        capture.addLog(format: "postgresql", from: -36_000, to: 36_000)

        #expect(capture.clocks.map(\.zone) == ["UTC", "UTC", "UTC"])
        #expect(capture.clocks.map(\.zoneFrom) == ["written", "assumed", "assumed"])
    }

    @Test func readsTheZoneOfALogThatSharesOnlyTime() throws {
        var capture = MatchedCapture(jobs: 20, stampsAheadSeconds: 0)
        capture.addLog(format: "rails", from: -28_800, to: -28_800 + 2_280)
        let clock = try #require(capture.clocks.last)

        #expect(clock.zone == "-08:00")
        #expect(clock.zoneFrom == "inferred")
        #expect(clock.zonePairs == 0)
        #expect(clock.method == .assumed)
    }

    @Test(arguments: [("rails", "+02:00"), ("metrics-csv", "UTC")])
    func lendsTheZoneOfTheWorkersToLogsOfTheApplication(format: String, zone: String) {
        var capture = MatchedCapture(jobs: 20, stampsAheadSeconds: 7_200)
        capture.addLog(format: format, from: -14_400, to: 28_800)

        #expect(capture.clocks.last?.zone == zone)
    }
}

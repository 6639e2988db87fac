// Logs in local time across the days on which clocks are put forward and back.

import Testing

@testable import Parsing

@Suite struct LocalClockTests {
    /// Central European time of 2026: summer time from 29 March to 25 October, 01:00 UTC each.
    private static func offset(_ seconds: Int64) -> Int {
        (1_774_746_000..<1_792_890_000).contains(seconds) ? 7_200 : 3_600
    }

    private static func stamps(_ texts: [String]) -> [Int64] {
        var clock = LocalClock(offset: offset)
        return texts.compactMap { text in
            let bytes = Array(text.utf8)
            let wall = CalendarTime.stamp(in: bytes, at: 0)?.time
            return wall.map { clock.utc(of: $0).wholeSeconds }
        }
    }

    @Test func tellsTheHourThatIsShownTwiceByTheOrderOfLines() {
        let read = Self.stamps([
            "2026-10-25 01:59:59", "2026-10-25 02:00:00", "2026-10-25 02:59:58",
            "2026-10-25 02:59:57", "2026-10-25 02:00:00", "2026-10-25 02:59:59",
            "2026-10-25 03:00:00",
        ])

        let change: Int64 = 1_792_890_000
        #expect(read.map { $0 - change } == [-3_601, -3_600, -2, -3, 0, 3_599, 3_600])
    }

    @Test func leavesNoGapWhereTheClockIsPutForward() {
        let read = Self.stamps(["2026-03-29 01:59:59", "2026-03-29 03:00:00"])

        #expect(read == [1_774_745_999, 1_774_746_000])
    }

    @Test(arguments: ["2026-03-29 02:30:00", "2026-07-01 12:00:00", "2027-01-01 00:00:00"])
    func readsWhatIsShownOnceOrNever(text: String) throws {
        let wall = try #require(CalendarTime.stamp(in: Array(text.utf8), at: 0)).time
        let read = try #require(Self.stamps([text]).first)

        #expect([3_600, 7_200].contains(wall.wholeSeconds - read))
    }

    @Test func survivesStampsFarFromAnyCalendar() {
        var clock = LocalClock(offset: Self.offset)
        for microseconds in [Int64.min / 2, 0, Int64.max / 2] {
            _ = clock.utc(of: Timestamp(microseconds: microseconds))
        }
        let plain = clock.utc(of: Timestamp(seconds: 1_784_000_000))
        #expect(plain == Timestamp(seconds: 1_784_000_000 - 7_200))
    }
}

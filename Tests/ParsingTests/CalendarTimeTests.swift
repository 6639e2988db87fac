import Foundation
import Testing

@testable import Parsing

@Suite struct CalendarTimeTests {
    /// A moment within 50 years of the epoch, of microseconds, from a seed.
    private static func moment(seed: UInt64) -> Int64 {
        var state = seed &+ 0x9E37_79B9_7F4A_7C15
        state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
        state ^= state >> 31
        let span = Int64(50 * 366) * CalendarTime.microsecondsPerDay
        return Int64(state >> 1) % span
    }

    private static func stamp(_ text: String) -> CalendarTime.Stamp? {
        CalendarTime.stamp(in: Array(text.utf8), at: 0)
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func agreesWithFoundation(seed: UInt64) throws {
        let microseconds = Self.moment(seed: seed)
        let seconds = microseconds / 1_000_000
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: date
        )
        let year = try #require(parts.year)
        let month = try #require(parts.month)
        let day = try #require(parts.day)
        let clock = [parts.hour, parts.minute, parts.second].map { Self.pad($0 ?? -1, 2) }
        let days = seconds / CalendarTime.secondsPerDay
        let fraction = Self.pad(Int(microseconds % 1_000_000), 6)
        let text =
            "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))T"
            + clock.joined(separator: ":") + ".\(fraction)Z"

        #expect(CalendarTime.days(year: year, month: month, day: day) == days)
        #expect(CalendarTime.civil(days: days) == (year, month, day))
        let read = try #require(Self.stamp(text))
        #expect(read.time.microseconds == microseconds)
        #expect(read.zone == .utc)
        #expect(read.end == text.utf8.count)
    }

    @Test(arguments: [
        ("2026-11-21T04:50:17+01:00", 0, CalendarTime.Zone.offset(seconds: 3_600), 25),
        ("2026-11-21 04:50:17 +0100 by", 0, .offset(seconds: 3_600), 25),
        ("2026/11/21 03:50:17 UTC [1]", 0, .utc, 23),
        ("2026-11-21 03:50:17 GMT", 0, .utc, 23),
        ("2026-11-21 03:50:17,5 EST", 500_000, .none, 21),
        ("2026-11-20T19:50:17.000000001-08", 0, .offset(seconds: -28_800), 32),
        ("2026-11-21 03:50:17 -1 apples", 0, .none, 19),
        ("2026-11-21 03:50:17UTCish", 0, .none, 19),
    ])
    func readsZones(text: String, microseconds: Int64, zone: CalendarTime.Zone, end: Int) throws {
        let stamp = try #require(Self.stamp(text))

        #expect(stamp.time.microseconds == 1_795_233_017_000_000 + microseconds)
        #expect(stamp.zone == zone)
        #expect(stamp.end == end)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-31 00:00:00",
        "2026-11-21T24:00:00Z", "2026-11-21T00:60:00Z", "2026-11-21T00:00:61Z",
        "2026-11/21T00:00:00Z", "2026-11-21T00:00:00.1234567890Z", "x026-11-21T00:00:00Z",
        "1900-02-29 00:00:00",
    ])
    func refusesWhatIsNoStamp(text: String) {
        #expect(Self.stamp(text) == nil)
    }

    @Test func readsStampsThatBeginWithTheDay() throws {
        let text = "31617:M 21 Nov 2026 03:50:17.250 * Ready"
        let stamp = try #require(CalendarTime.dayFirstStamp(in: Array(text.utf8), at: 8))

        #expect(stamp.time.microseconds == 1_795_233_017_250_000)
        #expect(stamp.zone == .none)
        #expect(stamp.end == 32)
    }

    @Test func knowsLeapYears() {
        #expect(CalendarTime.isDate(year: 2000, month: 2, day: 29))
        #expect(!CalendarTime.isDate(year: 2100, month: 2, day: 29))
        #expect(CalendarTime.days(year: 1969, month: 12, day: 31) == -1)
        #expect(CalendarTime.civil(days: -719_468) == (0, 3, 1))
    }

    @Test func readsTimesOfDay() throws {
        let clock = try #require(CalendarTime.timeOfDay(in: Array("03:46:13 x".utf8), at: 0))

        #expect(clock == CalendarTime.TimeOfDay(microseconds: 13_573_000_000, end: 8))
    }
}

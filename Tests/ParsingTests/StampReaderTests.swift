// Stamps of users' formats, each form once, with the moment it stands for.

import Testing

@testable import Parsing

@Suite struct StampReaderTests {
    private static func read(_ text: String, _ formats: [String] = []) -> StampReader.Reading? {
        var reader = StampReader(formats.compactMap { StampFormat($0) })
        return Array(text.utf8).withUnsafeBufferPointer { reader.read($0) }
    }

    /// 2026-11-21T03:17:11Z.
    private static let moment: Int64 = 1_795_231_031_000_000

    @Test(arguments: [
        ("2026-11-21T03:17:11Z", 0, true), ("2026-11-21 03:17:11.633", 633_000, false),
        ("2026-11-21 03:17:11,633 UTC", 633_000, true),
        ("2026-11-21 04:17:11.633+01:00", 633_000, true), ("2026-11-21 03:17:11 +0000", 0, true),
        ("26-11-21T03:17:11.5Z", 500_000, true), ("2026/11/21 03:17:11", 0, false),
        ("21/Nov/2026:03:17:11 +0000", 0, true), ("21 Nov 2026 03:17:11.633", 633_000, false),
        ("Sat Nov 21 03:17:11 2026", 0, false), ("Nov 21, 2026 3:17:11 AM", 0, false),
        ("11/21/2026 03:17:11:633 AM UTC", 633_000, true), ("20261121 03:17:11", 0, false),
        ("20261121.031711", 0, false), ("2026-325T03:17:11.633Z", 633_000, true),
        ("+1795231031", 0, true), ("Fri Nov 20 22:17:11 EST 2026", 0, true),
    ])
    func readsTheUsualForms(text: String, microseconds: Int64, isZoned: Bool) throws {
        let reading = try #require(Self.read(text))
        #expect(reading.time.microseconds == Self.moment + microseconds)
        #expect(reading.isZoned == isZoned)
        #expect(reading.end == text.utf8.count)
    }

    @Test(arguments: [
        ("1795231031", "%s", 0), ("1795231031.25", "%s.%f", 250_000),
        ("1795231031633", "%i", 633_000),
        ("1795231031633001", "%6", 633_001), ("1795231031633001002", "%9", 633_001),
        ("6b010d37", "%q", 0), ("@400000006b010d41", "@%@", 0),
        ("21. November 2026 3h17:11.633", "%d. %B %Y %kh%M:%S.%L", 633_000),
        ("03:17:11 PM 26.11.21", "%I:%M:%S %p %y.%m.%d", 43_200_000_000),
        ("2026-11-21 03:17:11", "%Y-%m-%d %H:%M:%S", 0),
        ("2026-11-21 03:17:11.7", "%Y-%m-%d %H:%M:%S", 700_000),
    ])
    func readsAFormatOfTheUser(text: String, format: String, microseconds: Int64) throws {
        let reading = try #require(Self.read(text, [format]))
        #expect(reading.time.microseconds == Self.moment + microseconds)
    }

    @Test(arguments: [
        "", "x", "2026-13-21 03:17:11", "2026-11-31 03:17:11", "2026-11-21 24:17:11",
        "2026-11-21 03:61:11",
        "99:99:99", "20261121031711999",
    ])
    func refusesWhatIsNoTime(text: String) {
        #expect(Self.read(text) == nil)
    }

    @Test func remembersTheMinuteWithoutChangingWhatIsRead() {
        var reader = StampReader([])
        for second in 0..<200 {
            let time = Timestamp(microseconds: Self.moment + Int64(second) * 1_003_000)
            let text = Self.text(of: time)
            let reading = Array(text.utf8).withUnsafeBufferPointer { reader.read($0) }
            #expect(reading?.time == time, "\(text)")
        }
    }

    private static func text(of time: Timestamp) -> String {
        let days = time.microseconds / CalendarTime.microsecondsPerDay
        let date = CalendarTime.civil(days: days)
        let milliseconds = Int(time.microseconds % CalendarTime.microsecondsPerDay) / 1_000
        func padded(_ number: Int, _ count: Int) -> String {
            String(repeating: "0", count: count - String(number).count) + String(number)
        }
        let clock = [
            milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1_000 % 60,
        ]
        .map { padded($0, 2) }.joined(separator: ":")
        return "\(date.year)-\(padded(date.month, 2))-\(padded(date.day, 2))T\(clock)."
            + padded(milliseconds % 1_000, 3) + "Z"
    }

    @Test func placesTimesOfDayOneAfterAnother() {
        var reader = StampReader([])
        let times = ["23:59:58", "23:59:59", "00:00:01", "13:00:00", "00:00:02"].map { text in
            Array(text.utf8).withUnsafeBufferPointer { reader.read($0)?.time.seconds }
        }
        #expect(times == [86_398, 86_399, 86_401, 133_200, 172_802])
        #expect(reader.dating == .withoutDate)
    }

    @Test func placesDatesWithoutYearFromTheirFirstDay() {
        var reader = StampReader([])
        let times = ["Dec 30 10:00:00", "Dec 31 10:00:00", "Jan  1 10:00:00"].map { text in
            Array(text.utf8).withUnsafeBufferPointer { reader.read($0)?.time.seconds }
        }
        #expect(times == [36_000, 122_400, 208_800])
        #expect(reader.dating == .withoutYear)
    }
}

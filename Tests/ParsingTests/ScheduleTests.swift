import Testing

@testable import Parsing

@Suite struct ScheduleTests {
    /// 2026-11-21, a Saturday.
    private static let midnight = CalendarTime.days(year: 2026, month: 11, day: 21) * 86_400

    private static func starts(_ line: String, days: Int64 = 1) -> [Int64]? {
        let low = Timestamp(microseconds: midnight * 1_000_000)
        let high = Timestamp(microseconds: (midnight + days * 86_400 - 1) * 1_000_000)
        return Schedule(crontab: Array(line.utf8)[...], line: 1)?.starts(
            in: low...high,
            countMax: 1_000
        ).map { ($0.microseconds / 1_000_000 - midnight) / 60 }
    }

    @Test(arguments: [
        ("30 4 * * * x", [270]), ("*/20 1 * * * x", [60, 80, 100]), ("@daily x", [0]),
        ("5/25 0 * * * x", [5, 30, 55]), ("0 1-5/2 * nov sat x", [60, 180, 300]),
        ("0 0 * * 0 x", []), ("0 0 * * 1-5 x", []), ("0 0 1 * 6 x", [0]), ("0 0 21 * 1 x", [0]),
        ("0 0 */2 * 1 x", []), ("0 12 * 2 * x", []),
    ])
    func startsAsCronDoes(line: String, minutes: [Int64]) {
        #expect(Self.starts(line) == minutes)
    }

    @Test(arguments: [
        "60 * * * * x", "* 24 * * * x", "* * 0 * * x", "* * * 13 * x", "* * * * 8 x", "* * * * *",
        "*/0 * * * * x", "5-1 * * * * x", "@sometimes x", "a b c d e f", "1,,2 * * * * x",
    ])
    func refusesWhatCronRefuses(line: String) {
        #expect(Self.starts(line) == nil)
    }

    @Test func takesSundayByBothNumbers() {
        #expect(Self.starts("0 0 * * 7 x", days: 2) == [1_440])
    }

    @Test func isBounded() throws {
        let schedule = try #require(Schedule(crontab: Array("* * * * * x".utf8)[...], line: 1))
        let all = Timestamp(microseconds: .min / 2)...Timestamp(microseconds: .max / 2)

        #expect(schedule.starts(in: all, countMax: 100).count <= 100)
    }
}

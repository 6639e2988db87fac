// Time arithmetic against Foundation. ZONES=all takes every zone of the tz database and 50 years.

import Foundation
import Randomness
import Testing

@testable import Parsing

@Suite struct ZoneRulesTests {
    private static let takesAll = ProcessInfo.processInfo.environment["ZONES"] == "all"
    /// 1980-01-01 and, 50 years later, 2030-01-01.
    private static let span: ClosedRange<Int64> = 315_532_800...1_893_456_000
    private static let secondsPerYear: Int64 = 365 * 86_400

    /// A zone and the years in which it is looked at.
    struct Case: CustomTestStringConvertible, Sendable {
        let zone: String
        let span: ClosedRange<Int64>

        var testDescription: String { "\(zone) \(span)" }
    }

    private static let cases: [Case] = {
        let names = TimeZone.knownTimeZoneIdentifiers.sorted()
        if takesAll { return names.map { Case(zone: $0, span: span) } }
        var random = SplitMix64(seed: 1)
        let always = [
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
            "Pacific/Apia", "Asia/Kathmandu",
        ]
        let some = (0..<24).compactMap { _ in names.randomElement(using: &random) }
        return (always + some).map { name in
            let start = Int64.random(in: span.lowerBound...1_700_000_000, using: &random)
            return Case(zone: name, span: start...start + 3 * secondsPerYear)
        }
    }()

    private static func rules(_ one: Case) throws -> (ZoneRules, TimeZone) {
        let zone = try #require(TimeZone(identifier: one.zone))
        let rules = ZoneRules(over: one.span) { second in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        }
        return (rules, zone)
    }

    @Test(arguments: cases)
    func agreesWithFoundation(one: Case) throws {
        let (rules, zone) = try Self.rules(one)
        var random = SplitMix64(seed: UInt64(one.zone.utf8.count))
        let near = rules.transitions.flatMap { change in
            [-7_200, -3_601, -1, 0, 1, 1_800, 3_599, 3_600, 7_201].map { change.at + $0 }
        }
        let moments = near + (0..<200).map { _ in Int64.random(in: one.span, using: &random) }
        let wrong = moments.filter { moment in
            guard one.span.contains(moment) else { return false }
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment)))
            let local = moment + Int64(offset)
            return rules.offset(atUTC: moment) != offset
                || ![rules.utc(ofLocal: local, .first), rules.utc(ofLocal: local, .second)]
                    .contains(moment)
        }

        #expect(wrong == [])
    }

    /// At each change every second of the wall clock is shown once, twice or never, as the clock was moved.
    @Test(arguments: cases)
    func tellsGapsAndFolds(one: Case) throws {
        let (rules, _) = try Self.rules(one)
        var before = rules.firstOffsetSeconds
        for change in rules.transitions {
            let step = Int64(change.offsetSeconds - before)
            let oldClock = change.at + Int64(before)
            if step < 0 {
                // A fold: the last second before the change comes again.
                #expect(rules.utc(ofLocal: oldClock - 1, .first) == change.at - 1)
                #expect(rules.utc(ofLocal: oldClock - 1, .second) == change.at - 1 - step)
            } else {
                // A gap: its first second is the change, and time runs on from there.
                #expect(rules.utc(ofLocal: oldClock) == change.at)
                #expect(rules.utc(ofLocal: oldClock + step / 2) == change.at + step / 2)
                #expect(rules.utc(ofLocal: oldClock + step) == change.at)
            }
            before = change.offsetSeconds
        }
    }

    @Test func readsTheHourThatComesTwice() throws {
        let berlin = Case(zone: "Europe/Berlin", span: 1_780_000_000...1_800_000_000)
        let (rules, _) = try Self.rules(berlin)
        // 2026-10-25 02:30 on the wall.
        let local = CalendarTime.days(year: 2026, month: 10, day: 25) * 86_400 + 9_000

        #expect(rules.utc(ofLocal: local, .first) == local - 7_200)
        #expect(rules.utc(ofLocal: local, .second) == local - 3_600)
        #expect(rules.changes(within: local - 86_400...local + 86_400))
        #expect(!rules.changes(within: local + 86_400...local + 2 * 86_400))
    }
}

@Suite struct YearlessClockTests {
    @Test(arguments: 1971...2037)
    func followsTheCalendarAcrossYears(year: Int) throws {
        var clock = YearlessClock()
        let first = CalendarTime.days(year: year, month: 9, day: 1)
        // Leap days that the stamps do not show are not counted, and the span ends before the next February's end.
        let moments = try (0..<170).map { day -> Timestamp in
            let date = CalendarTime.civil(days: first + Int64(day))
            let moment = clock.moment(month: date.month, day: date.day, microseconds: 5)
            return try #require(moment)
        }
        let shift = YearlessClock.days(toYear: year, from: moments[0])
        let placed = moments.map { $0.microseconds / CalendarTime.microsecondsPerDay + shift }

        #expect(placed == (0..<170).map { first + Int64($0) })
    }

    @Test func countsALeapDayThatItReads() throws {
        var clock = YearlessClock()
        let days = try [(2, 28), (2, 29), (3, 1), (12, 31), (1, 1)].map { month, day -> Int64 in
            let moment = clock.moment(month: month, day: day, microseconds: 0)
            return try #require(moment).microseconds / CalendarTime.microsecondsPerDay
        }

        #expect(zip(days, days.dropFirst()).map { $1 - $0 } == [1, 1, 305, 1])
    }

    @Test(arguments: [(2, 30), (13, 1), (0, 1), (4, 31)])
    func refusesWhatIsNoDate(month: Int, day: Int) {
        var clock = YearlessClock()

        let moment = clock.moment(month: month, day: day, microseconds: 0)

        #expect(moment == nil)
    }

    @Test(arguments: [
        ("11/21/26", 2_026, 11, 21), ("21.11.2026", 2_026, 11, 21), ("21/11/26", 2_026, 11, 21),
        ("2026-11-21", 2_026, 11, 21), ("12/31/99", 1_999, 12, 31), ("01/01/68", 2_068, 1, 1),
    ])
    func readsDatesOfTwoDigitYears(text: String, year: Int, month: Int, day: Int) {
        #expect(WrittenDate.days(text) == CalendarTime.days(year: year, month: month, day: day))
    }

    @Test func takesALeapSecondForTheNextMidnight() throws {
        let leap = try #require(CalendarTime.stamp(in: Array("2016-12-31T23:59:60Z".utf8), at: 0))
        let next = try #require(CalendarTime.stamp(in: Array("2017-01-01T00:00:00Z".utf8), at: 0))

        #expect(leap.time == next.time)
    }

    @Test(arguments: [
        ("1795231200", 0), ("1795231200.25", 250_000), ("1795231200250", 250_000),
        ("1795231200250001", 250_001), ("1795231200250001999", 250_001),
    ])
    func readsEpochsOfEveryPrecision(text: String, microseconds: Int64) throws {
        let reading = try #require(JSONMoment.reading(ofText: text))

        #expect(reading.time.microseconds == 1_795_231_200_000_000 + microseconds)
        #expect(reading.isZoned)
    }

    @Test(arguments: [
        ("Nov 21 03:20:00 rest", WrittenZone.absentWithoutYear),
        ("03:20:00 rest", .absentWithoutDate),
        ("2026-11-21T03:20:00+01:00 rest", .written), ("[2026-11-21 03:20:00] rest", .absent),
        ("1795231200.5 rest", .written),
    ])
    func readsTheStampBeforeALine(text: String, zone: WrittenZone) throws {
        var clock = LeadingClock()
        let moment = clock.moment(of: Array(text.utf8)[...])
        let found = try #require(moment)

        #expect(String(decoding: found.rest, as: UTF8.self) == "rest")
        #expect(clock.zone == zone)
    }
}

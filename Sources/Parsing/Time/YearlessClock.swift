// Stamps without a year, as syslog and ts(1) write them: `Nov 21 03:44:35`.
// Source: RFC 3164 4.1.2; moreutils ts; the year comes from the other sources, when clocks are corrected.

/// Gives stamps without a year a year each, so that they follow each other: 1970 and on.
///
/// One count of seconds takes all of a source to its true year, whether that one leaps or not: a 29th of February
/// counts only where one was read.
package struct YearlessClock: Sendable {
    /// A month earlier by more than this is the next year; by less, a line out of order.
    private static let backwardsMonthsMax = 6
    private static let daysPerYear: Int64 = 365

    private var yearsBegun: Int64 = 0
    /// Days before the year at hand that leap days added.
    private var leapDays: Int64 = 0
    private var hasLeapDay = false
    private var lastMonth: Int?

    /// Makes a clock at the beginning of a source.
    package init() {}

    /// Returns the moment of a month, a day of it and a time of day; `nil` for no date.
    package mutating func moment(month: Int, day: Int, microseconds: Int64) -> Timestamp? {
        guard CalendarTime.isDate(year: 1972, month: month, day: day) else { return nil }
        if let lastMonth, lastMonth - month > Self.backwardsMonthsMax {
            yearsBegun += 1
            if hasLeapDay { leapDays += 1 }
            hasLeapDay = false
        }
        lastMonth = month
        if month == 2, day == 29 { hasLeapDay = true }
        let dayOfYear = CalendarTime.days(year: 1970, month: month, day: day)
        let isAfterLeapDay = month > 2 && hasLeapDay
        let days =
            yearsBegun * Self.daysPerYear + leapDays + dayOfYear + (isAfterLeapDay ? 1 : 0)
        return Timestamp(microseconds: days * CalendarTime.microsecondsPerDay + microseconds)
    }

    /// Days to add to a moment of 1970 so that it falls on the same date of another year.
    package static func days(toYear year: Int, from moment: Timestamp) -> Int64 {
        let day = moment.microseconds / CalendarTime.microsecondsPerDay
        let date = CalendarTime.civil(days: day)
        return CalendarTime.days(year: year, month: date.month, day: date.day) - day
    }
}

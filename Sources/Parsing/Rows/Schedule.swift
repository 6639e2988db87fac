// Source: vixie-cron 3 and cronie 1.7, crontab(5) and entry.c.

/// When something is started again and again, by the wall clock of the machine that starts it.
package struct Schedule: Sendable, Equatable, Codable {
    package var line: Int
    /// One line that names what is started.
    package var text: String
    /// A bit for each minute, hour, day of the month, month and day of the week (Sunday is 0) on which it starts.
    let minutes: UInt64
    let hours: UInt64
    let days: UInt64
    let months: UInt64
    let weekdays: UInt64
    /// Whether one of the two kinds of days is enough, because both are restricted.
    let matchesEitherDay: Bool

    /// Runs further apart than a year and a leap day are none.
    private static let daysMax: Int64 = 400

    /// The moments at which it starts within a span, on its own wall clock, at most so many.
    ///
    /// Of a longer span than 400 days the first 400 are looked at.
    package func starts(in span: ClosedRange<Timestamp>, countMax: Int) -> [Timestamp] {
        let day = CalendarTime.microsecondsPerDay
        let first = Self.floor(span.lowerBound.microseconds, day)
        let last = min(Self.floor(span.upperBound.microseconds, day), first + Self.daysMax)
        var found: [Timestamp] = []
        for number in first...max(first, last) where isDay(number) {
            for hour in 0..<24 where Self.holds(hours, hour) {
                for minute in 0..<60 where Self.holds(minutes, minute) {
                    let seconds = Int64(hour * 3_600 + minute * 60)
                    let time = Timestamp(microseconds: number * day + seconds * 1_000_000)
                    guard span.contains(time) else { continue }
                    found.append(time)
                    if found.count >= countMax { return found }
                }
            }
        }
        return found
    }

    private func isDay(_ number: Int64) -> Bool {
        let date = CalendarTime.civil(days: number)
        // 1 January 1970 was a Thursday.
        let weekday = Int(((number + 4) % 7 + 7) % 7)
        guard Self.holds(months, date.month) else { return false }
        let isDayOfMonth = Self.holds(days, date.day)
        let isDayOfWeek = Self.holds(weekdays, weekday)
        return matchesEitherDay ? isDayOfMonth || isDayOfWeek : isDayOfMonth && isDayOfWeek
    }

    private static func holds(_ bits: UInt64, _ number: Int) -> Bool {
        bits >> UInt64(number) & 1 == 1
    }

    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

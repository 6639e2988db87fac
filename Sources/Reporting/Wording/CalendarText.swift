// Dates and times of day in UTC from microseconds.
// Source: Hinnant, "chrono-compatible low-level date algorithms" (civil_from_days).

import Diagnosing

/// Writes moments.
enum CalendarText {
    /// The number of the day, from 1970-01-01.
    static func day(_ moment: Timestamp) -> Int64 {
        floored(moment.microseconds, 86_400_000_000)
    }

    /// `17 March 2026`.
    static func date(_ moment: Timestamp) -> String {
        let civil = civil(day(moment))
        return "\(civil.day) \(months[civil.month - 1]) \(civil.year)"
    }

    /// `03:35:23`.
    static func time(_ moment: Timestamp) -> String {
        let seconds = Int(floored(moment.microseconds, 1_000_000) - day(moment) * 86_400)
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
        return parts.map(DecimalText.padded).joined(separator: ":")
    }

    /// `2026-03-17 03:35:23`.
    static func dateAndTime(_ moment: Timestamp) -> String {
        let civil = civil(day(moment))
        let month = DecimalText.padded(civil.month)
        return "\(civil.year)-\(month)-\(DecimalText.padded(civil.day)) \(time(moment))"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    private static func floored(_ value: Int64, _ unit: Int64) -> Int64 {
        value >= 0 ? value / unit : -((-(value + 1)) / unit) - 1
    }

    private static func civil(_ day: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = floored(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
    }
}

// Dates of sysstat's texts: the banner holds the date, the rows a time of day.
// Source: sysstat 12.7 common.c, print_gal_header, and sa_common.c: dates by strftime("%x") of the locale
// or ISO 8601 by S_TIME_FORMAT, times with or without AM and PM.

/// Turns times of day into moments of the day that the banner names.
struct SysstatClock: Sendable {
    /// Backwards by more than this is midnight, forwards by more is a next table that begins the day before; by
    /// less, it is another table of the same time.
    private static let stepMicrosecondsMax = CalendarTime.microsecondsPerDay / 2

    private var midnight: Int64?
    private var last: Int64?
    /// Microseconds of the days that began since the banner.
    private var daysPassed: Int64 = 0
    private var hasStamps = false

    init() {}

    var zone: WrittenZone {
        if !hasStamps { return .none }
        return midnight == nil ? .absentWithoutDate : .absent
    }

    /// Takes the date of a banner such as `Linux 6.1.0 (vm) 11/21/26 _x86_64_ (2 CPU)`; `false` when the line
    /// is none.
    mutating func begin(_ line: ArraySlice<UInt8>) -> Bool {
        let words = ColumnText.words(line)
        guard words.count >= 4, Self.systems.contains(words[0]), line.contains(0x28) else {
            return false
        }
        guard let days = words.dropFirst(2).lazy.compactMap(WrittenDate.days).first else {
            return false
        }
        midnight = days * CalendarTime.microsecondsPerDay
        last = nil
        daysPassed = 0
        return true
    }

    /// Reads `03:44:48` at the start of a row's words, with `AM` or `PM` after it.
    ///
    /// - Returns: The moment and how many words it takes; `nil` when none stands there.
    mutating func moment(_ words: [String]) -> (time: Timestamp, words: Int)? {
        guard let first = words.first else { return nil }
        let bytes = Array(first.utf8)
        guard let clock = CalendarTime.timeOfDay(in: bytes, at: 0), clock.end == bytes.count else {
            return nil
        }
        var ofDay = clock.microseconds
        var count = 1
        if words.count > 1, let half = Self.halfDay(words[1]) {
            let hour = ofDay / 3_600_000_000
            guard (1...12).contains(hour) else { return nil }
            ofDay += (half - (hour == 12 ? 12 : 0)) * 3_600_000_000
            count = 2
        }
        return (moment(ofDay: ofDay), count)
    }

    /// The moment of a time of day, a day later where the times went past midnight.
    private mutating func moment(ofDay: Int64) -> Timestamp {
        hasStamps = true
        let step = ofDay - (last ?? ofDay)
        if step < -Self.stepMicrosecondsMax {
            daysPassed += CalendarTime.microsecondsPerDay
        } else if step > Self.stepMicrosecondsMax, daysPassed > 0 {
            daysPassed -= CalendarTime.microsecondsPerDay
        }
        last = ofDay
        return Timestamp(microseconds: (midnight ?? 0) + daysPassed + ofDay)
    }

    /// Hours that a mark of the half day adds.
    private static func halfDay(_ word: String) -> Int64? {
        switch word.lowercased() {
        case "am", "a.m.": 0
        case "pm", "p.m.": 12
        default: nil
        }
    }

    private static let systems: Set<String> = ["Linux", "SunOS", "AIX"]
}

/// Dates without a time, in the forms of the usual locales.
enum WrittenDate {
    /// Two-digit years below it belong to this century, as POSIX has it for strptime's `%y`.
    private static let pivot = 69

    /// Returns days since 1970 of `2026-11-21`, `11/21/26`, `11/21/2026`, `21.11.2026` or `21/11/2026`.
    ///
    /// Of two numbers parted by slashes the month comes first, as in the C locale, unless it cannot.
    static func days(_ word: String) -> Int64? {
        guard let separator = word.first(where: { "-/.".contains($0) }) else { return nil }
        let parts = word.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.utf8.count) }) else {
            return nil
        }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        if parts[0].utf8.count == 4 { return days(numbers[0], numbers[1], numbers[2]) }
        guard parts[2].utf8.count != 3, parts[2].utf8.count != 1 else { return nil }
        let year = parts[2].utf8.count == 4 ? numbers[2] : century(numbers[2])
        let isDayFirst = separator != "/" || numbers[0] > 12
        return isDayFirst
            ? days(year, numbers[1], numbers[0]) : days(year, numbers[0], numbers[1])
    }

    /// The year that two digits mean: 69...99 are of the last century.
    static func century(_ twoDigits: Int) -> Int {
        twoDigits < pivot ? 2_000 + twoDigits : 1_900 + twoDigits
    }

    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
        guard CalendarTime.isDate(year: year, month: month, day: day) else { return nil }
        return CalendarTime.days(year: year, month: month, day: day)
    }
}

// Civil dates and the stamps that logs write, read byte by byte: no allocation, no locale, no zone files.
// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil; ISO 8601; RFC 3339.

/// Reads the written dates and times of logs, in the proleptic Gregorian calendar.
package enum CalendarTime {
    /// What a stamp says of its own zone.
    package enum Zone: Equatable, Sendable {
        /// `Z`, `UTC` or `GMT` stands after the time.
        case utc
        /// An offset such as `+01:00` stands after the time, in seconds east of Greenwich.
        case offset(seconds: Int)
        /// Nothing that names a zone stands after the time.
        case none
    }

    /// A stamp that was read.
    package struct Stamp: Equatable, Sendable {
        /// In UTC where the stamp says its zone, else as if it were UTC; nanoseconds are cut off.
        package let time: Timestamp
        /// What the stamp says of its zone.
        package let zone: Zone
        /// The index after the last byte of the stamp.
        package let end: Int

        /// The same stamp in a text that begins so many bytes earlier.
        func moved(by bytes: Int) -> Stamp { Stamp(time: time, zone: zone, end: end + bytes) }
    }

    /// A time of day that was read.
    package struct TimeOfDay: Equatable, Sendable {
        /// Microseconds since midnight, in 0...86,400,999,999: a leap second is let through.
        package let microseconds: Int64
        /// The index after the last byte of the time.
        package let end: Int
    }

    /// A day in seconds.
    package static let secondsPerDay: Int64 = 86_400
    /// A day in microseconds.
    package static let microsecondsPerDay: Int64 = secondsPerDay * 1_000_000
    /// Longer fractions are no stamp: no clock that writes logs is finer than a nanosecond.
    private static let fractionDigitsMax = 9
    /// The largest offset in use is +14:00; ISO 8601 itself stops below a day.
    private static let offsetHoursMax = 23

    /// Returns the number of days from 1970-01-01 to a civil date.
    ///
    /// - Parameters:
    ///   - year: Astronomical, any of magnitude below 10^9.
    ///   - month: In 1...12.
    ///   - day: In 1...31; a day past the end of its month runs on into the next.
    /// - Returns: The count of days, negative before the epoch.
    package static func days(year: Int, month: Int, day: Int) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    /// Returns the civil date that lies a number of days after 1970-01-01.
    ///
    /// - Parameter days: Any count of magnitude below 10^11.
    /// - Returns: The date in the proleptic Gregorian calendar.
    package static func civil(days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    /// Returns whether a date stands in the calendar.
    package static func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard month >= 1, month <= 12, day >= 1 else { return false }
        switch month {
        case 4, 6, 9, 11: return day <= 30
        case 2:
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return day <= (leap ? 29 : 28)
        default: return day <= 31
        }
    }
}

extension CalendarTime {
    /// Reads `YYYY-MM-DD[T ]HH:MM:SS[.,f][Z|UTC|GMT|±HH[[:]MM]]`, with `-` or `/` in the date.
    ///
    /// One space may stand before `UTC`, `GMT` and a four-digit offset, as Ruby and PostgreSQL write.
    ///
    /// - Parameters:
    ///   - text: The line.
    ///   - start: The index of the first digit of the year.
    /// - Returns: The stamp, or `nil` when none stands there or a part is out of range.
    package static func stamp<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> Stamp? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard start >= text.startIndex, text.endIndex - start >= 19 else { return nil }
        let separator = text[start + 4]
        guard separator == 0x2D || separator == 0x2F, text[start + 7] == separator else {
            return nil
        }
        let between = text[start + 10]
        guard between == 0x20 || between == 0x54 else { return nil }
        guard let century = twoDigits(in: text, at: start),
            let yearOfCentury = twoDigits(in: text, at: start + 2),
            let month = twoDigits(in: text, at: start + 5),
            let day = twoDigits(in: text, at: start + 8),
            isDate(year: century * 100 + yearOfCentury, month: month, day: day),
            let clock = timeOfDay(in: text, at: start + 11)
        else { return nil }
        let midnight = days(year: century * 100 + yearOfCentury, month: month, day: day)
        let (zone, end) = zone(in: text, at: clock.end)
        var local = midnight * microsecondsPerDay + clock.microseconds
        if case .offset(let seconds) = zone { local -= Int64(seconds) * 1_000_000 }
        return Stamp(time: Timestamp(microseconds: local), zone: zone, end: end)
    }

    /// Reads a stamp of a line without holding the line, of which logs have one each.
    ///
    /// Every read of a buffer here stands behind a comparison with its end.
    package static func stamp(in text: ArraySlice<UInt8>, at start: Int) -> Stamp? {
        let origin = text.startIndex
        return text.withUnsafeBufferPointer { stamp(in: $0, at: start - origin) }?
            .moved(by: origin)
    }

    /// Reads `dd Mon yyyy HH:MM:SS[.f]` with English month names, as the Redis server writes.
    ///
    /// - Returns: The stamp without a zone, or `nil` when none stands there.
    package static func dayFirstStamp<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> Stamp? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard start >= text.startIndex, text.endIndex - start >= 20,
            text[start + 2] == 0x20, text[start + 6] == 0x20, text[start + 11] == 0x20,
            let day = twoDigits(in: text, at: start),
            let month = month(in: text, at: start + 3),
            let century = twoDigits(in: text, at: start + 7),
            let yearOfCentury = twoDigits(in: text, at: start + 9),
            isDate(year: century * 100 + yearOfCentury, month: month, day: day),
            let clock = timeOfDay(in: text, at: start + 12)
        else { return nil }
        let midnight = days(year: century * 100 + yearOfCentury, month: month, day: day)
        let local = midnight * microsecondsPerDay + clock.microseconds
        return Stamp(time: Timestamp(microseconds: local), zone: .none, end: clock.end)
    }

    /// Reads `HH:MM:SS[.,f]` with a fraction of 1 to 9 digits.
    ///
    /// - Returns: The time, or `nil` when none stands there or a part is out of range.
    package static func timeOfDay<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> TimeOfDay? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard start >= text.startIndex, text.endIndex - start >= 8,
            text[start + 2] == 0x3A, text[start + 5] == 0x3A,
            let hour = twoDigits(in: text, at: start), hour <= 23,
            let minute = twoDigits(in: text, at: start + 3), minute <= 59,
            let second = twoDigits(in: text, at: start + 6), second <= 60
        else { return nil }
        var microseconds = Int64(hour * 3_600 + minute * 60 + second) * 1_000_000
        var index = start + 8
        guard index < text.endIndex, text[index] == 0x2E || text[index] == 0x2C,
            index + 1 < text.endIndex, isDigit(text[index + 1])
        else { return TimeOfDay(microseconds: microseconds, end: index) }
        index += 1
        var weight: Int64 = 100_000
        let first = index
        while index < text.endIndex, isDigit(text[index]) {
            guard index - first < fractionDigitsMax else { return nil }
            microseconds += Int64(text[index] &- 0x30) * weight
            weight /= 10
            index += 1
        }
        return TimeOfDay(microseconds: microseconds, end: index)
    }

    /// Reads an English month name of three letters, whatever their case.
    ///
    /// - Returns: 1...12, or `nil`.
    package static func month<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> Int? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard start >= text.startIndex, text.endIndex - start >= 3 else { return nil }
        var packed: UInt32 = 0
        for index in start..<start + 3 { packed = packed << 8 | UInt32(text[index] | 0x20) }
        switch packed {
        case 0x6A_61_6E: return 1
        case 0x66_65_62: return 2
        case 0x6D_61_72: return 3
        case 0x61_70_72: return 4
        case 0x6D_61_79: return 5
        case 0x6A_75_6E: return 6
        case 0x6A_75_6C: return 7
        case 0x61_75_67: return 8
        case 0x73_65_70: return 9
        case 0x6F_63_74: return 10
        case 0x6E_6F_76: return 11
        case 0x64_65_63: return 12
        default: return nil
        }
    }

    /// Reads what stands of a zone at an index: the zone, and the index after it.
    private static func zone<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> (Zone, Int) where Bytes.Element == UInt8, Bytes.Index == Int {
        guard start < text.endIndex else { return (.none, start) }
        let isSpaced = text[start] == 0x20
        let index = isSpaced ? start + 1 : start
        guard index < text.endIndex else { return (.none, start) }
        switch text[index] {
        case 0x5A where !isSpaced && !isWord(in: text, at: index + 1): return (.utc, index + 1)
        case 0x55 where spells("UTC", in: text, at: index),
            0x47 where spells("GMT", in: text, at: index):
            return isWord(in: text, at: index + 3) ? (.none, start) : (.utc, index + 3)
        case 0x2B, 0x2D:
            guard let (seconds, end) = offset(in: text, at: index),
                !isSpaced || end - index >= 5
            else { return (.none, start) }
            return (.offset(seconds: seconds), end)
        default: return (.none, start)
        }
    }

    /// Reads `±HH`, `±HHMM` or `±HH:MM`.
    private static func offset<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> (seconds: Int, end: Int)? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard let hours = twoDigits(in: text, at: start + 1), hours <= offsetHoursMax else {
            return nil
        }
        var end = start + 3
        let minuteIndex = end < text.endIndex && text[end] == 0x3A ? end + 1 : end
        var minutes = 0
        if let found = twoDigits(in: text, at: minuteIndex), found <= 59 {
            minutes = found
            end = minuteIndex + 2
        }
        if end < text.endIndex, isDigit(text[end]) { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return (text[start] == 0x2D ? -seconds : seconds, end)
    }

    private static func twoDigits<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at start: Int
    ) -> Int? where Bytes.Element == UInt8, Bytes.Index == Int {
        guard text.endIndex - start >= 2 else { return nil }
        let tens = text[start] &- 0x30
        let ones = text[start + 1] &- 0x30
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) * 10 + Int(ones)
    }

    private static func spells<Bytes: RandomAccessCollection>(
        _ word: StaticString,
        in text: Bytes,
        at start: Int
    ) -> Bool where Bytes.Element == UInt8, Bytes.Index == Int {
        guard text.endIndex - start >= word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            letters.indices.allSatisfy { text[start + $0] == letters[$0] }
        }
    }

    private static func isWord<Bytes: RandomAccessCollection>(
        in text: Bytes,
        at index: Int
    ) -> Bool where Bytes.Element == UInt8, Bytes.Index == Int {
        guard index < text.endIndex else { return false }
        let byte = text[index]
        return isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}

// The times that people and exporters write into tables and notes: stamps, dates and epochs.
// Source: ISO 8601; epochs by their number of digits, as Grafana, Datadog and pandas write them.

/// Reads a written time, whatever its precision.
enum WrittenTime {
    /// A time that was read.
    struct Reading: Equatable {
        /// In UTC where the text says its zone, else as if it were UTC.
        var time: Timestamp
        /// Whether the text says its zone; an epoch does.
        var isZoned: Bool
        /// The index after its last byte.
        var end: Int
    }

    /// Reads a range that holds a time and nothing else but spaces around it.
    static func reading(of bytes: [UInt8], _ range: Range<Int>) -> Reading? {
        var range = range
        while !range.isEmpty, bytes[range.lowerBound] == 0x20 {
            range = range.lowerBound + 1..<range.upperBound
        }
        while !range.isEmpty, bytes[range.upperBound - 1] == 0x20 {
            range = range.lowerBound..<range.upperBound - 1
        }
        let found = epoch(bytes, range) ?? stamp(in: bytes, range)
        guard let found, found.end == range.upperBound else { return nil }
        return found
    }

    /// Reads a stamp at the start of a range: a date, with or without time, seconds and zone.
    static func stamp(in bytes: [UInt8], _ range: Range<Int>) -> Reading? {
        let text = bytes[range]
        guard range.count >= 10, text.first.map(isDigit) == true else { return nil }
        if let full = CalendarTime.stamp(in: text, at: range.lowerBound) {
            return Reading(time: full.time, isZoned: full.zone != .none, end: full.end)
        }
        let start = range.lowerBound
        let hasClock =
            range.count >= 16 && bytes[start + 13] == 0x3A
            && (bytes[start + 10] == 0x54 || bytes[start + 10] == 0x20)
        // Seconds left out: the stamp is read with them put in.
        let kept = hasClock ? 16 : 10
        if !hasClock, range.count > 10, isDigit(bytes[start + 10]) || bytes[start + 10] == 0x54 {
            return nil
        }
        let longestTail = 12
        let tail = text.dropFirst(kept).prefix(hasClock ? longestTail : 0)
        let inserted = Array(hasClock ? ":00".utf8 : " 00:00:00".utf8)
        let whole = Array(text.prefix(kept)) + inserted + tail
        guard let read = CalendarTime.stamp(in: whole, at: 0) else { return nil }
        return Reading(
            time: read.time,
            isZoned: read.zone != .none,
            end: start + read.end - inserted.count
        )
    }

    /// Reads seconds (10 digits, with or without fraction), or 13, 16 or 19 digits of milliseconds,
    /// microseconds or nanoseconds since 1970.
    private static func epoch(_ bytes: [UInt8], _ range: Range<Int>) -> Reading? {
        var whole: Int64 = 0
        var index = range.lowerBound
        while index < range.upperBound, isDigit(bytes[index]), index - range.lowerBound < 19 {
            let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(bytes[index] - 0x30))
            guard !overflow, !carry else { return nil }
            whole = sum
            index += 1
        }
        let microseconds: Int64
        switch index - range.lowerBound {
        case 10: microseconds = whole * 1_000_000
        case 13: microseconds = whole * 1_000
        case 16: microseconds = whole
        case 19: microseconds = whole / 1_000
        default: return nil
        }
        var weight: Int64 = index - range.lowerBound == 10 ? 100_000 : 100
        guard index - range.lowerBound <= 13 else {
            return Reading(time: Timestamp(microseconds: microseconds), isZoned: true, end: index)
        }
        var fraction: Int64 = 0
        if index + 1 < range.upperBound, bytes[index] == 0x2E || bytes[index] == 0x2C,
            isDigit(bytes[index + 1])
        {
            index += 1
            while index < range.upperBound, isDigit(bytes[index]) {
                fraction += Int64(bytes[index] - 0x30) * weight
                weight /= 10
                index += 1
            }
        }
        let time = Timestamp(microseconds: microseconds + fraction)
        return Reading(time: time, isZoned: true, end: index)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}

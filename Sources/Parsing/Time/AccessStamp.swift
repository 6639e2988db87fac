// The day-first stamps of web servers: `11/Feb/2013:06:43:36 +0000`, with or without fraction and zone.
// Source: Apache httpd mod_log_config `%t`; nginx `$time_local`; HAProxy 1.5 to 3.0 `%t`.

extension CalendarTime {
    /// Reads `dd/Mon/yyyy:HH:MM:SS[.f][ ±HHMM]`; a blank may stand for the colon, as Python's server writes.
    ///
    /// - Returns: The stamp, or `nil` when none stands there or a part is out of range.
    ///
    /// Every read of the buffer stands behind a comparison with its end.
    static func accessStamp(in text: ArraySlice<UInt8>, at start: Int) -> Stamp? {
        let origin = text.startIndex
        return text.withUnsafeBufferPointer { accessStamp(in: $0, at: start - origin) }?
            .moved(by: origin)
    }

    private static func accessStamp(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Stamp? {
        guard start >= text.startIndex, text.endIndex - start >= 20,
            text[start + 2] == 0x2F, text[start + 6] == 0x2F,
            text[start + 11] == 0x3A || text[start + 11] == 0x20,
            let day = digits(2, in: text, at: start),
            let month = month(in: text, at: start + 3),
            let year = digits(4, in: text, at: start + 7),
            isDate(year: year, month: month, day: day),
            let clock = timeOfDay(in: text, at: start + 12)
        else { return nil }
        let midnight = days(year: year, month: month, day: day) * microsecondsPerDay
        let wall = midnight + clock.microseconds
        guard let seconds = accessOffset(in: text, at: clock.end) else {
            return Stamp(time: Timestamp(microseconds: wall), zone: .none, end: clock.end)
        }
        return Stamp(
            time: Timestamp(microseconds: wall - Int64(seconds) * 1_000_000),
            zone: .offset(seconds: seconds),
            end: clock.end + 6
        )
    }

    /// Reads ` +0100`.
    private static func accessOffset(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        guard text.endIndex - start >= 6, text[start] == 0x20,
            text[start + 1] == 0x2B || text[start + 1] == 0x2D,
            let hours = digits(2, in: text, at: start + 2), hours <= 23,
            let minutes = digits(2, in: text, at: start + 4), minutes <= 59
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return text[start + 1] == 0x2D ? -seconds : seconds
    }

    private static func digits(_ count: Int, in text: UnsafeBufferPointer<UInt8>, at start: Int)
        -> Int?
    {
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- 0x30
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}

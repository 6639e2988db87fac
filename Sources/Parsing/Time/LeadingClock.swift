// The stamps that stand before the lines of programs which write none themselves: ts(1), logplex, shells.
// Source: moreutils ts (`%b %d %H:%M:%S` unless told otherwise), RFC 3339, Heroku logplex.

/// Reads the stamp at the start of each line, whatever its form, and keeps what it says of date and zone.
struct LeadingClock: Sendable {
    /// Backwards by more than this is midnight; by less, a line out of order.
    private static let backwardsMicrosecondsMax = CalendarTime.microsecondsPerDay / 2

    private var notes = ZoneNotes()
    private var yearless = YearlessClock()
    private var hasYearless = false
    private var hasDateless = false
    private var days: Int64 = 0
    private var lastOfDay: Int64?

    init() {}

    var zone: WrittenZone {
        if hasDateless { return .absentWithoutDate }
        if hasYearless { return .absentWithoutYear }
        return notes.zone
    }

    /// Reads a stamp, in brackets or not, and the blanks after it.
    ///
    /// - Returns: The moment and the rest of the line; `nil` when no stamp stands there.
    mutating func moment(of line: ArraySlice<UInt8>) -> (time: Timestamp, rest: ArraySlice<UInt8>)?
    {
        let isBracketed = line.first == 0x5B
        let text = isBracketed ? line.dropFirst() : line
        guard let (time, end) = stamp(text) else { return nil }
        var rest = line[end...]
        if isBracketed {
            guard rest.first == 0x5D else { return nil }
            rest = rest.dropFirst()
        }
        guard rest.first == 0x20 || rest.first == 0x09 || rest.isEmpty else { return nil }
        return (time, rest.drop { $0 == 0x20 || $0 == 0x09 })
    }

    private mutating func stamp(_ text: ArraySlice<UInt8>) -> (Timestamp, Int)? {
        if let full = CalendarTime.stamp(in: text, at: text.startIndex) {
            notes.note(isZoned: full.zone != .none)
            return (full.time, full.end)
        }
        if let clock = CalendarTime.timeOfDay(in: text, at: text.startIndex) {
            return (moment(ofDay: clock.microseconds), clock.end)
        }
        if let found = monthFirst(text) { return found }
        let word = text.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x5D }
        guard (10...20).contains(word.count), word.first.map(LineCursor.isDigit) == true,
            let reading = WrittenTime.reading(of: Array(word), 0..<word.count)
        else { return nil }
        notes.note(isZoned: reading.isZoned)
        return (reading.time, word.endIndex)
    }

    /// `Nov 21 03:44:35`, the day with a blank or a zero before it.
    private mutating func monthFirst(_ text: ArraySlice<UInt8>) -> (Timestamp, Int)? {
        guard text.count >= 15, let month = CalendarTime.month(in: text, at: text.startIndex) else {
            return nil
        }
        var cursor = LineCursor(text)
        cursor.index += 3
        guard cursor.skip(byte: 0x20) else { return nil }
        cursor.skipSpaces()
        guard let day = cursor.integer(), cursor.skip(byte: 0x20),
            let clock = CalendarTime.timeOfDay(in: text, at: cursor.index),
            let time = yearless.moment(month: month, day: day, microseconds: clock.microseconds)
        else { return nil }
        hasYearless = true
        return (time, clock.end)
    }

    private mutating func moment(ofDay: Int64) -> Timestamp {
        hasDateless = true
        if let lastOfDay, lastOfDay - ofDay > Self.backwardsMicrosecondsMax { days += 1 }
        lastOfDay = ofDay
        return Timestamp(microseconds: days * CalendarTime.microsecondsPerDay + ofDay)
    }
}

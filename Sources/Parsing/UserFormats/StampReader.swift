// The stamps of one source: which format they have, and what a missing date or year means.

/// Reads stamps with a user's formats, or with the usual ones where none are given.
struct StampReader {
    /// A stamp that was read.
    struct Reading: Equatable {
        /// In UTC where the stamp says its zone, else as if it were UTC.
        var time: Timestamp
        var isZoned: Bool
        /// The index after its last byte.
        var end: Int
    }

    private let formats: [StampFormat]
    /// The format that fitted last, which is tried first.
    private var locked = 0
    private var calendar = PartialCalendar()
    private var memo: StampMemo?

    /// Makes a reader; no format stands for the usual ones.
    init(_ formats: [StampFormat]) { self.formats = formats }

    /// What the stamps so far said of their day.
    var dating: StampFields.Dating { calendar.dating }

    /// Reads a stamp that begins a text.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Reading? {
        if let known = memo?.reading(of: text) { return known }
        let count = formats.isEmpty ? DefaultStamps.heads.count : formats.count
        for step in 0..<count {
            // The locked one first, then the others in their order.
            let number = step == 0 ? locked : step <= locked ? step - 1 : step
            guard let (fields, end) = read(text, with: number) else { continue }
            locked = number
            guard let time = calendar.complete(fields) else { continue }
            let reading = Reading(time: time, isZoned: fields.isZoned, end: end)
            memo = StampMemo(text, fields, reading)
            return reading
        }
        return nil
    }

    private func read(
        _ text: UnsafeBufferPointer<UInt8>,
        with number: Int
    ) -> (StampFields, end: Int)? {
        var cursor = StampCursor(text)
        guard !formats.isEmpty else {
            // A digit more, and the number was another one.
            guard let fields = DefaultStamps.heads[number].read(&cursor),
                cursor.next.map(LineCursor.isDigit) != true
            else { return nil }
            return (fields, cursor.index)
        }
        var fields = StampFields()
        guard formats[number].read(&cursor, into: &fields),
            cursor.isAtEnd || cursor.next == 0x2E || cursor.next == 0x2C
        else { return nil }
        readForgottenFraction(&cursor, &fields)
        return (fields, cursor.index)
    }

    /// A format need not name the fraction; lnav reads it anyway.
    private func readForgottenFraction(_ cursor: inout StampCursor, _ fields: inout StampFields) {
        guard !fields.parts.contains(.fraction), let mark = cursor.next,
            mark == 0x2E || mark == 0x2C
        else { return }
        cursor.index += 1
        if !cursor.read(.fraction, into: &fields) { cursor.index -= 1 }
    }
}

/// Gives stamps without year or date a place: the first day is 1970-01-01, and later days follow it.
struct PartialCalendar {
    private(set) var dating = StampFields.Dating.full
    private var firstDay: Int64?
    private var lastTime: Timestamp?
    /// Days that midnights or the turn of a year have added.
    private var addedDays: Int64 = 0

    private static let yearDays: Int64 = 365
    /// A step back of more than half the cycle is its turn, not a late line.
    private static let halfDayMicroseconds = CalendarTime.microsecondsPerDay / 2

    /// The moment of a stamp; of one with a full date it is the stamp's own.
    mutating func complete(_ fields: StampFields) -> Timestamp? {
        guard let time = fields.time else { return nil }
        dating = fields.dating
        let cycle: Int64
        switch fields.dating {
        case .full: return time
        case .withoutYear: cycle = Self.yearDays
        case .withoutDate: cycle = 1
        }
        let first = firstDay ?? time.microseconds / CalendarTime.microsecondsPerDay
        firstDay = first
        var placed = time.microseconds + (addedDays - first) * CalendarTime.microsecondsPerDay
        if let lastTime, lastTime.microseconds - placed > cycle * Self.halfDayMicroseconds {
            addedDays += cycle
            placed += cycle * CalendarTime.microsecondsPerDay
        }
        lastTime = Timestamp(microseconds: placed)
        return lastTime
    }
}

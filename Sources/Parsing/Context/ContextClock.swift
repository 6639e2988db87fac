// Dates for times of day: people write `14:05` under a heading that holds the date.

/// Gives times of day their date, and remembers what the source says of its zone.
struct ContextClock {
    /// Backwards by more than this is midnight; by less, a note out of order.
    private static let backwardsMicrosecondsMax = CalendarTime.microsecondsPerDay / 2

    /// The midnight of the date in force, or `nil` before any.
    private var midnight: Timestamp?
    private var lastOfDay: Int64?
    private var hasDated = false
    private var hasUndated = false
    private var hasUnzoned = false
    private var headingIsUTC = false

    init() {}

    var zone: WrittenZone {
        if hasUndated { return .absentWithoutDate }
        if hasUnzoned { return .absent }
        return hasDated ? .written : .none
    }

    /// Takes the date of a heading, and whether it says UTC.
    mutating func begin(day: Timestamp?, isUTC: Bool) {
        headingIsUTC = headingIsUTC || isUTC
        guard let day else { return }
        midnight = Self.midnight(of: day)
        lastOfDay = nil
    }

    /// Takes the date for what stands before the first heading with one.
    mutating func assume(day: Timestamp) {
        if midnight == nil { midnight = Self.midnight(of: day) }
    }

    /// Resolves a written time.
    mutating func resolve(_ stamp: WrittenStamp) -> Timestamp {
        if !stamp.isZoned, !headingIsUTC { hasUnzoned = true }
        switch stamp.moment {
        case .dated(let time):
            hasDated = true
            midnight = Self.midnight(of: time)
            lastOfDay = nil
            return time
        case .ofDay(let microseconds):
            if midnight == nil { hasUndated = true } else { hasDated = true }
            if let lastOfDay, lastOfDay - microseconds > Self.backwardsMicrosecondsMax {
                midnight = (midnight ?? Timestamp(microseconds: 0)).advanced(bySeconds: 86_400)
            } else if midnight == nil {
                midnight = Timestamp(microseconds: 0)
            }
            lastOfDay = microseconds
            let base = midnight?.microseconds ?? 0
            return Timestamp(microseconds: base &+ microseconds)
        }
    }

    private static func midnight(of time: Timestamp) -> Timestamp {
        let day = CalendarTime.microsecondsPerDay
        let rest = time.microseconds % day
        return Timestamp(microseconds: time.microseconds - (rest < 0 ? rest + day : rest))
    }
}

/// A time as a person wrote it.
struct WrittenStamp: Equatable {
    /// With or without its date.
    enum Moment: Equatable {
        case dated(Timestamp)
        /// Microseconds since midnight.
        case ofDay(Int64)
    }

    var moment: Moment
    /// Whether it says its zone.
    var isZoned: Bool
    /// Where it stands.
    var range: Range<Int>
    /// Whether it is a date without time.
    var isDateOnly: Bool
}

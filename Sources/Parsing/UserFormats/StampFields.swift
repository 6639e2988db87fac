// The parts of a stamp as a format reads them, and the moment they make.

/// What was read of a stamp so far.
struct StampFields: Equatable {
    /// Which parts were written.
    struct Parts: OptionSet {
        let rawValue: UInt16
        static let year = Parts(rawValue: 1)
        static let month = Parts(rawValue: 2)
        static let day = Parts(rawValue: 4)
        static let dayOfYear = Parts(rawValue: 8)
        static let hour = Parts(rawValue: 16)
        static let fraction = Parts(rawValue: 32)
        static let zone = Parts(rawValue: 64)
        /// Seconds since 1970, which need no other part.
        static let epoch = Parts(rawValue: 128)
    }

    var parts: Parts = []
    var year = 1970
    var month = 1
    var day = 1
    var dayOfYear = 1
    var hour = 0
    var minute = 0
    var second = 0
    var nanoseconds = 0
    /// Where the seconds' two digits stand, and the digits of the fraction.
    var secondIndex: Int?
    var fractionRange: Range<Int>?
    /// Seconds since 1970 of an epoch.
    var epochSeconds: Int64 = 0
    /// Seconds east of UTC.
    var offsetSeconds = 0

    /// What a stamp says of the day it lies on.
    enum Dating: Equatable {
        case full
        /// Month and day alone, as syslog writes.
        case withoutYear
        /// A time of day.
        case withoutDate
    }

    var dating: Dating {
        if parts.contains(.epoch) || parts.contains(.year) { return .full }
        return parts.contains(.month) || parts.contains(.dayOfYear) ? .withoutYear : .withoutDate
    }

    /// Whether the stamp says its zone.
    var isZoned: Bool { parts.contains(.zone) || parts.contains(.epoch) }

    /// The moment in UTC where the zone is said, else as if it were UTC; a missing part counts from 1970-01-01.
    ///
    /// `nil` for a date that the calendar does not have.
    var time: Timestamp? {
        let microseconds = Int64(nanoseconds / 1_000)
        if parts.contains(.epoch) {
            let (scaled, overflow) = epochSeconds.multipliedReportingOverflow(by: 1_000_000)
            return overflow ? nil : Timestamp(microseconds: scaled &+ microseconds)
        }
        let days: Int64
        if parts.contains(.dayOfYear) {
            days = CalendarTime.days(year: year, month: 1, day: 1) + Int64(dayOfYear - 1)
        } else {
            // Without a year the 29th of February may be one.
            guard
                CalendarTime.isDate(
                    year: parts.contains(.year) ? year : 1972,
                    month: month,
                    day: day
                )
            else { return nil }
            days = CalendarTime.days(year: year, month: month, day: day)
        }
        let seconds = Int64(hour * 3_600 + minute * 60 + second - offsetSeconds)
        return Timestamp(
            microseconds: days * CalendarTime.microsecondsPerDay + seconds * 1_000_000
                + microseconds
        )
    }
}

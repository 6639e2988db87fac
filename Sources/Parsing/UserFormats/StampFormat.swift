// A user's timestamp format, made into steps. Source: lnav 0.13, docs/source/formats.rst "timestamp-format",
// src/ptimec.hh; strptime(3).

/// A format such as `%Y-%m-%d %H:%M:%S.%L`.
struct StampFormat: Equatable, Sendable {
    /// One piece of a format.
    enum Step: Equatable, Sendable {
        case literal(UInt8)
        case year, yearOfCentury, month, monthName, day, dayPadded, dayOfYear
        case hour, hourPadded, hourOfTwelve, minute, second
        /// One to three digits: milliseconds.
        case milliseconds
        /// Digits of a fraction, as many as stand there.
        case fraction
        case halfOfDay
        case offset
        /// A zone's abbreviation, and whatever else stands before the next literal.
        case zoneName(until: UInt8?)
        /// A weekday or another word: all that stands before the next literal.
        case word(until: UInt8?)
        /// Digits since 1970, so many of them to a second.
        case epoch(perSecond: Int64)
        case epochInHexadecimal
        /// TAI64N: sixteen hexadecimal digits, and eight more of nanoseconds.
        case tai
    }

    let steps: [Step]

    /// More steps than any stamp has.
    private static let stepsMax = 64

    /// Makes the steps of a format; `nil` when it holds a conversion that nobody documents, or nothing.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        var steps: [Step] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x25 else {
                steps.append(.literal(bytes[index]))
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { return nil }
            let following = index + 2 < bytes.count ? bytes[index + 2] : nil
            guard let step = Self.step(bytes[index + 1], until: following) else { return nil }
            steps.append(step)
            index += 2
        }
        guard !steps.isEmpty, steps.count <= Self.stepsMax else { return nil }
        self.steps = steps
    }

    private static func step(_ letter: UInt8, until next: UInt8?) -> Step? {
        switch letter {
        case UInt8(ascii: "%"): .literal(letter)
        case UInt8(ascii: "Y"): .year
        case UInt8(ascii: "y"): .yearOfCentury
        case UInt8(ascii: "m"): .month
        case UInt8(ascii: "b"), UInt8(ascii: "B"): .monthName
        case UInt8(ascii: "d"): .day
        case UInt8(ascii: "e"): .dayPadded
        case UInt8(ascii: "j"): .dayOfYear
        case UInt8(ascii: "H"): .hour
        case UInt8(ascii: "k"): .hourPadded
        case UInt8(ascii: "I"), UInt8(ascii: "l"): .hourOfTwelve
        case UInt8(ascii: "M"): .minute
        case UInt8(ascii: "S"): .second
        case UInt8(ascii: "L"): .milliseconds
        case UInt8(ascii: "f"), UInt8(ascii: "N"): .fraction
        case UInt8(ascii: "p"): .halfOfDay
        case UInt8(ascii: "z"): .offset
        case UInt8(ascii: "Z"): .zoneName(until: next)
        case UInt8(ascii: "a"), UInt8(ascii: "A"): .word(until: next)
        case UInt8(ascii: "s"): .epoch(perSecond: 1)
        case UInt8(ascii: "i"): .epoch(perSecond: 1_000)
        case UInt8(ascii: "6"): .epoch(perSecond: 1_000_000)
        case UInt8(ascii: "9"): .epoch(perSecond: 1_000_000_000)
        case UInt8(ascii: "q"): .epochInHexadecimal
        case UInt8(ascii: "@"): .tai
        default: nil
        }
    }

    /// Reads a stamp at a place and moves behind it; `false` leaves both undefined.
    func read(_ cursor: inout StampCursor, into fields: inout StampFields) -> Bool {
        for step in steps {
            guard cursor.read(step, into: &fields) else { return false }
        }
        return true
    }
}

// A place in a stamp, and the steps that are taken from it.
// Source: lnav 0.13 src/ptimec.hh for what each conversion accepts.

/// Walks over the text of one stamp.
struct StampCursor {
    let text: UnsafeBufferPointer<UInt8>
    var index = 0

    /// A larger epoch lies after the year 9999.
    private static let epochSecondsMax: Int64 = 253_402_300_799
    /// TAI64 labels begin at 2 to the 62; today's labels are ten seconds ahead, as daemontools has it.
    private static let taiEpoch: UInt64 = 1 << 62 + 10

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { index >= text.count }
    var next: UInt8? { isAtEnd ? nil : text[index] }

    /// Takes one step; `false` when something else stands here.
    @inline(__always)
    mutating func read(_ step: StampFormat.Step, into fields: inout StampFields) -> Bool {
        switch step {
        case .literal(let byte): return skip(byte)
        case .year:
            guard let year = digits(4), (1_900...2_999).contains(year) else { return false }
            fields.year = year
            fields.parts.insert(.year)
        case .month:
            guard let month = digits(2), (1...12).contains(month) else { return false }
            fields.month = month
            fields.parts.insert(.month)
        case .hour:
            guard let hour = digits(2), hour <= 23 else { return false }
            fields.hour = hour
            fields.parts.insert(.hour)
        case .minute:
            guard let minute = digits(2), minute <= 59 else { return false }
            fields.minute = minute
        case .second:
            guard let second = digits(2), second <= 60 else { return false }
            fields.second = second
            fields.secondIndex = index - 2
        case .milliseconds: return readFraction(digitsMax: 3, &fields)
        case .fraction: return readFraction(digitsMax: 10, &fields)
        case .offset: return readOffset(&fields)
        case .yearOfCentury, .monthName, .day, .dayPadded, .dayOfYear:
            return readDate(step, &fields)
        case .hourPadded, .hourOfTwelve, .halfOfDay: return readHour(step, &fields)
        case .zoneName(let stop):
            readZoneName(&fields)
            return pass(until: stop)
        case .word(let stop): return pass(until: stop)
        case .epoch(let perSecond): return readEpoch(perSecond, &fields)
        case .epochInHexadecimal: return readHexadecimalEpoch(&fields)
        case .tai: return readTAI(&fields)
        }
        return true
    }

    /// Passes a byte when it stands here.
    @inline(__always)
    mutating func skip(_ byte: UInt8) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func pass(until stop: UInt8?) -> Bool {
        while index < text.count, text[index] != stop { index += 1 }
        return stop == nil || index < text.count
    }

    /// Reads a fixed number of digits.
    @inline(__always)
    private mutating func digits(_ count: Int) -> Int? {
        guard index + count <= text.count else { return nil }
        var number = 0
        for offset in 0..<count {
            let digit = text[index + offset] &- 0x30
            guard digit <= 9 else { return nil }
            number = number * 10 + Int(digit)
        }
        index += count
        return number
    }

    /// Reads digits up to a number of them, at least one.
    private mutating func digits(atMost count: Int) -> Int? {
        let start = index
        var number = 0
        while index < text.count, index - start < count, text[index] &- 0x30 <= 9 {
            number = number * 10 + Int(text[index] &- 0x30)
            index += 1
        }
        return index > start ? number : nil
    }

    /// Reads one or two digits, or a space and a digit.
    private mutating func padded() -> Int? {
        guard !isAtEnd else { return nil }
        guard text[index] == 0x20 else { return digits(atMost: 2) }
        index += 1
        return digits(1)
    }
}

extension StampCursor {
    private mutating func readDate(
        _ step: StampFormat.Step,
        _ fields: inout StampFields
    ) -> Bool {
        if step == .yearOfCentury {
            guard let year = digits(2) else { return false }
            // POSIX strptime: 69 to 99 are of the last century.
            fields.year = year < 69 ? 2_000 + year : 1_900 + year
            fields.parts.insert(.year)
        } else if step == .monthName {
            return readMonthName(&fields)
        } else if step == .dayOfYear {
            guard let day = digits(atMost: 3), (1...366).contains(day) else { return false }
            fields.dayOfYear = day
            fields.parts.insert(.dayOfYear)
        } else {
            let isExact = step == .day && next != 0x20
            guard let day = isExact ? digits(2) : padded(), (1...31).contains(day) else {
                return false
            }
            fields.day = day
            fields.parts.insert(.day)
        }
        return true
    }

    /// Reads an English name of a month, whole or its first three letters, with a full stop after it or not.
    private mutating func readMonthName(_ fields: inout StampFields) -> Bool {
        guard let month = CalendarTime.month(in: text, at: index) else { return false }
        fields.month = month
        fields.parts.insert(.month)
        index += 3
        let names = Self.monthRests[month - 1]
        if index + names.utf8CodeUnitCount <= text.count, names.utf8CodeUnitCount > 0 {
            let isWhole = (0..<names.utf8CodeUnitCount).allSatisfy {
                text[index + $0] | 0x20 == names.utf8Start[$0]
            }
            if isWhole { index += names.utf8CodeUnitCount }
        }
        _ = skip(0x2E)
        return true
    }

    private static let monthRests: [StaticString] = [
        "uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember",
    ]

    private mutating func readHour(
        _ step: StampFormat.Step,
        _ fields: inout StampFields
    ) -> Bool {
        if step == .halfOfDay {
            guard index + 1 < text.count, text[index + 1] | 0x20 == 0x6D else { return false }
            let letter = text[index] | 0x20
            if letter == 0x61 {
                if fields.hour == 12 { fields.hour = 0 }
            } else if letter == 0x70 {
                if fields.hour < 12 { fields.hour += 12 }
            } else {
                return false
            }
            index += 2
            return true
        }
        guard let hour = padded(), hour <= 23 else { return false }
        fields.hour = hour
        fields.parts.insert(.hour)
        return true
    }

    private mutating func readFraction(digitsMax: Int, _ fields: inout StampFields) -> Bool {
        let start = index
        var nanoseconds = 0
        var weight = 100_000_000
        while index < text.count, index - start < digitsMax, text[index] &- 0x30 <= 9 {
            nanoseconds += Int(text[index] &- 0x30) * weight
            weight /= 10
            index += 1
        }
        guard index > start else { return false }
        fields.nanoseconds = nanoseconds
        fields.fractionRange = start..<index
        fields.parts.insert(.fraction)
        return true
    }

    /// Reads `Z`, `±HHMM` or `±HH:MM`.
    private mutating func readOffset(_ fields: inout StampFields) -> Bool {
        if skip(0x5A) {
            fields.parts.insert(.zone)
            return true
        }
        guard let sign = next, sign == 0x2B || sign == 0x2D else { return false }
        index += 1
        guard let hours = digits(2), hours <= 23 else { return false }
        _ = skip(0x3A)
        guard let minutes = digits(2), minutes <= 59 else { return false }
        let seconds = hours * 3_600 + minutes * 60
        fields.offsetSeconds = sign == 0x2D ? -seconds : seconds
        fields.parts.insert(.zone)
        return true
    }

    /// Passes an abbreviation that is known, or an offset in its place.
    mutating func readZoneName(_ fields: inout StampFields) {
        let start = index
        if readOffset(&fields) { return }
        index = start
        guard let (seconds, count) = ZoneAbbreviation.read(text, at: index) else { return }
        fields.offsetSeconds = seconds
        fields.parts.insert(.zone)
        index += count
    }
}

extension StampCursor {
    private mutating func readEpoch(_ perSecond: Int64, _ fields: inout StampFields) -> Bool {
        let digitsMax = 19
        let start = index
        var number: Int64 = 0
        while index < text.count, text[index] &- 0x30 <= 9 {
            guard
                index - start < digitsMax - 1 || perSecond > 1_000_000 && index - start < digitsMax
            else { return false }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(text[index] &- 0x30))
            guard !overflow, !carry else { return false }
            number = sum
            index += 1
        }
        guard index > start, number > 0, number / perSecond <= Self.epochSecondsMax else {
            return false
        }
        fields.epochSeconds = number / perSecond
        if perSecond > 1 {
            fields.nanoseconds = Int(number % perSecond) * Int(1_000_000_000 / perSecond)
        }
        fields.parts.insert(.epoch)
        return true
    }

    private mutating func hexadecimal(_ count: ClosedRange<Int>) -> UInt64? {
        let start = index
        var number: UInt64 = 0
        while index < text.count, index - start < count.upperBound,
            let digit = RedisEscapes.hexadecimalDigit(text[index])
        {
            number = number << 4 | UInt64(digit)
            index += 1
        }
        return count.contains(index - start) ? number : nil
    }

    private mutating func readHexadecimalEpoch(_ fields: inout StampFields) -> Bool {
        guard let seconds = hexadecimal(1...11), seconds <= UInt64(Self.epochSecondsMax) else {
            return false
        }
        fields.epochSeconds = Int64(seconds)
        fields.parts.insert(.epoch)
        return seconds > 0
    }

    private mutating func readTAI(_ fields: inout StampFields) -> Bool {
        guard let label = hexadecimal(16...16), label >= Self.taiEpoch,
            label - Self.taiEpoch <= UInt64(Self.epochSecondsMax)
        else { return false }
        fields.epochSeconds = Int64(label - Self.taiEpoch)
        fields.parts.insert(.epoch)
        if let nanoseconds = hexadecimal(8...8), nanoseconds < 1_000_000_000 {
            fields.nanoseconds = Int(nanoseconds)
        }
        return true
    }
}

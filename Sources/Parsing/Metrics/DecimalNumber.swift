// A written number, read byte by byte and rounded once.
// Source: Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990, the exact fast path.

/// A number as digits and a power of ten, not yet rounded to binary.
struct DecimalNumber: Equatable {
    /// The digits as an integer.
    var mantissa: UInt64
    /// The power of ten that scales them.
    var exponent: Int
    var isNegative: Bool

    /// Which byte parts the whole from the fraction.
    enum Mark: Equatable {
        /// `1.5`, with commas between thousands.
        case point
        /// `1,5`, with points between thousands.
        case comma
    }

    /// Beyond it every written exponent means zero or infinity.
    private static let exponentMax = 5_000

    /// Rounds to the nearest binary value after shifting the decimal point.
    ///
    /// - Parameter places: How many places to the right; −3 turns milliseconds into seconds.
    /// - Returns: The value; infinite where binary64 ends.
    func value(shiftedBy places: Int) -> Double {
        let power = exponent + places
        let digits = Double(mantissa)
        let magnitude: Double
        if mantissa <= 1 << 53, power >= -22, power <= 22 {
            magnitude =
                power < 0 ? digits / Self.powersOfTen[-power] : digits * Self.powersOfTen[power]
        } else {
            magnitude = Double("\(mantissa)e\(power)") ?? (power < 0 ? 0 : .infinity)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// The powers of ten that binary64 holds exactly.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// Reads a number at the start of a range.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - range: Where the number may stand, without spaces before it.
    ///   - mark: Which byte parts the fraction; the other one may part thousands.
    /// - Returns: The number and the index after it, or `nil` when no digit stands there.
    static func prefix(
        of bytes: [UInt8],
        _ range: Range<Int>,
        mark: Mark
    ) -> (number: DecimalNumber, end: Int)? {
        var number = DecimalNumber(mantissa: 0, exponent: 0, isNegative: false)
        var index = range.lowerBound
        if index < range.upperBound, bytes[index] == 0x2D || bytes[index] == 0x2B {
            number.isNegative = bytes[index] == 0x2D
            index += 1
        }
        let point: UInt8 = mark == .point ? 0x2E : 0x2C
        let firstDigit = index
        index = number.readWhole(bytes, index..<range.upperBound, mark: mark)
        var hasDigits = index > firstDigit
        if index < range.upperBound,
            bytes[index] == point || mark == .comma && bytes[index] == 0x2E
        {
            let fraction = index + 1
            let end = number.readDigits(bytes, fraction..<range.upperBound, worth: .fraction)
            hasDigits = hasDigits || end > fraction
            index = end
        }
        guard hasDigits else { return nil }
        index = number.readExponent(bytes, index..<range.upperBound)
        return (number, index)
    }

    /// What a digit is worth.
    private enum Worth {
        case whole
        case fraction
    }

    /// Reads the whole part with its separators of thousands; returns the index after it.
    ///
    /// `0,474` has none: nobody writes a leading zero before a group.
    private mutating func readWhole(_ bytes: [UInt8], _ range: Range<Int>, mark: Mark) -> Int {
        var index = readDigits(bytes, range, worth: .whole)
        guard index > range.lowerBound, index - range.lowerBound <= 3,
            bytes[range.lowerBound] != 0x30
        else { return index }
        while let group = Self.separatorEnd(bytes, index..<range.upperBound, mark: mark),
            Self.isGroup(bytes, group..<range.upperBound)
        {
            index = readDigits(bytes, group..<group + 3, worth: .whole)
        }
        return index
    }

    /// The index after a separator of thousands: the other mark, an apostrophe, or a space.
    private static func separatorEnd(_ bytes: [UInt8], _ range: Range<Int>, mark: Mark) -> Int? {
        guard !range.isEmpty else { return nil }
        switch bytes[range.lowerBound] {
        case 0x2C: return mark == .point ? range.lowerBound + 1 : nil
        case 0x2E: return mark == .comma ? range.lowerBound + 1 : nil
        case 0x27, 0x20: return range.lowerBound + 1
        case 0xC2 where bytes[range].starts(with: [0xC2, 0xA0]): return range.lowerBound + 2
        case 0xE2 where bytes[range].starts(with: [0xE2, 0x80, 0xAF]): return range.lowerBound + 3
        default: return nil
        }
    }

    /// Whether exactly three digits stand here.
    private static func isGroup(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= 3 else { return false }
        let start = range.lowerBound
        let isLonger = range.count > 3 && isDigit(bytes[start + 3])
        return isDigit(bytes[start]) && isDigit(bytes[start + 1]) && isDigit(bytes[start + 2])
            && !isLonger
    }

    /// Reads digits; returns the index after the last.
    private mutating func readDigits(_ bytes: [UInt8], _ range: Range<Int>, worth: Worth) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { break }
            if mantissa < Self.mantissaMax {
                mantissa = mantissa * 10 + UInt64(digit)
                if worth == .fraction { exponent -= 1 }
            } else if worth == .whole {
                exponent += 1
            }
            index += 1
        }
        return index
    }

    /// Reads `e+09`; returns the index after it, or the start when none stands there.
    private mutating func readExponent(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        guard range.count >= 2, bytes[range.lowerBound] | 0x20 == 0x65 else {
            return range.lowerBound
        }
        var index = range.lowerBound + 1
        let sign = bytes[index]
        if sign == 0x2D || sign == 0x2B { index += 1 }
        let firstDigit = index
        var written = 0
        while index < range.upperBound, Self.isDigit(bytes[index]) {
            written = min(written * 10 + Int(bytes[index] - 0x30), Self.exponentMax)
            index += 1
        }
        guard index > firstDigit else { return range.lowerBound }
        exponent += sign == 0x2D ? -written : written
        return index
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    /// Below it one more digit fits 64 bits.
    private static let mantissaMax: UInt64 = 1_000_000_000_000_000_000
}

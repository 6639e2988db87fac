// A number with or without a unit after it, as programs write durations and sizes: `0.211 ms`, `42`.

/// A number that stands at the beginning of a text.
struct WrittenMeasure {
    let number: Double
    /// The index after the number and the spaces that follow it.
    let end: Int

    /// Digits that a binary64 number holds exactly.
    private static let digitsMax = 15

    /// Reads digits with sign, fraction and exponent.
    ///
    /// - Complexity: O(n), without allocation for numbers of up to 15 digits.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let isNegative = text.first == 0x2D
        if isNegative || text.first == 0x2B { index += 1 }
        let start = index
        var mantissa = 0
        var places = 0
        var hasPoint = false
        while index < text.count {
            let digit = text[index] &- 0x30
            if digit <= 9 {
                guard index - start <= Self.digitsMax else { return nil }
                mantissa = mantissa * 10 + Int(digit)
                places += hasPoint ? 1 : 0
            } else if text[index] == 0x2E, !hasPoint {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        guard index - start > (hasPoint ? 1 : 0) else { return nil }
        let power = Self.exponent(text, &index) - places
        guard abs(power) <= Self.powersOfTen.count - 1 else { return nil }
        let magnitude =
            power < 0
            ? Double(mantissa) / Self.powersOfTen[-power]
            : Double(mantissa) * Self.powersOfTen[power]
        while index < text.count, text[index] == 0x20 { index += 1 }
        number = isNegative ? -magnitude : magnitude
        end = index
    }

    private static func exponent(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
        guard index + 1 < text.count, text[index] | 0x20 == 0x65 else { return 0 }
        var scan = index + 1
        let isNegative = text[scan] == 0x2D
        if isNegative || text[scan] == 0x2B { scan += 1 }
        var value = 0
        let start = scan
        while scan < text.count, text[scan] &- 0x30 <= 9, scan - start < 3 {
            value = value * 10 + Int(text[scan] &- 0x30)
            scan += 1
        }
        guard scan > start else { return 0 }
        index = scan
        return isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}

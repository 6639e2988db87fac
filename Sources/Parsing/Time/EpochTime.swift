// Moments as numbers: seconds, milliseconds, microseconds or nanoseconds since 1970, told by their digits.

/// Reads epochs as loggers print them.
enum EpochTime {
    /// Reads `1669575482.0968924` or `1795231031633`; `nil` unless the whole text is such a number.
    ///
    /// Ten digits are seconds, 13 milliseconds, 16 microseconds, 19 nanoseconds; a fraction is of that unit
    /// and is cut at the microsecond.
    static func read(_ text: ArraySlice<UInt8>) -> Timestamp? {
        let digits = text.prefix(while: LineCursor.isDigit)
        guard digits.count <= 19 else { return nil }
        var whole: Int64 = 0
        for byte in digits {
            let (ten, isTooLarge) = whole.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = ten.addingReportingOverflow(Int64(byte &- 0x30))
            guard !isTooLarge, !overflows else { return nil }
            whole = sum
        }
        var weight: Int64
        switch digits.count {
        case 10: weight = 1_000_000
        case 13: weight = 1_000
        case 16: weight = 1
        case 19: return digits.count == text.count ? Timestamp(microseconds: whole / 1_000) : nil
        default: return nil
        }
        var microseconds = whole * weight
        guard digits.endIndex < text.endIndex else {
            return Timestamp(microseconds: microseconds)
        }
        let fraction = text[(digits.endIndex + 1)...]
        guard text[digits.endIndex] == 0x2E, !fraction.isEmpty,
            fraction.allSatisfy(LineCursor.isDigit)
        else { return nil }
        for byte in fraction {
            weight /= 10
            microseconds += Int64(byte &- 0x30) * weight
        }
        return Timestamp(microseconds: microseconds)
    }
}

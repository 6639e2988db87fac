// Bytes looked for eight at a time. Source: Warren, Hacker's Delight, 2nd edition, 6-1; Mycroft's zero byte.
//
// Invariants: every load ends at or before `end`, which the caller takes from the buffer's count; what is
// left over is looked at byte by byte. Words are little-endian, so the lowest match is the first byte.

/// Scans of a buffer that never read past the end they are given.
package enum ByteScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from an index on.
    @inline(__always)
    static func word(_ text: UnsafePointer<UInt8>, _ index: Int) -> UInt64 {
        UInt64(
            littleEndian: UnsafeRawPointer(text).loadUnaligned(
                fromByteOffset: index,
                as: UInt64.self
            )
        )
    }

    /// Marks the zero bytes of a word; marks above the lowest one may be false.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    /// The first index in `start..<end` that holds a byte; `end` when there is none.
    @inline(__always)
    package static func first(
        _ byte: UInt8,
        in text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        let pattern = UInt64(byte) &* ones
        var index = start
        while index + 8 <= end {
            let found = zeros(word(text, index) ^ pattern)
            if found != 0 { return index + found.trailingZeroBitCount >> 3 }
            index += 8
        }
        guard index < end else { return min(index, end) }
        guard end >= 8 else {
            while index < end, text[index] != byte { index += 1 }
            return index
        }
        let found = zeros(lastWord(text, from: index, to: end) ^ pattern)
        return found == 0 ? end : min(end, index + found.trailingZeroBitCount >> 3)
    }

    /// The index of the quote that closes a word whose first byte stands at `start`.
    ///
    /// A byte after a backslash is part of the word. `end` or more when the word is not closed.
    @inline(__always)
    package static func closingQuote(
        in text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        var index = start
        while index + 8 <= end {
            let word = word(text, index)
            let found = zeros(word ^ 0x22 &* ones) | zeros(word ^ 0x5C &* ones)
            guard found != 0 else {
                index += 8
                continue
            }
            index += found.trailingZeroBitCount >> 3
            if text[index] == 0x22 { return index }
            index += 2
        }
        guard index < end else { return index }
        guard end >= 8 else {
            while index < end, text[index] != 0x22 { index += text[index] == 0x5C ? 2 : 1 }
            return index
        }
        var left = lastWord(text, from: index, to: end)
        while true {
            let found = zeros(left ^ 0x22 &* ones) | zeros(left ^ 0x5C &* ones)
            guard found != 0 else { return end }
            index += found.trailingZeroBitCount >> 3
            if text[index] == 0x22 { return index }
            index += 2
            guard index < end else { return index }
            left = lastWord(text, from: index, to: end)
        }
    }

    /// The one to seven bytes before an end that is eight bytes or more from the beginning; zeros follow them.
    @inline(__always)
    private static func lastWord(
        _ text: UnsafePointer<UInt8>,
        from index: Int,
        to end: Int
    ) -> UInt64 {
        word(text, end - 8) >> (UInt64(truncatingIfNeeded: index - (end - 8)) * 8)
    }

    /// The number that eight digits in a word stand for, or `nil`.
    @inline(__always)
    static func eightDigits(_ word: UInt64) -> Int64? {
        let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        let carried = (word &+ 0x0606_0606_0606_0606) & high
        guard word & high | carried >> 4 == 0x3333_3333_3333_3333 else { return nil }
        let digits = word &- 0x3030_3030_3030_3030
        let pairs = digits &* 10 &+ digits >> 8
        let mask: UInt64 = 0x0000_00FF_0000_00FF
        let low = (pairs & mask) &* 0x000F_4240_0000_0064
        let rest = (pairs >> 16 & mask) &* 0x0000_2710_0000_0001
        return Int64((low &+ rest) >> 32)
    }

    /// Whether no byte has its highest bit set.
    static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return true }
        var bits: UInt64 = 0
        var index = 0
        while index + 8 <= text.count {
            bits |= word(start, index)
            index += 8
        }
        while index < text.count {
            bits |= UInt64(text[index])
            index += 1
        }
        return bits & highs == 0
    }

    /// How often a byte occurs.
    static func count(_ byte: UInt8, in text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = text.baseAddress else { return 0 }
        let pattern = UInt64(byte) &* ones
        let low = ~highs
        var total = 0
        var index = 0
        while index + 8 <= text.count {
            // A lane counts to 255 at most.
            let stop = min(text.count - 7, index + 255 * 8)
            var lanes: UInt64 = 0
            while index < stop {
                let other = word(start, index) ^ pattern
                lanes &+= ~(((other & low) &+ low) | other | low) >> 7
                index += 8
            }
            let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ (lanes >> 8 & 0x00FF_00FF_00FF_00FF)
            total += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
        }
        while index < text.count {
            total += text[index] == byte ? 1 : 0
            index += 1
        }
        return total
    }
}

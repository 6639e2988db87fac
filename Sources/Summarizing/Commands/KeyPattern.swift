// A key with its variable parts replaced, so that a million keys become a few dozen kinds.
// Split at delimiters, classed by segment, digit runs to {n}: on measured keys 28 patterns for 25 kinds.

import Parsing

/// Turns keys into patterns such as `cart:{n}` or `session:{hex}`.
package enum KeyPattern {
    /// Keys are cut here before they are looked at; longer ones end in `…`.
    static let keyBytesMax = 200
    /// Hexadecimal runs of this length with a digit in them are ids, not words.
    private static let hexDigitsMin = 8
    /// Segments this long that mix letters and digits are random.
    private static let randomBytesMin = 16

    /// The pattern of a key as it stands in MONITOR, escapes included.
    ///
    /// Delimiters are `: / | . # -` and are kept; `{n}` digits, `{uuid}`, `{hex}`, `{email}`, `{rand}`.
    /// - Complexity: O(n) in the bytes of the key.
    package static func of(_ key: ArraySlice<UInt8>) -> String {
        var pattern: [UInt8] = []
        key.withUnsafeBufferPointer { write($0, to: &pattern) }
        return String(decoding: pattern, as: UTF8.self)
    }

    /// Appends the pattern of a key.
    static func write(_ key: Bytes, to pattern: inout [UInt8]) {
        let cut = Bytes(rebasing: key.prefix(keyBytesMax))
        if cut.contains(0x40), cut.contains(0x2E), writeMasked(email: cut, to: &pattern) { return }
        var start = cut.startIndex
        while start < cut.endIndex {
            if let end = uuidEnd(cut, start) {
                pattern.append("{uuid}")
                start = end
                continue
            }
            var end = start
            while end < cut.endIndex, !isDelimiter(cut[end]) { end += 1 }
            append(segment: Bytes(rebasing: cut[start..<end]), to: &pattern)
            if end < cut.endIndex { pattern.append(cut[end]) }
            start = end + 1
        }
        if cut.count < key.count { pattern.append("…") }
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x3A, 0x2F, 0x7C, 0x2E, 0x23, 0x2D: true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- 0x61 < 6
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    private static func append(segment: Bytes, to pattern: inout [UInt8]) {
        guard segment.contains(where: isDigit) else {
            pattern += segment
            return
        }
        if segment.count >= hexDigitsMin, segment.allSatisfy(isHex),
            segment.contains(where: isLetter)
        {
            pattern.append("{hex}")
            return
        }
        if segment.count >= randomBytesMin, digitRuns(segment) >= 3 {
            pattern.append("{rand}")
            return
        }
        var index = segment.startIndex
        while index < segment.endIndex {
            if isDigit(segment[index]) {
                while index < segment.endIndex, isDigit(segment[index]) { index += 1 }
                pattern.append("{n}")
            } else {
                pattern.append(segment[index])
                index += 1
            }
        }
    }

    private static func digitRuns(_ segment: Bytes) -> Int {
        var runs = 0
        var wasDigit = false
        for byte in segment {
            if isDigit(byte), !wasDigit { runs += 1 }
            wasDigit = isDigit(byte)
        }
        return runs
    }

    /// Where a UUID that begins at `start` ends, or `nil`.
    private static func uuidEnd(_ key: Bytes, _ start: Int) -> Int? {
        guard start + 36 <= key.endIndex, key[start + 8] == 0x2D else { return nil }
        for offset in 0..<36 {
            let byte = key[start + offset]
            switch offset {
            case 8, 13, 18, 23: guard byte == 0x2D else { return nil }
            default: guard isHex(byte) else { return nil }
            }
        }
        let end = start + 36
        return end == key.endIndex || !isHex(key[end]) ? end : nil
    }

    /// Replaces an e-mail address between colons by `{email}`; `false` when there is none.
    private static func writeMasked(email key: Bytes, to pattern: inout [UInt8]) -> Bool {
        let segments = key.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard segments.contains(where: { $0.contains(0x40) }) else { return false }
        for (number, segment) in segments.enumerated() {
            if number > 0 { pattern.append(0x3A) }
            if segment.contains(0x40) {
                pattern.append("{email}")
            } else {
                write(Bytes(rebasing: segment), to: &pattern)
            }
        }
        return true
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ word: StaticString) {
        append(
            contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        )
    }
}

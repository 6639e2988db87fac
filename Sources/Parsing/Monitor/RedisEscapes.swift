// The form in which Redis prints strings: MONITOR, the slow log on a terminal, --csv.
// Source: redis `sds.c` 7.0, `sdscatrepr`.

/// Undoes Redis's escapes.
enum RedisEscapes {
    /// Decodes what stands between the quotes.
    ///
    /// Redis writes `\\`, `\"`, `\n`, `\r`, `\t`, `\a`, `\b` and `\xHH`; any other escape yields the byte
    /// after the backslash, and a backslash at the end is itself.
    /// - Complexity: O(n).
    static func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\\")) else { return Array(bytes) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\"), index < bytes.endIndex {
                index = decodeEscape(in: bytes, at: index, into: &text)
            } else {
                text.append(byte)
            }
        }
        return text
    }

    /// Decodes what stands between the quotes as text, lossily where it is not UTF-8.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: decode(bytes), as: UTF8.self)
    }

    /// Decodes the escape whose first byte after the backslash stands at `index`.
    ///
    /// - Returns: The index after the escape.
    static func decodeEscape(
        in bytes: ArraySlice<UInt8>,
        at index: Int,
        into text: inout [UInt8]
    ) -> Int {
        switch bytes[index] {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "a"): text.append(0x07)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "x"):
            guard index + 2 < bytes.endIndex, let high = hexadecimalDigit(bytes[index + 1]),
                let low = hexadecimalDigit(bytes[index + 2])
            else {
                text.append(bytes[index])
                return index + 1
            }
            text.append(high << 4 | low)
            return index + 3
        case let other: text.append(other)
        }
        return index + 1
    }

    /// The index of the quote that closes a string whose first byte stands at `start`; `nil` without one.
    static func closingQuote(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""): return index
            default: index += 1
            }
        }
        return nil
    }

    /// The value of a hexadecimal digit, or `nil`.
    static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

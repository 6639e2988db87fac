// A walk over the members of one JSON object a line, for logs too large to build values from.
// Source: RFC 8259.

/// Steps from member to member without building values; nesting costs no stack.
struct JSONFieldCursor {
    /// How many objects were left by their closing brace.
    private(set) var closedCount = 0
    private let bytes: ArraySlice<UInt8>
    private var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// Enters the object that begins here; `false` when none does.
    mutating func enter() -> Bool {
        skipSpaces()
        guard index < bytes.endIndex, bytes[index] == 0x7B else { return false }
        index += 1
        return true
    }

    /// Reads the next member's name and its colon.
    ///
    /// At the end of the object the result is `nil` and the brace is passed; so it is where the text breaks.
    mutating func name() -> ArraySlice<UInt8>? {
        skipSpaces()
        if index < bytes.endIndex, bytes[index] == 0x2C {
            index += 1
            skipSpaces()
        }
        if index < bytes.endIndex, bytes[index] == 0x7D {
            index += 1
            closedCount += 1
            return nil
        }
        guard let name = string() else { return nil }
        skipSpaces()
        guard index < bytes.endIndex, bytes[index] == 0x3A else { return nil }
        index += 1
        skipSpaces()
        return name
    }

    /// Reads a string, still with its escapes and without quotes; `nil` when none or half a one stands here.
    mutating func string() -> ArraySlice<UInt8>? {
        guard index < bytes.endIndex, bytes[index] == 0x22 else { return nil }
        let start = index + 1
        let end = LineCursor.closingQuote(in: bytes, from: start)
        guard end < bytes.endIndex else { return nil }
        index = end + 1
        return bytes[start..<end]
    }

    /// Whether an object begins here.
    var isAtObject: Bool { index < bytes.endIndex && bytes[index] == 0x7B }

    /// Whether `null` begins here.
    var isAtNull: Bool { LineCursor.stands("null", in: bytes, at: index) }

    /// Reads a string, or a number as it is written; `nil` for anything else.
    mutating func scalar() -> ArraySlice<UInt8>? {
        if let text = string() { return text }
        let start = index
        while index < bytes.endIndex, Self.isScalar(bytes[index]) { index += 1 }
        return index > start ? bytes[start..<index] : nil
    }

    /// Passes a value of any kind; `false` when it does not end.
    mutating func skipValue() -> Bool {
        var depth = 0
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x22:
                guard string() != nil else { return false }
                if depth == 0 { return true }
            case 0x7B, 0x5B:
                depth += 1
                index += 1
            case 0x7D, 0x5D:
                if depth == 0 { return true }
                depth -= 1
                index += 1
                if depth == 0 { return true }
            case 0x2C where depth == 0: return true
            default: index += 1
            }
        }
        return false
    }

    /// Whether nothing but spaces is left.
    mutating func isFinished() -> Bool {
        skipSpaces()
        return index >= bytes.endIndex
    }

    private static func isScalar(_ byte: UInt8) -> Bool {
        LineCursor.isWord(byte) || byte == 0x2E || byte == 0x2D || byte == 0x2B
    }

    private mutating func skipSpaces() {
        while index < bytes.endIndex, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    /// Resolves the escapes of a string's text.
    ///
    /// Half a surrogate pair and a broken escape become U+FFFD.
    static func decode(_ raw: ArraySlice<UInt8>) -> String {
        guard raw.contains(0x5C) else { return LineCursor.string(raw) }
        var units: [UInt8] = []
        var index = raw.startIndex
        while index < raw.endIndex {
            guard raw[index] == 0x5C, index + 1 < raw.endIndex else {
                units.append(raw[index])
                index += 1
                continue
            }
            let letter = raw[index + 1]
            index += 2
            switch letter {
            case 0x6E: units.append(0x0A)
            case 0x74: units.append(0x09)
            case 0x72: units.append(0x0D)
            case 0x62: units.append(0x08)
            case 0x66: units.append(0x0C)
            case 0x75: index = decodeUnicode(raw, at: index, into: &units)
            default: units.append(letter)
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    private static func decodeUnicode(
        _ raw: ArraySlice<UInt8>,
        at start: Int,
        into units: inout [UInt8]
    ) -> Int {
        var codes: [UInt16] = []
        var index = start
        while let code = hexadecimal(raw, at: index) {
            codes.append(code)
            index += 4
            let isHigh = UTF16.isLeadSurrogate(code) && codes.count == 1
            guard isHigh, LineCursor.stands("\\u", in: raw, at: index) else { break }
            index += 2
        }
        units.append(contentsOf: Array(String(decoding: codes, as: UTF16.self).utf8))
        return index
    }

    private static func hexadecimal(_ raw: ArraySlice<UInt8>, at start: Int) -> UInt16? {
        guard raw.endIndex - start >= 4 else { return nil }
        var code: UInt16 = 0
        for byte in raw[start..<start + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            code = code << 4 | UInt16(digit)
        }
        return code
    }
}

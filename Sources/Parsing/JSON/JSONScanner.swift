// JSON from hostile bytes: lenient about encoding, strict about depth and size.
// Source: RFC 8259; redis `cli_common.c` 7.0 (`escapeJsonString`, `--json` copies bytes >= 0x80 as they are).

/// Reads JSON values one after the other.
///
/// Strings may hold invalid UTF-8 and raw control bytes; both are tolerated. A raw line feed in a string is
/// not: every writer escapes it, so it means that the line was cut.
struct JSONScanner {
    /// How strings are written.
    enum StringForm: Sendable {
        /// As RFC 8259 has it.
        case json
        /// `redis-cli --quoted-json`: Redis's repr form with each backslash doubled.
        ///
        /// A quote inside is `\\"`, which no JSON parser accepts.
        case doubledRepr
    }

    /// Deeper nesting is refused: the scanner is recursive, and logs stay below ten.
    static let depthMax = 64
    /// More values in one document are refused: a value takes 17 bytes and more, whatever its text.
    static let valuesMax = 1_000_000
    /// A longer number is refused: no writer prints more than 25 digits.
    static let numberBytesMax = 400

    /// Where the next byte is read, as an index of the slice.
    var index: Int
    private let bytes: ArraySlice<UInt8>
    private let form: StringForm
    private var valuesLeft = Self.valuesMax

    /// Makes a scanner at the beginning of a text.
    init(_ bytes: ArraySlice<UInt8>, strings form: StringForm = .json) {
        self.bytes = bytes
        self.form = form
        index = bytes.startIndex
    }

    /// Reads a text that is one value, or `nil` when it is not or exceeds a limit.
    ///
    /// - Complexity: O(n).
    static func parse(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        var scanner = JSONScanner(bytes)
        guard let value = scanner.value() else { return nil }
        scanner.skipSpace()
        return scanner.isAtEnd ? value : nil
    }

    /// Whether every byte was read.
    var isAtEnd: Bool { index >= bytes.endIndex }

    /// The next byte, or `nil` at the end.
    var next: UInt8? { isAtEnd ? nil : bytes[index] }

    /// Passes blanks, tabs and line ends.
    mutating func skipSpace() {
        while index < bytes.endIndex, Self.isSpace(bytes[index]) { index += 1 }
    }

    /// Passes spaces and one given byte; `false`, in place after the spaces, when another stands there.
    mutating func skip(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        index += 1
        return true
    }

    /// Reads the next value; `nil` leaves the place undefined.
    mutating func value() -> JSONValue? {
        valuesLeft = Self.valuesMax
        return value(depth: 0)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

extension JSONScanner {
    private mutating func value(depth: Int) -> JSONValue? {
        valuesLeft -= 1
        guard valuesLeft >= 0, depth < Self.depthMax else { return nil }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map(JSONValue.string)
        case UInt8(ascii: "t"): return word("true", means: .bool(true))
        case UInt8(ascii: "f"): return word("false", means: .bool(false))
        case UInt8(ascii: "n"): return word("null", means: .null)
        default: return number()
        }
    }

    private mutating func word(_ word: StaticString, means value: JSONValue) -> JSONValue? {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.endIndex else { return nil }
        let fits = word.withUTF8Buffer { bytes[index..<end].elementsEqual($0) }
        guard fits else { return nil }
        index = end
        return value
    }

    private mutating func array(depth: Int) -> JSONValue? {
        index += 1
        var elements: [JSONValue] = []
        if skip(UInt8(ascii: "]")) { return .array(elements) }
        while let element = value(depth: depth + 1) {
            elements.append(element)
            if skip(UInt8(ascii: "]")) { return .array(elements) }
            guard skip(UInt8(ascii: ",")) else { return nil }
        }
        return nil
    }

    private mutating func object(depth: Int) -> JSONValue? {
        index += 1
        var members: [JSONValue.Member] = []
        if skip(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\""), let name = string(), skip(UInt8(ascii: ":")),
                let value = value(depth: depth + 1)
            else { return nil }
            members.append(JSONValue.Member(name: name, value: value))
            if skip(UInt8(ascii: "}")) { return .object(members) }
            guard skip(UInt8(ascii: ",")) else { return nil }
        }
    }

    private mutating func number() -> JSONValue? {
        let start = index
        var isWhole = true
        while let byte = next {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                isWhole = false
            default: return number(start..<index, isWhole: isWhole)
            }
            index += 1
            guard index - start <= Self.numberBytesMax else { return nil }
        }
        return number(start..<index, isWhole: isWhole)
    }

    private func number(_ range: Range<Int>, isWhole: Bool) -> JSONValue? {
        let text = String(decoding: bytes[range], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        return Double(text).map(JSONValue.number)
    }
}

extension JSONScanner {
    private mutating func string() -> String? {
        index += 1
        var text: [UInt8] = []
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case 0x0A: return nil
            case UInt8(ascii: "\\"):
                guard escape(into: &text) else { return nil }
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into text: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        index += 1
        switch (form, byte) {
        case (.doubledRepr, UInt8(ascii: "\\")): return doubledEscape(into: &text)
        case (_, UInt8(ascii: "n")): text.append(0x0A)
        case (_, UInt8(ascii: "t")): text.append(0x09)
        case (_, UInt8(ascii: "r")): text.append(0x0D)
        case (_, UInt8(ascii: "b")): text.append(0x08)
        case (_, UInt8(ascii: "f")): text.append(0x0C)
        case (_, UInt8(ascii: "u")): return unicodeEscape(into: &text)
        default: text.append(byte)
        }
        return true
    }

    /// Reads what follows a doubled backslash; a backslash there is doubled too.
    private mutating func doubledEscape(into text: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        if byte == UInt8(ascii: "\\") {
            guard index + 1 < bytes.endIndex, bytes[index + 1] == byte else { return false }
            index += 2
            text.append(byte)
            return true
        }
        index = RedisEscapes.decodeEscape(in: bytes, at: index, into: &text)
        return true
    }

    private mutating func unicodeEscape(into text: inout [UInt8]) -> Bool {
        guard var code = hexadecimal() else { return false }
        let isHigh = (0xD800...0xDBFF).contains(code)
        if isHigh, index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let before = index
            index += 2
            if let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            } else {
                index = before
            }
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
        return true
    }

    private mutating func hexadecimal() -> UInt32? {
        guard index + 4 <= bytes.endIndex else { return nil }
        var code: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = RedisEscapes.hexadecimalDigit(byte) else { return nil }
            code = code << 4 | UInt32(digit)
        }
        index += 4
        return code
    }
}

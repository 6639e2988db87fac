// Writes JSON: two blanks a level, scalars of a list on one line, at most six decimals.

import Diagnosing

/// Writes a value as JSON text.
struct JSONWriter {
    private(set) var text = ""

    /// Writes a value and what it holds.
    mutating func write(_ value: JSONValue, indent: Int = 0) {
        switch value {
        case .text(let string): writeString(string)
        case .number(let number): text += Self.number(number)
        case .count(let count): text += String(count)
        case .moment(let moment): text += Self.seconds(moment.microseconds)
        case .flag(let flag): text += flag ? "true" : "false"
        case .null: text += "null"
        case .list(let values): writeList(values, indent)
        case .object(let members): writeObject(members, indent)
        }
    }

    /// A number with at most six decimals; what is not finite becomes `null`.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        // Beyond this a double has no decimals worth printing and its millionths leave 64 bits.
        guard abs(value) < 9e12 else { return "\(value)" }
        return seconds(Int64((value * 1e6).rounded()))
    }

    /// Microseconds as seconds with at most six decimals.
    static func seconds(_ microseconds: Int64) -> String {
        let magnitude = microseconds.magnitude
        var fraction = String(magnitude % 1_000_000)
        fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let sign = microseconds < 0 ? "-" : ""
        return "\(sign)\(magnitude / 1_000_000)" + (fraction.isEmpty ? "" : "." + fraction)
    }

    private mutating func writeList(_ values: [JSONValue], _ indent: Int) {
        let isFlat = values.allSatisfy(\.isScalar)
        text += "["
        for (index, value) in values.enumerated() {
            if index > 0 { text += isFlat ? ", " : "," }
            if !isFlat { breakLine(indent + 1) }
            write(value, indent: indent + 1)
        }
        if !isFlat { breakLine(indent) }
        text += "]"
    }

    private mutating func writeObject(_ members: [JSONMember], _ indent: Int) {
        text += "{"
        for (index, member) in members.enumerated() {
            if index > 0 { text += "," }
            breakLine(indent + 1)
            writeString(member.key)
            text += ": "
            write(member.value, indent: indent + 1)
        }
        if !members.isEmpty { breakLine(indent) }
        text += "}"
    }

    private mutating func breakLine(_ indent: Int) {
        text += "\n" + String(repeating: "  ", count: indent)
    }

    /// Who takes a text out prints it somewhere, so what a terminal would obey is made visible, not escaped.
    private mutating func writeString(_ string: String) {
        var bytes = [UInt8(ascii: "\"")]
        for byte in VisibleText.neutralised(string).utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(UInt8(ascii: "\\"))
            }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
        text += String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .text, .number, .count, .moment, .flag, .null: true
        case .list, .object: false
        }
    }
}

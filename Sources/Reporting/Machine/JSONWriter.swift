// Writes JSON: two blanks a level, scalars of a list on one line, at most six decimals.

import Diagnosing

/// Writes a value as JSON text.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// What was written so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes a value and what it holds.
    mutating func write(_ value: JSONValue, indent: Int = 0) {
        switch value {
        case .text(let string): writeString(string)
        case .number(let number): bytes += Self.number(number).utf8
        case .count(let count): bytes += String(count).utf8
        case .moment(let moment): bytes += Self.seconds(moment.microseconds).utf8
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .null: bytes += "null".utf8
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
        var (whole, fraction) = microseconds.magnitude.quotientAndRemainder(
            dividingBy: 1_000_000
        )
        let sign = microseconds < 0 ? "-" : ""
        guard fraction > 0 else { return "\(sign)\(whole)" }
        var digits = 6
        while fraction % 10 == 0 { (fraction, digits) = (fraction / 10, digits - 1) }
        let written = String(fraction)
        let zeros = String(repeating: "0", count: digits - written.utf8.count)
        return "\(sign)\(whole).\(zeros)\(written)"
    }

    private mutating func writeList(_ values: [JSONValue], _ indent: Int) {
        let isFlat = values.allSatisfy(\.isScalar)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes += (isFlat ? ", " : ",").utf8 }
            if !isFlat { breakLine(indent + 1) }
            write(value, indent: indent + 1)
        }
        if !isFlat { breakLine(indent) }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func writeObject(_ members: [JSONMember], _ indent: Int) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(indent + 1)
            writeString(member.key)
            bytes += ": ".utf8
            write(member.value, indent: indent + 1)
        }
        if !members.isEmpty { breakLine(indent) }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func breakLine(_ indent: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * indent)
    }

    /// Who takes a text out prints it somewhere, so what a terminal would obey is made visible, not escaped.
    private mutating func writeString(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in VisibleText.neutralised(string).utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(UInt8(ascii: "\\"))
            }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
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

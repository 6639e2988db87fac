// A JSON document as a value.
// Source: RFC 8259.

/// A JSON value as far as logs need it.
indirect enum JSONValue: Equatable, Sendable {
    /// Members in the order of the text; a name may occur twice.
    case object([Member])
    case array([JSONValue])
    /// Text, decoded lossily where the bytes are not UTF-8.
    case string(String)
    /// A number with a fraction or an exponent, or beyond 64 bits.
    case number(Double)
    case integer(Int64)
    case bool(Bool)
    case null

    /// A name and its value.
    struct Member: Equatable, Sendable {
        let name: String
        let value: JSONValue
    }

    /// The value of the first member with a name; `nil` for what is no object.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The elements of an array.
    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text of a string.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A number without fraction.
    var wholeNumber: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// Any number.
    var real: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .object, .array, .string, .bool, .null: nil
        }
    }
}

// JSON with its keys in the order of the contract and the same bytes on every platform.
// Source: RFC 8259.

import Diagnosing

/// A JSON value whose objects keep the order of their members.
indirect enum JSONValue: Sendable {
    case text(String)
    case number(Double)
    case count(Int)
    case moment(Timestamp)
    case flag(Bool)
    case null
    case list([JSONValue])
    case object([JSONMember])
}

/// A member of an object.
struct JSONMember: Sendable {
    let key: String
    let value: JSONValue

    /// Makes a member, or nothing when there is no value: a key that does not apply is left out.
    init?(_ key: String, _ value: JSONValue?) {
        guard let value else { return nil }
        self.key = key
        self.value = value
    }
}

extension JSONValue {
    /// Makes an object of the members that apply.
    static func object(_ members: JSONMember?...) -> JSONValue {
        .object(members.compactMap { $0 })
    }

    /// A number that JSON can express, or `nil`.
    static func finite(_ value: Double) -> JSONValue? {
        value.isFinite ? .number(value) : nil
    }

    /// A list, or `nil` when it is empty.
    static func unlessEmpty(_ values: [JSONValue]) -> JSONValue? {
        values.isEmpty ? nil : .list(values)
    }
}

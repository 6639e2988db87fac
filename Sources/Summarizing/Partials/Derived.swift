// Look-up tables that follow from the fields beside them, and so stay behind when a summary travels.

/// A collection that can begin empty.
package protocol Emptiable {
    /// Makes an empty one.
    init()
}

extension Dictionary: Emptiable {}
extension Array: Emptiable {}
extension HashIndex: Emptiable {}
extension PairTable: Emptiable {}

/// A field that a partial leaves out.
///
/// It is empty after reading; its owner fills it in ``Restorable/restore()``, or it is a cache.
@propertyWrapper
struct Derived<Value: Emptiable & Sendable>: Codable, Sendable {
    var wrappedValue: Value

    init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }

    init(from decoder: any Decoder) {
        wrappedValue = Value()
    }

    func encode(to encoder: any Encoder) {}
}

extension Derived: Equatable {
    /// Derived fields are equal where what they follow from is, so they are not compared.
    static func == (left: Derived, right: Derived) -> Bool { true }
}

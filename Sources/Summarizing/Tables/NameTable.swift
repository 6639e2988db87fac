// Names given small numbers in the order in which they were first seen.

/// Numbers names, up to a limit; what comes after shares the number of the overflow name.
package struct NameTable: Sendable, Equatable, Codable {
    /// The name that stands for every name beyond the limit.
    package static let overflowName = "(others)"

    package private(set) var names: [String] = []
    @Derived private var numbers: [String: Int32] = [:]
    private let namesMax: Int

    /// Makes a table for at most `namesMax` names.
    package init(namesMax: Int) {
        self.namesMax = namesMax
    }

    /// The number of a name; a new name gets the next one.
    package mutating func number(of name: String) -> Int32 {
        if let known = numbers[name] { return known }
        let kept = names.count < namesMax ? name : Self.overflowName
        if let overflow = numbers[kept] { return overflow }
        let number = Int32(names.count)
        names.append(kept)
        numbers[kept] = number
        return number
    }

    /// The number of a name that was numbered before, or `nil`.
    func known(_ name: String) -> Int32? { numbers[name] }

    /// The name of a number.
    package func name(_ number: Int32) -> String {
        number >= 0 && Int(number) < names.count ? names[Int(number)] : Self.overflowName
    }

    /// Adds the names of a later table; returns this table's number for each of its numbers.
    package mutating func absorb(_ later: NameTable) -> [Int32] {
        later.names.map { number(of: $0) }
    }
}

extension NameTable: Restorable {
    mutating func restore() throws {
        guard (0...Self.namesMaxMax).contains(namesMax), names.count <= namesMax + 1 else {
            throw PartialDamage("a table holds more names than it may")
        }
        for (number, name) in names.enumerated() where numbers[name] == nil {
            numbers[name] = Int32(number)
        }
    }

    /// No table of ours is made for more.
    private static let namesMaxMax = 1 << 20
}

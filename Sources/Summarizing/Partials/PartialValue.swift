// The values that a partial writes in a form of their own: numbers, text and collections.

/// A value with a form of its own in a partial.
protocol PartialValue: Codable {
    /// Appends the value.
    func write(to writer: PartialWriter) throws

    /// Reads a value.
    ///
    /// - Throws: ``PartialDamage`` when the bytes are none.
    static func read(from reader: PartialReader) throws -> Self
}

extension PartialValue where Self: SignedInteger & FixedWidthInteger {
    func write(to writer: PartialWriter) {
        let number = Int64(self)
        writer.appendVarint(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    static func read(from reader: PartialReader) throws -> Self {
        let zigzag = try reader.varint()
        let number = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
        guard let value = Self(exactly: number) else { throw PartialDamage.range }
        return value
    }
}

extension PartialValue where Self: UnsignedInteger & FixedWidthInteger {
    func write(to writer: PartialWriter) { writer.appendVarint(UInt64(self)) }

    static func read(from reader: PartialReader) throws -> Self {
        guard let value = Self(exactly: try reader.varint()) else { throw PartialDamage.range }
        return value
    }
}

extension Int: PartialValue {}
extension Int8: PartialValue {}
extension Int16: PartialValue {}
extension Int32: PartialValue {}
extension Int64: PartialValue {}
extension UInt: PartialValue {}
extension UInt8: PartialValue {}
extension UInt16: PartialValue {}
extension UInt32: PartialValue {}

extension UInt64: PartialValue {
    // Hashes fill all their bits.
    func write(to writer: PartialWriter) { writer.appendWord(self) }

    static func read(from reader: PartialReader) throws -> UInt64 { try reader.word() }
}

extension Double: PartialValue {
    func write(to writer: PartialWriter) { writer.appendWord(bitPattern) }

    static func read(from reader: PartialReader) throws -> Double {
        Double(bitPattern: try reader.word())
    }
}

extension Bool: PartialValue {
    func write(to writer: PartialWriter) { writer.append(self ? 1 : 0) }

    static func read(from reader: PartialReader) throws -> Bool {
        let byte = try reader.byte()
        guard byte <= 1 else { throw PartialDamage.range }
        return byte == 1
    }
}

extension String: PartialValue {
    func write(to writer: PartialWriter) {
        writer.appendVarint(UInt64(utf8.count))
        writer.append(contentsOf: utf8)
    }

    static func read(from reader: PartialReader) throws -> String {
        let count = try reader.count(bytesEach: 1)
        return String(decoding: try reader.bytes(count), as: UTF8.self)
    }
}

extension Optional: PartialValue where Wrapped: Codable {
    func write(to writer: PartialWriter) throws {
        writer.append(self == nil ? 0 : 1)
        if let self { try writer.write(self) }
    }

    static func read(from reader: PartialReader) throws -> Wrapped? {
        try Bool.read(from: reader) ? try reader.read(Wrapped.self) : nil
    }
}

extension Array: PartialValue where Element: Codable {
    func write(to writer: PartialWriter) throws {
        writer.appendVarint(UInt64(count))
        if let plain = self as? any PlainArray { return plain.writeCells(to: writer) }
        for element in self { try writer.write(element) }
    }

    static func read(from reader: PartialReader) throws -> [Element] {
        if let plain = self as? any PlainArray.Type,
            let elements = try plain.readCells(from: reader) as? [Element]
        {
            return elements
        }
        let count = try reader.count(bytesEach: 1)
        var elements: [Element] = []
        elements.reserveCapacity(Swift.min(count, reservedMax))
        for _ in 0..<count { elements.append(try reader.read(Element.self)) }
        return elements
    }

    /// Elements for which room is made on the word of a count; more must have been read.
    private static var reservedMax: Int { 1_024 }
}

extension Set: PartialValue where Element: Codable & Comparable {
    func write(to writer: PartialWriter) throws { try sorted().write(to: writer) }

    static func read(from reader: PartialReader) throws -> Set<Element> {
        Set(try reader.read([Element].self))
    }
}

extension Dictionary: PartialValue where Key: Codable & Comparable, Value: Codable {
    // By key, so that the order in memory leaves no trace.
    func write(to writer: PartialWriter) throws {
        let entries = sorted { $0.key < $1.key }
        try entries.map(\.key).write(to: writer)
        try entries.map(\.value).write(to: writer)
    }

    static func read(from reader: PartialReader) throws -> [Key: Value] {
        let keys = try reader.read([Key].self)
        let values = try reader.read([Value].self)
        guard keys.count == values.count, zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw PartialDamage("the keys of a table are out of order")
        }
        return Dictionary(uniqueKeysWithValues: zip(keys, values))
    }
}

extension PartialDamage {
    static let range = PartialDamage("a number is out of its range")
}

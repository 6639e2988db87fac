// Bytes back to values. What is read may be anything: every count is checked against what is left.

/// Why bytes cannot be read as a value.
package struct PartialDamage: Error, Equatable {
    /// The rule that is broken, as a constant phrase.
    package let rule: String

    /// Makes the damage.
    package init(_ rule: String) {
        self.rule = rule
    }
}

/// Something that must be settled, and looked through, after its fields were read.
///
/// Numbers that point into a table of the same value must be checked here, so that no later step meets one
/// that points nowhere; look-up tables that do not travel are made anew.
protocol Restorable {
    /// Makes what did not travel.
    ///
    /// - Throws: ``PartialDamage`` when the fields contradict each other.
    mutating func restore() throws
}

/// Reads what ``PartialWriter`` wrote.
package final class PartialReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// Makes a reader of some bytes.
    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The bytes that were not read yet.
    package var left: Int { bytes.endIndex - position }

    /// Reads a value.
    ///
    /// - Throws: ``PartialDamage`` or `DecodingError` when the bytes are none of such a value.
    package func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        var value = try unsettled(type)
        if var restorable = value as? any Restorable {
            try restorable.restore()
            if let restored = restorable as? Value { value = restored }
        }
        return value
    }

    private func unsettled<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let own = type as? any PartialValue.Type, let value = try own.read(from: self) as? Value
        {
            return value
        }
        return try Value(from: FieldDecoder(reader: self))
    }

    func byte() throws -> UInt8 {
        guard left > 0 else { throw PartialDamage.short }
        defer { position += 1 }
        return bytes[position]
    }

    func bytes(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= left else { throw PartialDamage.short }
        defer { position += count }
        return bytes[position..<position + count]
    }

    func varint() throws -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            let part = UInt64(byte & 0x7F)
            guard shift < 63 || part <= 1 else { break }
            number |= part << shift
            if byte < 0x80 { return number }
        }
        throw PartialDamage("a number is too long")
    }

    /// A count of things of which each takes at least so many bytes.
    func count(bytesEach: Int) throws -> Int {
        let number = try varint()
        guard number <= UInt64(left / max(1, bytesEach)) else { throw PartialDamage.short }
        return Int(number)
    }

    /// Eight bytes, the lowest first.
    package func word() throws -> UInt64 {
        try bytes(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension PartialDamage {
    static let short = PartialDamage("it ends too early")
}

/// What synthesised conformances ask for.
private struct FieldDecoder: Decoder {
    let reader: PartialReader
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: any Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Fields(reader: reader))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { Elements(reader: reader) }

    func singleValueContainer() -> any SingleValueDecodingContainer { Single(reader: reader) }
}

/// The fields of a structure, or the case of an enumeration by its name.
private final class Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let reader: PartialReader
    /// The name that was read when the case of an enumeration was asked for.
    private var caseName: String?
    var codingPath: [any CodingKey] { [] }

    init(reader: PartialReader) {
        self.reader = reader
    }

    var allKeys: [Key] {
        do {
            let name = try caseName ?? String.read(from: reader)
            caseName = name
            return Key(stringValue: name).map { [$0] } ?? []
        } catch {
            return []
        }
    }

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool { try !Bool.read(from: reader) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try reader.read(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(Fields<Nested>(reader: reader))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        Elements(reader: reader)
    }

    func superDecoder() throws -> any Decoder { FieldDecoder(reader: reader) }
    func superDecoder(forKey key: Key) throws -> any Decoder { FieldDecoder(reader: reader) }
}

/// A fixed number of values.
private struct Elements: UnkeyedDecodingContainer {
    let reader: PartialReader
    private(set) var currentIndex = 0
    var count: Int? { nil }
    var isAtEnd: Bool { false }
    var codingPath: [any CodingKey] { [] }

    init(reader: PartialReader) {
        self.reader = reader
    }

    mutating func decodeNil() throws -> Bool { try !Bool.read(from: reader) }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        return try reader.read(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(Fields<Nested>(reader: reader))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        Elements(reader: reader)
    }

    mutating func superDecoder() throws -> any Decoder { FieldDecoder(reader: reader) }
}

/// One value.
private struct Single: SingleValueDecodingContainer {
    let reader: PartialReader
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try reader.read(type) }
}

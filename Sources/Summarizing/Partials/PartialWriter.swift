// Values to bytes, compactly and always the same bytes: what a partial file is made of.
//
// A value is its fields in the order of their declaration, without names. Counts and lengths are LEB128
// varints, signed numbers zigzag varints, hashes eight bytes, all little-endian. Sources: DWARF 5, section
// 7.6 for LEB128; Protocol Buffers, "Encoding", for zigzag.

/// Writes values whose `Codable` conformance the compiler synthesised, so that a new field travels by itself.
package final class PartialWriter {
    /// What was written so far; nothing by a writer that only measures.
    package private(set) var bytes: [UInt8] = []
    /// How many bytes that is.
    package private(set) var count = 0
    private let isMeasuring: Bool

    /// Makes a writer that has written nothing.
    package init() { isMeasuring = false }

    /// Makes a writer with room for so many bytes, which a writer that measured has counted.
    ///
    /// An array that grows takes up to three times its size for a moment.
    init(room: Int) {
        isMeasuring = false
        bytes.reserveCapacity(room)
    }

    private init(isMeasuring: Bool) { self.isMeasuring = isMeasuring }

    /// Makes a writer that only counts.
    static func measuring() -> PartialWriter { PartialWriter(isMeasuring: true) }

    /// Appends a value.
    ///
    /// - Throws: `EncodingError` for a type that uses what this form does not have, a superclass.
    package func write<Value: Encodable>(_ value: Value) throws {
        if let own = value as? any PartialValue {
            try own.write(to: self)
        } else {
            try value.encode(to: FieldEncoder(writer: self))
        }
    }

    func append(_ byte: UInt8) {
        count += 1
        if !isMeasuring { bytes.append(byte) }
    }

    func append(contentsOf other: some Collection<UInt8>) {
        count += other.count
        if !isMeasuring { bytes.append(contentsOf: other) }
    }

    func appendVarint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Eight bytes, the lowest first.
    package func appendWord(_ word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
    }
}

/// What synthesised conformances ask for.
private struct FieldEncoder: Encoder {
    let writer: PartialWriter
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: any Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Fields(writer: writer))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(writer: writer) }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(writer: writer) }
}

/// The fields of a structure, or the case of an enumeration by its name.
private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: PartialWriter
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) throws { writer.append(0) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try writer.write(value)
    }

    // The standard library leaves absent fields out; without names a mark must stand in their place.
    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        try writer.write(value)
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: String?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try writer.write(value) }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try writer.write(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        key.stringValue.write(to: writer)
        return KeyedEncodingContainer(Fields<Nested>(writer: writer))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        Elements(writer: writer)
    }

    func superEncoder() -> any Encoder { FieldEncoder(writer: writer) }
    func superEncoder(forKey key: Key) -> any Encoder { FieldEncoder(writer: writer) }
}

/// A fixed number of values, such as the two ends of a range.
private struct Elements: UnkeyedEncodingContainer {
    let writer: PartialWriter
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(writer: PartialWriter) {
        self.writer = writer
    }

    mutating func encodeNil() throws {
        count += 1
        writer.append(0)
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        count += 1
        try writer.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(Fields<Nested>(writer: writer))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        Elements(writer: writer)
    }

    mutating func superEncoder() -> any Encoder { FieldEncoder(writer: writer) }
}

/// One value, such as the raw value of an enumeration.
private struct Single: SingleValueEncodingContainer {
    let writer: PartialWriter
    var codingPath: [any CodingKey] { [] }

    func encodeNil() throws { writer.append(0) }

    func encode<Value: Encodable>(_ value: Value) throws { try writer.write(value) }
}

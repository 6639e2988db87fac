// Ids of traces and spans as numbers: hex of either case, or base64 as protobuf's JSON has it.
// Source: OTLP 1.3 "JSON Protobuf Encoding" (hex); proto3 JSON mapping (base64), which some exporters write.

/// Reads ids.
enum TraceIdentity {
    /// A longer id is none: 32 digits are the longest.
    private static let charactersMax = 64

    /// Returns a hash of an id, or `nil` for an empty, absent or all-zero one.
    static func hash(_ value: JSONValue?) -> UInt64? {
        switch value {
        case .string(let text): hash(text)
        case .integer(let number) where number != 0:
            FixedHash.combine(0, UInt64(bitPattern: number))
        case .integer, .number, .object, .array, .bool, .null, nil: nil
        }
    }

    /// Returns a hash of an id's text.
    ///
    /// Of hex the case and leading zeros do not count: a trace of 64 bits may be written with 16 or 32 digits.
    static func hash(_ text: String) -> UInt64? {
        let bytes = Array(text.utf8.prefix(charactersMax + 1))
        guard !bytes.isEmpty, bytes.count <= charactersMax else { return nil }
        let isHex = bytes.allSatisfy { RedisEscapes.hexadecimalDigit($0) != nil }
        guard isHex else { return FixedHash.hash(bytes) }
        let digits = bytes.map { (0x41...0x46).contains($0) ? $0 | 0x20 : $0 }
            .drop { $0 == 0x30 }
        return digits.isEmpty ? nil : FixedHash.hash(Array(digits))
    }
}

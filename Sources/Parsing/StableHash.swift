// A hash that is the same in every run, unlike the language's own.
// Source: Fowler, Noll, Vo, FNV-1a, 64 bits; IETF draft-eastlake-fnv.

/// FNV-1a with 64 bits, for values that may be compared across files but never shown.
enum StableHash {
    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    /// Returns the hash of some bytes.
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = offsetBasis
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* prime }
        return hash
    }
}

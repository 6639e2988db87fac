// A 64-bit hash that is the same in every process, so that sampling by hash is reproducible.
// Source: the multiply-and-fold step of wyhash (Wang Yi, public domain, final version 4).

/// Hashes bytes to 64 bits with a fixed seed.
///
/// Not keyed: an adversary who chooses keys can make collisions, which cost time, never memory safety.
package enum FixedHash {
    /// Hashes the bytes of a buffer.
    ///
    /// - Complexity: O(n), sixteen bytes a multiplication.
    package static func hash(
        _ start: UnsafePointer<UInt8>,
        count: Int,
        seed: UInt64 = 0
    ) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        let length = UInt64(truncatingIfNeeded: count)
        // Spread over the word, so that a small seed cannot make up for a byte that differs.
        var state = seed &* second ^ first
        var offset = 0
        // Every load ends at or before `count`: the last ones overlap instead of reading past it.
        while count - offset > 16 {
            state = fold(word(raw, offset) ^ second, word(raw, offset + 8) ^ state)
            offset += 16
        }
        let (low, high) = tail(raw, from: offset, to: count)
        return fold(fold(low ^ second, high ^ state), first ^ length)
    }

    /// Hashes the bytes of a buffer.
    package static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
        guard let start = bytes.baseAddress else {
            return fold(fold(second, seed &* second ^ first), first)
        }
        return hash(start, count: bytes.count, seed: seed)
    }

    /// Hashes the bytes of a collection.
    package static func hash(_ bytes: some Collection<UInt8>, seed: UInt64 = 0) -> UInt64 {
        bytes.withContiguousStorageIfAvailable { hash($0, seed: seed) }
            ?? Array(bytes).withUnsafeBufferPointer { hash($0, seed: seed) }
    }

    /// Mixes a number into a hash.
    package static func combine(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        fold(hash ^ value ^ first, second)
    }

    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

    private static func word(_ raw: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func halfWord(_ raw: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// The last 0 to 16 bytes as two words; which bytes they are follows from the length, which is mixed in.
    private static func tail(
        _ raw: UnsafeRawPointer,
        from offset: Int,
        to count: Int
    ) -> (low: UInt64, high: UInt64) {
        let left = count - offset
        if left >= 8 { return (word(raw, offset), word(raw, count - 8)) }
        if left >= 4 { return (halfWord(raw, offset), halfWord(raw, count - 4)) }
        guard left > 0 else { return (0, 0) }
        let first = raw.load(fromByteOffset: offset, as: UInt8.self)
        let middle = raw.load(fromByteOffset: offset + left / 2, as: UInt8.self)
        let last = raw.load(fromByteOffset: count - 1, as: UInt8.self)
        return (UInt64(first) << 16 | UInt64(middle) << 8 | UInt64(last), 0)
    }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (high, low) = left.multipliedFullWidth(by: right)
        return high ^ low
    }
}

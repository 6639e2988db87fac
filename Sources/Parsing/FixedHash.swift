// A 64-bit hash that is the same in every process, so that sampling by hash is reproducible.
// Source: the multiply-and-fold step of wyhash (Wang Yi, public domain, final version 4).

/// Hashes bytes to 64 bits with a fixed seed.
///
/// Not keyed: an adversary who chooses keys can make collisions, which cost time, never memory safety.
package enum FixedHash {
    /// Hashes the bytes of a buffer.
    ///
    /// - Complexity: O(n), eight bytes a step.
    package static func hash(
        _ start: UnsafePointer<UInt8>,
        count: Int,
        seed: UInt64 = 0
    ) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        var state = seed ^ first
        var offset = 0
        while offset + 8 <= count {
            state = fold(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var tail: UInt64 = 0
        while offset < count {
            tail = tail << 8 | UInt64(start[offset])
            offset += 1
        }
        return fold(fold(state ^ tail) ^ UInt64(truncatingIfNeeded: count))
    }

    /// Hashes the bytes of a collection.
    package static func hash(_ bytes: some Collection<UInt8>, seed: UInt64 = 0) -> UInt64 {
        let whole = Array(bytes)
        return whole.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return fold(fold(seed ^ first)) }
            return hash(start, count: buffer.count, seed: seed)
        }
    }

    /// Mixes a number into a hash.
    package static func combine(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        fold(hash ^ (value &+ second))
    }

    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

    private static func fold(_ value: UInt64) -> UInt64 {
        let (high, low) = (value ^ second).multipliedFullWidth(by: first)
        return high ^ low
    }
}

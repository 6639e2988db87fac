// A map from 64-bit hashes to small integers. Open addressing, linear probing, load at most one half.

/// Finds the number given to a hash.
///
/// Two keys with one hash are one key: at 2^64 that is a one in 10^7 chance among a million keys.
struct HashIndex: Sendable {
    private var hashes: [UInt64]
    private var values: [Int32]
    private(set) var count = 0
    private var mask: Int

    /// Makes an empty index.
    init(capacity: Int = 64) {
        var slots = 64
        while slots < capacity * 2 { slots *= 2 }
        hashes = [UInt64](repeating: 0, count: slots)
        values = [Int32](repeating: -1, count: slots)
        mask = slots - 1
    }

    /// Returns the number of a hash, or -1.
    ///
    /// - Complexity: O(1) expected.
    func find(_ hash: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while values[slot] >= 0 {
            if hashes[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return -1
    }

    /// Gives a number to a hash that has none yet.
    mutating func add(_ hash: UInt64, _ value: Int32) {
        if (count + 1) * 2 > mask + 1 { grow() }
        place(hash, value)
        count += 1
    }

    /// Gives a number to a hash, in place of the one it may have.
    mutating func set(_ hash: UInt64, _ value: Int32) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while values[slot] >= 0 {
            if hashes[slot] == hash { return values[slot] = value }
            slot = (slot + 1) & mask
        }
        add(hash, value)
    }

    private mutating func place(_ hash: UInt64, _ value: Int32) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while values[slot] >= 0 { slot = (slot + 1) & mask }
        hashes[slot] = hash
        values[slot] = value
    }

    private mutating func grow() {
        let old = (hashes, values)
        let slots = (mask + 1) * 2
        hashes = [UInt64](repeating: 0, count: slots)
        values = [Int32](repeating: -1, count: slots)
        mask = slots - 1
        for slot in old.1.indices where old.1[slot] >= 0 { place(old.0[slot], old.1[slot]) }
    }
}

// The numbers of keys by their hashes: open addressing, linear probing, load at most one half.

/// Finds the number of a key in the array that holds the keys.
///
/// A slot is a number and half a hash, half the size of a slot of ``HashIndex``: the other half of the hash is compared
/// in the key, which whoever looks for it is about to load anyway.
struct KeyIndex: Sendable, Emptiable {
    private struct Slot: Sendable {
        /// The upper half of the hash; the lower half chose the slot.
        var tag: UInt32 = 0
        var number: Int32 = -1
    }

    private var slots = [Slot](repeating: Slot(), count: 64)
    private var mask = 63
    private var count = 0

    init() {}

    /// The number of a key, or -1.
    ///
    /// - Complexity: O(1) expected.
    @inline(__always)
    func find(_ hash: UInt64, in keys: [LedgerKey]) -> Int32 {
        var place = Int(truncatingIfNeeded: hash) & mask
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        while true {
            let slot = slots[place]
            if slot.number < 0 { return -1 }
            if slot.tag == tag, keys[Int(slot.number)].hash == hash { return slot.number }
            place = (place + 1) & mask
        }
    }

    /// Loads the slot of a hash; returns something that depends on the load.
    @inline(__always)
    func touch(_ hash: UInt64) -> UInt32 { slots[Int(truncatingIfNeeded: hash) & mask].tag }

    /// Gives a number to a key that has none; `keys` holds the hashes of all numbers.
    mutating func add(_ hash: UInt64, _ number: Int32, _ keys: [LedgerKey]) {
        if (count + 1) * 2 > slots.count { grow(keys) }
        place(hash, number)
        count += 1
    }

    private mutating func place(_ hash: UInt64, _ number: Int32) {
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].number >= 0 { place = (place + 1) & mask }
        slots[place] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), number: number)
    }

    private mutating func grow(_ keys: [LedgerKey]) {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        mask = slots.count - 1
        for slot in old where slot.number >= 0 { place(keys[Int(slot.number)].hash, slot.number) }
    }
}

// A map from 64-bit hashes to small integers. Open addressing, linear probing, load at most one half.

/// Finds the number given to a hash.
///
/// Two keys with one hash are one key: at 2^64 that is a one in 10^7 chance among a million keys.
struct HashIndex: Sendable {
    /// A hash stands next to its value, so that a look-up misses the processor's cache once.
    private struct Slot: Sendable {
        var hash: UInt64 = 0
        var value: Int32 = -1
    }

    private var slots: [Slot]
    private(set) var count = 0
    private var mask: Int

    init() {
        self.init(capacity: 64)
    }

    /// Makes an empty index with room for so many numbers.
    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
    }

    /// Returns the number of a hash, or -1.
    ///
    /// - Complexity: O(1) expected.
    func find(_ hash: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].value >= 0 {
            if slots[slot].hash == hash { return slots[slot].value }
            slot = (slot + 1) & mask
        }
        return -1
    }

    /// Loads the place of a hash, so that looking it up soon after does not wait for memory.
    ///
    /// - Returns: Something that depends on the load, which keeps the compiler from dropping it.
    @inline(__always)
    func touch(_ hash: UInt64) -> Int32 { slots[Int(truncatingIfNeeded: hash) & mask].value }

    /// Gives a number to a hash that has none yet.
    mutating func add(_ hash: UInt64, _ value: Int32) {
        if (count + 1) * 2 > mask + 1 { grow() }
        place(hash, value)
        count += 1
    }

    /// Gives a number to a hash, in place of the one it may have.
    mutating func set(_ hash: UInt64, _ value: Int32) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].value >= 0 {
            if slots[slot].hash == hash { return slots[slot].value = value }
            slot = (slot + 1) & mask
        }
        add(hash, value)
    }

    /// Takes a hash out; the numbers behind it move up to where a look-up expects them.
    mutating func remove(_ hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].value >= 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
        guard slots[slot].value >= 0 else { return }
        slots[slot].value = -1
        count -= 1
        slot = (slot + 1) & mask
        while slots[slot].value >= 0 {
            let moving = slots[slot]
            slots[slot].value = -1
            place(moving.hash, moving.value)
            slot = (slot + 1) & mask
        }
    }

    private mutating func place(_ hash: UInt64, _ value: Int32) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].value >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Slot(hash: hash, value: value)
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: (mask + 1) * 2)
        mask = slots.count - 1
        for slot in old where slot.value >= 0 { place(slot.hash, slot.value) }
    }
}

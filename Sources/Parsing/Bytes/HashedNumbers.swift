// A small map from 64-bit hashes to numbers for tables of words. Open addressing, linear probing, load at most one half.

/// Numbers by hash, up to a fixed count.
///
/// Two words with one hash are one word: at 2^64 that is out of reach for some thousand words.
struct HashedNumbers: Sendable {
    private struct Slot: Sendable {
        var hash: UInt64 = 0
        var number: Int32 = -1
    }

    private var slots: [Slot]
    private var count = 0
    private let mask: Int
    private let countMax: Int

    /// Makes a map for at most `countMax` words.
    init(countMax: Int) {
        var size = 16
        while size < countMax * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
        self.countMax = countMax
    }

    /// Gives a hash a number; `false` when it has one already or the map is full.
    mutating func add(_ hash: UInt64, _ number: Int32) -> Bool {
        guard count < countMax, find(hash) == nil else { return false }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].number >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Slot(hash: hash, number: number)
        count += 1
        return true
    }

    /// The number of a hash, or `nil`.
    func find(_ hash: UInt64) -> Int32? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].number >= 0 {
            if slots[slot].hash == hash { return slots[slot].number }
            slot = (slot + 1) & mask
        }
        return nil
    }
}

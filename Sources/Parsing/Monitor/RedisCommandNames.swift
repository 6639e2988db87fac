// The names of Redis commands in a hash table whose keys are the names themselves, in three words.

/// Finds a command by its name, in any case.
struct RedisCommandNames: Sendable {
    /// The longest name in the table has 20 bytes.
    private static let nameBytesMax = 24
    /// Four times the number of commands.
    private static let slotCount = 1_024

    /// A name in lower case, in three words, with its length in the last byte.
    private typealias Packed = (UInt64, UInt64, UInt64)

    /// What is known of a name.
    struct Entry: Sendable {
        var command = RedisCommand.unknown
        /// Which argument is the first key, from 1; 0 for none.
        var firstKeyIndex: UInt32 = 0
    }

    private struct Slot: Sendable {
        var name: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var entry = Entry()
    }

    private let slots: [Slot]

    /// The table of ``RedisCommand``.
    static let all = RedisCommandNames()

    private init() {
        var slots = [Slot](repeating: Slot(), count: Self.slotCount)
        for command in RedisCommand.allCases where command != .unknown {
            let name = Array(command.name.utf8)
            let packed = name.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { Self.pack($0, 0, buffer.count, buffer.count) }
                    ?? (0, 0, 0)
            }
            var slot = Self.slot(packed)
            while slots[slot].entry.command != .unknown { slot = (slot + 1) & (Self.slotCount - 1) }
            slots[slot] = Slot(
                name: packed,
                entry: Entry(
                    command: command,
                    firstKeyIndex: UInt32(command.firstKeyIndex)
                )
            )
        }
        self.slots = slots
    }

    /// The command whose name stands in `start..<end` of a text of `textEnd` bytes, or ``RedisCommand/unknown``.
    ///
    /// - Complexity: O(n) in the length of the name.
    @inline(__always)
    func find(
        _ text: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int,
        _ textEnd: Int
    ) -> Entry {
        guard end > start, end - start < Self.nameBytesMax else { return Entry() }
        let packed = Self.pack(text, start, end, textEnd)
        var slot = Self.slot(packed)
        while slots[slot].entry.command != .unknown {
            if slots[slot].name == packed { return slots[slot].entry }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        return Entry()
    }

    @inline(__always)
    private static func slot(_ name: Packed) -> Int {
        let mixed = (name.0 ^ name.1 &* 31 ^ name.2 &* 37) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 52) & (slotCount - 1)
    }

    /// Packs a name of 1 to 23 bytes.
    @inline(__always)
    private static func pack(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ textEnd: Int
    ) -> Packed {
        let count = UInt64(end - start) << 56
        let first = part(text, start, end, textEnd)
        guard end - start > 8 else { return (first, 0, count) }
        let second = part(text, start + 8, end, textEnd)
        guard end - start > 16 else { return (first, second, count) }
        return (first, second, part(text, start + 16, end, textEnd) | count)
    }

    /// Up to eight bytes of a name, in lower case, the bytes behind it zero.
    @inline(__always)
    private static func part(
        _ text: UnsafePointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ textEnd: Int
    ) -> UInt64 {
        let unused = UInt64(max(0, 8 - (end - start))) * 8
        if start + 8 <= textEnd {
            return ((ByteScan.word(text, start) | 0x2020_2020_2020_2020) << unused) >> unused
        }
        var word: UInt64 = 0
        for index in stride(from: end - 1, through: start, by: -1) {
            word = word << 8 | UInt64(text[index] | 0x20)
        }
        return word
    }
}

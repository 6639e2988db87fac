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
        var firstKeyIndex = 0
        var isOverwrite = false
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
                buffer.baseAddress.map { Self.pack($0, buffer.count) } ?? (0, 0, 0)
            }
            var slot = Self.slot(packed)
            while slots[slot].entry.command != .unknown { slot = (slot + 1) & (Self.slotCount - 1) }
            slots[slot] = Slot(
                name: packed,
                entry: Entry(
                    command: command,
                    firstKeyIndex: command.firstKeyIndex,
                    isOverwrite: command.effect == .overwrite
                )
            )
        }
        self.slots = slots
    }

    /// The command with a name, or ``RedisCommand/unknown``.
    ///
    /// - Complexity: O(n) in the length of the name.
    @inline(__always)
    func find(_ name: UnsafePointer<UInt8>, count: Int) -> Entry {
        guard count > 0, count < Self.nameBytesMax else { return Entry() }
        let packed = Self.pack(name, count)
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
    private static func pack(_ name: UnsafePointer<UInt8>, _ count: Int) -> Packed {
        let first = part(name, count, 0)
        guard count > 8 else { return (first, 0, UInt64(count) << 56) }
        let second = part(name, count, 8)
        guard count > 16 else { return (first, second, UInt64(count) << 56) }
        return (first, second, part(name, count, 16) | UInt64(count) << 56)
    }

    /// Up to eight bytes from an offset on, in lower case.
    @inline(__always)
    private static func part(
        _ name: UnsafePointer<UInt8>,
        _ count: Int,
        _ offset: Int
    ) -> UInt64 {
        var word: UInt64 = 0
        var index = min(count, offset + 8)
        while index > offset {
            index -= 1
            word = word << 8 | UInt64(name[index] | 0x20)
        }
        return word
    }
}

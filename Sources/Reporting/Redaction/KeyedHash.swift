// A fast hash that nobody without the key can compute: one for every value of a capture of gigabytes.
// Source: SipHash-2-4, Aumasson and Bernstein, INDOCRYPT 2012.

/// Hashes bytes to 64 bits with a key of 128.
struct KeyedHash: Sendable {
    private let first: UInt64
    private let second: UInt64

    /// Takes the first 16 bytes of a key.
    init(_ key: [UInt8]) {
        first = Self.word(key[..<8])
        second = Self.word(key[8..<16])
    }

    /// The hash of a message.
    func hash(_ message: some Collection<UInt8>) -> UInt64 {
        var state = State(first, second)
        var word: UInt64 = 0
        var count = 0
        for byte in message {
            word |= UInt64(byte) &<< UInt64(count & 7 &* 8)
            count += 1
            if count & 7 == 0 {
                state.absorb(word)
                word = 0
            }
        }
        state.absorb(word | UInt64(truncatingIfNeeded: count) &<< 56)
        return state.finish()
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private struct State {
        private var a, b, c, d: UInt64

        init(_ first: UInt64, _ second: UInt64) {
            a = first ^ 0x736f_6d65_7073_6575
            b = second ^ 0x646f_7261_6e64_6f6d
            c = first ^ 0x6c79_6765_6e65_7261
            d = second ^ 0x7465_6462_7974_6573
        }

        mutating func absorb(_ word: UInt64) {
            d ^= word
            turn()
            turn()
            a ^= word
        }

        mutating func finish() -> UInt64 {
            c ^= 0xFF
            for _ in 0..<4 { turn() }
            return a ^ b ^ c ^ d
        }

        private mutating func turn() {
            a = a &+ b
            b = Self.turned(b, 13) ^ a
            a = Self.turned(a, 32)
            c = c &+ d
            d = Self.turned(d, 16) ^ c
            a = a &+ d
            d = Self.turned(d, 21) ^ a
            c = c &+ b
            b = Self.turned(b, 17) ^ c
            c = Self.turned(c, 32)
        }

        private static func turned(_ word: UInt64, _ count: UInt64) -> UInt64 {
            (word &<< count) | (word &>> (64 &- count))
        }
    }
}

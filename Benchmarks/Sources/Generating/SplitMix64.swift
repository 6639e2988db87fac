// A small seeded generator. Source: Steele, Lea, Flood, OOPSLA 2014.

/// Random numbers that are the same for the same seed.
package struct SplitMix64 {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<limit`, all equally likely but for a bias of at most limit / 2^32.
    package mutating func below(_ limit: Int) -> Int {
        Int(((next() >> 32) &* UInt64(limit)) >> 32)
    }

    /// A number in `0..<limit` of which small ones are common: the cube of a uniform share.
    package mutating func skewed(below limit: Int) -> Int {
        let share = Double(next() >> 11) / 9_007_199_254_740_992
        return min(limit - 1, Int(share * share * share * Double(limit)))
    }
}

// A generator whose numbers are the same on every machine.
// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.

import Foundation

/// Random numbers from a seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        // Neighbouring seeds must not give overlapping streams.
        state = seed &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number in `0..<1`.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number between two bounds.
    mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }

    /// A whole number in `0..<count`.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    /// An exponential waiting time of the given mean.
    mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }

    /// A duration around a median, log-normal (Box and Muller 1958).
    mutating func duration(median: Double, sigma: Double) -> Double {
        let normal = (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
        return median * exp(sigma * normal)
    }

    /// So many lower-case hexadecimal digits.
    mutating func hex(_ count: Int) -> String {
        var bits = next()
        var text: [UInt8] = []
        let digits = Array("0123456789abcdef".utf8)
        while text.count < count {
            if text.count % 16 == 15 { bits = next() }
            text.append(digits[Int(bits & 15)])
            bits >>= 4
        }
        return String(decoding: text, as: UTF8.self)
    }
}

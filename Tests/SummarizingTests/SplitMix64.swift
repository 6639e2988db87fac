// Randomness for tests that a seed decides, so that any failing case can be run again.
// Source: G. L. Steele et al., "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.

import Foundation

/// A random generator that a seed decides.
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

    /// Returns a number in `0..<1`.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Returns a standard normal number (Box and Muller 1958).
    mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    /// Returns an exponential waiting time of the given mean.
    mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }

    /// Returns a Poisson count; above a mean of 60 a rounded normal number.
    mutating func poisson(mean: Double) -> Double {
        guard mean <= 60 else { return max(0, (mean + mean.squareRoot() * normal()).rounded()) }
        var count = 0.0
        var product = uniform()
        while product > exp(-mean) {
            count += 1
            product *= uniform()
        }
        return count
    }
}

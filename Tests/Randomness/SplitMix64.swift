// Randomness for tests that a seed decides, so that any failing case can be run again on any machine.
// Source: G. L. Steele et al., "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.

import Foundation

/// A random generator that a seed decides.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// Makes a generator; neighbouring seeds give streams that do not overlap.
    package init(seed: UInt64) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// Returns a number in `0..<1`.
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Returns a number between two bounds.
    package mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }

    /// Returns a number between two bounds above zero, every factor as likely as any other.
    package mutating func factor(_ low: Double, _ high: Double) -> Double {
        low * pow(high / low, uniform())
    }

    /// Returns a whole number in `0..<count`.
    package mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    /// Returns so many lower-case hexadecimal digits.
    package mutating func hex(_ count: Int) -> String {
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

extension SplitMix64 {
    /// Returns a standard normal number (Box and Muller 1958).
    package mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    /// Returns a duration around a median, log-normal.
    package mutating func duration(median: Double, sigma: Double) -> Double {
        median * exp(sigma * normal())
    }

    /// Returns an exponential waiting time of the given mean.
    package mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }

    /// Returns a Poisson count; above a mean of 60 a rounded normal number.
    package mutating func poisson(mean: Double) -> Double {
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

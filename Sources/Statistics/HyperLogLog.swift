// How many different keys a stream holds, in 16 KB.
// Source: P. Flajolet et al., AofA 2007; the estimator without bias tables from O. Ertl, "New
// cardinality estimation algorithms for HyperLogLog sketches", arXiv:1702.01284, 2017, section 4.

import Foundation

/// An estimate of the number of different 64-bit hashes, with a standard error of 0.81 %.
package struct HyperLogLog: Summary, Equatable {
    /// Bits of the hash that choose the register.
    package static let precision = 14

    /// The standard error of ``estimate``, as a share of it: 1.04 over the root of the registers.
    package static let standardError = 0.0081

    private static let registerCount = 1 << precision
    private static let rankMax = 64 - precision + 1

    /// Empty until the first hash, because most patterns of a capture never get one.
    private var registers: [UInt8] = []

    package init() {}

    /// Takes in one hash, whose bits must be evenly mixed.
    ///
    /// - Complexity: O(1).
    package mutating func insert(_ hash: UInt64) {
        if registers.isEmpty { registers = Array(repeating: 0, count: Self.registerCount) }
        let register = Int(hash >> UInt64(64 - Self.precision))
        let rest = hash << UInt64(Self.precision)
        let rank = UInt8(min(rest.leadingZeroBitCount + 1, Self.rankMax))
        if rank > registers[register] { registers[register] = rank }
    }

    package mutating func merge(_ later: HyperLogLog) {
        guard !later.registers.isEmpty else { return }
        guard !registers.isEmpty else {
            registers = later.registers
            return
        }
        for (index, rank) in later.registers.enumerated() where rank > registers[index] {
            registers[index] = rank
        }
    }

    /// Whether the registers are as many and as large as they can be; one that was read from a file may not be.
    package var isSound: Bool {
        (registers.isEmpty || registers.count == Self.registerCount)
            && registers.allSatisfy { $0 <= Self.rankMax }
    }

    /// The estimated number of different hashes.
    ///
    /// - Complexity: O(registers).
    package var estimate: Double {
        guard !registers.isEmpty else { return 0 }
        let count = Double(Self.registerCount)
        var histogram = Array(repeating: 0.0, count: Self.rankMax + 1)
        for rank in registers { histogram[Int(rank)] += 1 }
        var sum = count * Self.tau(1 - histogram[Self.rankMax] / count)
        for rank in stride(from: Self.rankMax - 1, through: 1, by: -1) {
            sum = 0.5 * (sum + histogram[rank])
        }
        sum += count * Self.sigma(histogram[0] / count)
        return count * count / (2 * log(2) * sum)
    }

    /// Corrects for registers that were never hit.
    private static func sigma(_ share: Double) -> Double {
        guard share < 1 else { return .infinity }
        var power = share
        var weight = 1.0
        var sum = share
        while true {
            power *= power
            let next = sum + power * weight
            if next == sum { return sum }
            sum = next
            weight += weight
        }
    }

    /// Corrects for registers that are full.
    private static func tau(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return 0 }
        var root = share
        var weight = 1.0
        var sum = 1 - share
        while true {
            root = root.squareRoot()
            weight *= 0.5
            let next = sum - (1 - root) * (1 - root) * weight
            if next == sum { return sum / 3 }
            sum = next
        }
    }
}

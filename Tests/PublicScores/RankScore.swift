// How often the right answer is among the first ones of a ranked list: AC@k and Avg@5.
// Source: L. Pham et al., "Root Cause Analysis for Microservice Systems based on Causal Inference", ASE 2024, 5.1.

/// The places of the right answers over some cases.
package struct RankScore: Sendable {
    /// Avg@5 is the mean of the accuracies at these ranks.
    private static let averagedRanks = 1...5

    private var ranks: [Int?] = []

    /// No case yet.
    package init() {}

    /// Adds a case by the place of the right answer from 1; `nil` where it is not in the list.
    package mutating func insert(_ rank: Int?) { ranks.append(rank) }

    /// The number of cases.
    package var count: Int { ranks.count }

    /// The share of cases whose right answer is among the first `limit`; 0 without cases.
    package func accuracy(at limit: Int) -> Double {
        ranks.isEmpty
            ? 0 : Double(ranks.count { $0.map { $0 <= limit } ?? false }) / Double(ranks.count)
    }

    /// The mean of the accuracies at 1 to 5.
    package var averageFive: Double {
        Self.averagedRanks.reduce(0) { $0 + accuracy(at: $1) } / Double(Self.averagedRanks.count)
    }

    /// What a random order of `candidates` answers, one of them right, would reach at a rank.
    package static func chance(at limit: Int, of candidates: Int) -> Double {
        candidates > 0 ? min(1, Double(limit) / Double(candidates)) : 0
    }
}

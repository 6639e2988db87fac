// How much of a growing backlog each of three factors explains.
// Source: L. S. Shapley, "A Value for n-Person Games", 1953: the average over the orders of change.

/// The parts that arrivals, service time and workers have in the growth of a backlog.
package struct BacklogAttribution: Sendable, Equatable {
    /// The three numbers that decide how fast a backlog grows.
    package struct Factors: Sendable, Equatable {
        /// Jobs that arrive in a second.
        package var arrivals: Double

        /// Seconds of one worker that a job takes.
        package var serviceSeconds: Double

        /// Workers that serve at once.
        package var workers: Double

        /// Makes the three; what is negative or not a number counts as nothing.
        package init(arrivals: Double, serviceSeconds: Double, workers: Double) {
            self.arrivals = arrivals > 0 && arrivals.isFinite ? arrivals : 0
            self.serviceSeconds = serviceSeconds > 0 && serviceSeconds.isFinite ? serviceSeconds : 0
            self.workers = workers > 0 && workers.isFinite ? workers : 0
        }

        /// Jobs by which the backlog grows in a second: what arrives less what can be served of it.
        package var growth: Double {
            guard serviceSeconds > 0 else { return 0 }
            return max(0, arrivals - workers / serviceSeconds)
        }
    }

    /// One of the three.
    package enum Factor: Sendable, CaseIterable {
        /// Jobs that arrive.
        case arrivals

        /// The time a job takes.
        case serviceSeconds

        /// The workers there are.
        case workers
    }

    /// Jobs by which the backlog grew in a second more than before.
    package let excessGrowth: Double

    private let parts: [Double]
    private let restored: [Double]

    /// Attributes the growth between two sets of factors.
    package init(before: Factors, during: Factors) {
        excessGrowth = during.growth - before.growth
        parts = Factor.allCases.map { Self.part(of: $0, before: before, during: during) }
        restored = Factor.allCases.map { during.taking([$0], from: before).growth }
    }

    /// Returns the factor's part of the excess growth, in jobs a second; the parts add up to it.
    package func part(of factor: Factor) -> Double { parts[factor.position] }

    /// Returns the part as a fraction of the excess growth; the shares add up to 1.
    ///
    /// A factor that worked against the growth has a negative share.
    /// - Returns: `nil` when the backlog did not grow more than before.
    package func share(of factor: Factor) -> Double? {
        excessGrowth > 0 ? parts[factor.position] / excessGrowth : nil
    }

    /// Returns the growth had this one factor stayed as it was, in jobs a second.
    package func growth(restoring factor: Factor) -> Double { restored[factor.position] }

    private static func part(of factor: Factor, before: Factors, during: Factors) -> Double {
        let others = Factor.allCases.filter { $0 != factor }
        let step = { (moved: [Factor]) in
            before.taking(moved + [factor], from: during).growth
                - before.taking(moved, from: during).growth
        }
        // Of the six orders, two begin with the factor, two end with it, one has either before it.
        return (2 * step([]) + step([others[0]]) + step([others[1]]) + 2 * step(others)) / 6
    }
}

extension BacklogAttribution.Factor {
    fileprivate var position: Int {
        switch self {
        case .arrivals: 0
        case .serviceSeconds: 1
        case .workers: 2
        }
    }
}

extension BacklogAttribution.Factors {
    fileprivate func taking(
        _ factors: [BacklogAttribution.Factor],
        from other: BacklogAttribution.Factors
    ) -> BacklogAttribution.Factors {
        var result = self
        for factor in factors {
            switch factor {
            case .arrivals: result.arrivals = other.arrivals
            case .serviceSeconds: result.serviceSeconds = other.serviceSeconds
            case .workers: result.workers = other.workers
            }
        }
        return result
    }
}

// Whether a share rises with a dose.
// Source: W. G. Cochran, Biometrics 10, 1954; P. Armitage, Biometrics 11, 1955.

/// The test for a trend in shares over ordered groups.
package enum CochranArmitage {
    /// A trend is held against a suspect from this many standard errors on.
    package static let zMin = 4.0

    /// One group of trials with the same dose.
    package struct Group: Sendable, Equatable {
        /// The dose, for example the number of elements a command touches.
        package let dose: Double

        /// The trials that were hits.
        package let hits: Int

        /// All trials.
        package let trials: Int

        /// Makes a group; hits are taken to lie between 0 and the trials.
        package init(dose: Double, hits: Int, trials: Int) {
            self.dose = dose
            self.trials = max(trials, 0)
            self.hits = min(max(hits, 0), max(trials, 0))
        }
    }

    /// Returns the trend in standard errors, positive when the share rises with the dose.
    ///
    /// - Returns: 0 when doses or outcomes do not differ; groups whose dose is not finite are left
    ///   out.
    /// - Complexity: O(groups).
    package static func z(_ groups: [Group]) -> Double {
        let used = groups.filter { $0.dose.isFinite }
        let trials = used.reduce(0.0) { $0 + Double($1.trials) }
        let hits = used.reduce(0.0) { $0 + Double($1.hits) }
        guard trials > 0 else { return 0 }
        let share = hits / trials
        let mean = used.reduce(0.0) { $0 + Double($1.trials) / trials * $1.dose }
        var trend = 0.0
        var spread = 0.0
        for group in used {
            let distance = group.dose - mean
            trend += distance * (Double(group.hits) - Double(group.trials) * share)
            spread += Double(group.trials) * distance * distance
        }
        let variance = share * (1 - share) * spread
        guard variance > 0, variance.isFinite else { return 0 }
        return trend / variance.squareRoot()
    }
}

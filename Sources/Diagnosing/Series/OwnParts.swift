// Where in a chain of calls something was added: the part that is an element's own, not of what it calls.
// Source: the self time of profilers (Graham, Kessler, McKusick, "gprof", SIGPLAN 17, 1982).

package import Statistics

/// What an element takes by itself for one call of the outermost one, a value a bin: seconds, or failures.
package struct OwnPart: Sendable {
    /// Long before; right before, where it is known apart; and in the stretch that is explained.
    let quiet: [Double]
    let justBefore: [Double]
    let inside: [Double]

    /// Makes a part; `justBefore` may be empty.
    package init(quiet: [Double], justBefore: [Double], inside: [Double]) {
        self.quiet = quiet
        self.justBefore = justBefore
        self.inside = inside
    }
}

/// Ranks the elements of a chain of calls by what they added.
package enum OwnParts {
    /// What explains less than a fifth of the whole is not what the whole is about.
    package static let shareMin = 0.2

    /// An element and what it added, in the unit of its part.
    package struct Addition: Sendable, Equatable {
        /// The place among the parts that were given.
        package let index: Int
        package let added: Double
    }

    /// The elements that added something to the whole, the one that added most first.
    ///
    /// What an element took too much of already right before is not counted; what is within its own noise, or within
    /// the floor of the gate beside the whole, is left out.
    /// - Returns: Empty when the whole did not grow or no part explains it.
    /// - Complexity: O(n log n) in the values.
    package static func ranked(_ parts: [OwnPart], of whole: OwnPart, _ gate: Gate) -> [Addition] {
        guard let grown = MedianShift(before: whole.quiet, inside: whole.inside),
            grown.inside > grown.before
        else { return [] }
        let least = shareMin * (grown.inside - grown.before)
        let floor = max(gate.floorFraction * abs(grown.before), gate.floor)
        let additions = parts.enumerated().compactMap { index, part -> Addition? in
            guard let shift = MedianShift(before: part.quiet, inside: part.inside) else {
                return nil
            }
            let already = RobustScale.median(of: part.justBefore).map { $0 - shift.before } ?? 0
            let added = shift.inside - shift.before - max(0, already)
            guard added > 0, added >= least, added >= gate.shiftMin * max(shift.noise, floor) else {
                return nil
            }
            return Addition(index: index, added: added)
        }
        return additions.sorted { ($1.added, $0.index) < ($0.added, $1.index) }
    }
}

// How far a metric moved with an incident: by its middle, against the noise that it had before.

package import Statistics

/// Measures moves of metrics over stretches that are given.
package enum MetricMoves {
    /// How far a series moved inside some bins, in units of its noise before them; 0 where too little is known.
    ///
    /// - Returns: A number in `0...1000`.
    /// - Complexity: O(n log n).
    package static func size(
        of values: [Double?],
        _ gate: Gate,
        inside bins: Range<Int>
    ) -> Double {
        // What only ever rises is a counter: it moves in the quietest capture.
        let known = values.compactMap { $0 }
        guard zip(known, known.dropFirst()).contains(where: { $0 > $1 }) else { return 0 }
        let shift = MedianShift(
            before: values[..<bins.lowerBound].compactMap { $0 },
            inside: values[bins].compactMap { $0 }
        )
        return abs(shift?.size(by: gate) ?? 0)
    }
}

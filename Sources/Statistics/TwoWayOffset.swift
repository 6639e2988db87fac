// The offset between two clocks from events that travelled both ways.
// Source: F. Cristian, "Probabilistic Clock Synchronization", Distributed Computing 3, 1989.

/// The offset for which the shortest delays there and back are equal.
package struct TwoWayOffset: Sendable, Equatable {
    /// The second clock's time less the first's, in seconds, at the middle of the forward pairs.
    package let offset: Double

    /// The offset is certain to lie here if delays are never negative, in seconds.
    package let interval: ClosedRange<Double>

    /// Seconds the second clock gains for each second of the first.
    package let drift: Double

    /// The time of ``offset``, in seconds of the first clock.
    package let middleSeconds: Double

    /// Combines pairs from the first clock to the second with pairs on the way back.
    ///
    /// Differences are receive time less send time on both ways; the backward pairs' times are of
    /// the first clock too.
    /// - Returns: `nil` when either way has no pairs, or when the shortest delays there and back
    /// add   up to less than nothing, which no pair of clocks can do: then some matches are wrong.
    /// - Complexity: O(n log n).
    package static func fit(
        forward: [LowerEnvelope.Pair],
        backward: [LowerEnvelope.Pair]
    ) -> TwoWayOffset? {
        guard let there = LowerEnvelope.fit(forward), let back = LowerEnvelope.fit(backward) else {
            return nil
        }
        let outward = there.offset
        let homeward = back.offset(at: there.middleSeconds)
        let error = (outward + homeward) / 2
        guard error >= 0 else { return nil }
        let offset = (outward - homeward) / 2
        return TwoWayOffset(
            offset: offset,
            interval: (offset - error)...(offset + error),
            drift: (there.drift - back.drift) / 2,
            middleSeconds: there.middleSeconds
        )
    }
}

// The one grid of seconds that all series of a report share.

/// Bins of equal width over the span of the capture.
package struct Grid: Sendable, Equatable {
    /// The first second, a multiple of ``step``, since the epoch.
    package let start: Int
    /// Seconds in a bin.
    package let step: Int
    package let count: Int

    /// Bins of a grid; a longer span gets wider bins.
    package static let binsMax = 7_200

    /// Makes the grid that covers a span with bins of at least `stepMin` seconds.
    package init(from first: Timestamp, to last: Timestamp, stepMin: Int) {
        let low = Int(first.microseconds / 1_000_000)
        let high = max(low, Int(last.microseconds / 1_000_000))
        var step = max(1, stepMin)
        while (high - low) / step >= Self.binsMax { step *= 2 }
        start = low / step * step
        self.step = step
        count = (high - start) / step + 1
    }

    /// The bin of a moment in microseconds, or `nil` outside the grid.
    package func index(_ microseconds: Int64) -> Int? {
        let second = Int(microseconds / 1_000_000)
        guard second >= start else { return nil }
        let index = (second - start) / step
        return index < count ? index : nil
    }

    /// The moment at which a bin begins.
    package func time(of index: Int) -> Timestamp {
        Timestamp(microseconds: Int64(start + index * step) * 1_000_000)
    }
}

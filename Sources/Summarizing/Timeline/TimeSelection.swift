// The part of a capture that the user asked for.

/// A stretch of time given by clock times, times of day or distances from the capture's start.
package struct TimeSelection: Sendable, Equatable {
    /// One end of the stretch.
    package enum Bound: Sendable, Equatable {
        case moment(Timestamp)
        /// Seconds since midnight, on the first day of the capture on which it lies inside.
        case timeOfDay(Double)
        /// Seconds after the capture's start.
        case afterStart(Double)
    }

    package var from: Bound?
    package var to: Bound?

    /// Makes a selection; `nil` leaves an end open.
    package init(from: Bound? = nil, to: Bound? = nil) {
        self.from = from
        self.to = to
    }

    /// The stretch within the span of a capture, or `nil` when they do not meet.
    package func resolved(in span: ClosedRange<Timestamp>) -> ClosedRange<Timestamp>? {
        let low = from.map { Self.moment($0, span) } ?? span.lowerBound
        let high = to.map { Self.moment($0, span) } ?? span.upperBound
        let start = max(low, span.lowerBound)
        let end = min(high, span.upperBound)
        return start < end ? start...end : nil
    }

    private static func moment(_ bound: Bound, _ span: ClosedRange<Timestamp>) -> Timestamp {
        switch bound {
        case .moment(let moment): return moment
        case .afterStart(let seconds): return span.lowerBound.advanced(bySeconds: seconds)
        case .timeOfDay(let seconds):
            let daySeconds = 86_400.0
            let midnight = (span.lowerBound.seconds / daySeconds).rounded(.down) * daySeconds
            let today = Timestamp(seconds: midnight + seconds)
            let isTomorrow =
                today < span.lowerBound && today.advanced(bySeconds: daySeconds) <= span.upperBound
            return isTomorrow ? today.advanced(bySeconds: daySeconds) : today
        }
    }
}

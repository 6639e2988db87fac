// A moment on one clock. Everything inside the house is UTC microseconds; scaling is for the report.

/// A moment in microseconds since 1970-01-01T00:00:00Z, on the clock of the machine that wrote it.
package struct Timestamp: Comparable, Hashable, Sendable, Codable {
    /// Microseconds since the Unix epoch; any 64-bit value is allowed.
    package var microseconds: Int64

    /// Makes a moment from microseconds since the Unix epoch.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Makes a moment from seconds since the Unix epoch, rounded to the microsecond.
    ///
    /// Values that do not fit (beyond about 292,000 years, or not finite) are clamped.
    package init(seconds: Double) {
        let scaled = (seconds * 1e6).rounded()
        if scaled >= 9.2e18 {
            microseconds = .max
        } else if scaled <= -9.2e18 || scaled.isNaN {
            microseconds = .min
        } else {
            microseconds = Int64(scaled)
        }
    }

    /// Seconds since the Unix epoch; exact to the microsecond until the year 2255.
    package var seconds: Double { Double(microseconds) / 1e6 }

    /// Orders by time.
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment a number of seconds later; clamped at the ends of the range.
    package func advanced(bySeconds seconds: Double) -> Timestamp {
        let delta = Timestamp(seconds: seconds).microseconds
        let (sum, overflow) = microseconds.addingReportingOverflow(delta)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: delta < 0 ? .min : .max)
    }
}

/// A value of a metric at a moment, in a base unit.
package struct Sample: Sendable, Equatable {
    /// The base units that values are converted to on reading.
    package enum Unit: String, Sendable, Codable {
        case seconds
        case bytes
        case bytesPerSecond
        /// A share in 0...1 (percentages are divided by 100).
        case ratio
        case perSecond
        /// A plain number: a count, a gauge without unit.
        case count
    }

    /// How the values of a series follow each other.
    package enum Kind: String, Sendable, Codable {
        /// Each value stands for itself.
        case gauge
        /// A count since some start, which only grows until the writer starts anew.
        case counter
    }

    package var line: Int
    package var time: Timestamp
    /// The series name as written, with its unit suffix.
    package var metric: String
    package var value: Double
    package var unit: Unit
    package var kind: Kind

    /// Makes a sample.
    package init(
        line: Int,
        time: Timestamp,
        metric: String,
        value: Double,
        unit: Unit,
        kind: Kind = .gauge
    ) {
        self.line = line
        self.time = time
        self.metric = metric
        self.value = value
        self.unit = unit
        self.kind = kind
    }
}

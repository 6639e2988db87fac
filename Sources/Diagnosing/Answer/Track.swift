// A series worth drawing or exporting.

/// A series on the report's grid.
package struct Track: Sendable, Equatable {
    /// How far the values can be trusted.
    package enum Bound: String, Sendable {
        case exact
        case atLeast = "at-least"
        case atMost = "at-most"
    }

    /// What a series measures, by which a figure chooses its place.
    package enum Role: Sendable, Equatable {
        /// The account of one queue.
        case arrivals(queue: String)
        case starts(queue: String)
        case depth(queue: String)
        case oldestJob(queue: String)
        /// The median run time of the jobs that ended in a bin.
        case jobTime(queue: String)
        case commands
        case wastedWrites
        case roundTrip
        case metric(String)
    }

    /// What the series is, with the names in it.
    package let name: Sentence
    package let unit: Quantity.Unit
    /// The file it was read from.
    package let source: String
    package let bound: Bound
    package let role: Role
    /// How far the values moved inside the first incident, in units of their own noise; 0 without one.
    package let shift: Double
    /// One value a step; `nil` is a gap.
    package let values: [Double?]

    /// Makes a track.
    package init(
        name: Sentence,
        unit: Quantity.Unit,
        source: String,
        bound: Bound,
        role: Role,
        shift: Double = 0,
        values: [Double?]
    ) {
        self.name = name
        self.unit = unit
        self.source = source
        self.bound = bound
        self.role = role
        self.shift = shift
        self.values = values
    }
}

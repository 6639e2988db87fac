// A series worth drawing or exporting.

/// A series on the report's grid.
package struct Track: Sendable, Equatable {
    /// How far the values can be trusted.
    package enum Bound: String, Sendable {
        case exact
        case atLeast = "at-least"
        case atMost = "at-most"
    }

    /// What the series is, with the names in it.
    package let name: Sentence
    package let unit: Quantity.Unit
    /// The file it was read from.
    package let source: String
    package let bound: Bound
    /// One value a step; `nil` is a gap.
    package let values: [Double?]

    /// Makes a track.
    package init(
        name: Sentence,
        unit: Quantity.Unit,
        source: String,
        bound: Bound,
        values: [Double?]
    ) {
        self.name = name
        self.unit = unit
        self.source = source
        self.bound = bound
        self.values = values
    }
}

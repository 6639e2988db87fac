// A part of a line of which its place alone says what it is, whatever stands in it.

/// A range of a line and what stands there.
package struct LinePlace: Sendable, Equatable {
    /// What stands at a place, as far as that decides what may be shown of it.
    package enum Role: Sendable {
        /// The address of a client with its port, a socket, or `lua`.
        case client
        /// A Redis key as the line writes it, escapes included.
        case key
        /// Data: an argument, a field of a payload, a literal. Never shown.
        case value
        /// A word of an application: a class, a queue, a client's name.
        case name
        /// Numbers, options and ids, which carry nothing and which evidence needs.
        case kept
    }

    /// Indices of the line's bytes; never empty.
    package let range: Range<Int>
    package let role: Role

    /// Makes a place.
    package init(_ range: Range<Int>, _ role: Role) {
        self.range = range
        self.role = role
    }
}

/// Finds places line after line; what a slow log's line is follows from the lines before it.
package struct LinePlaces: Sendable {
    private var slowlog: SlowlogPlaces?
    private let text: TextPlaces

    /// Begins a file that was recognised as a format, or as none.
    package init(format: String?) {
        slowlog = format == "redis-slowlog" ? SlowlogPlaces() : nil
        text = TextPlaces(format: format)
    }

    /// The places of the next line, in their order and without overlap.
    ///
    /// - Complexity: O(n) in the bytes of the line.
    package mutating func next(_ line: [UInt8]) -> [LinePlace] {
        if let places = MonitorPlaces.places(in: line) { return Self.ordered(places) }
        if let places = slowlog?.next(line) { return Self.ordered(places) }
        return Self.ordered(text.places(in: line))
    }

    private static func ordered(_ places: [LinePlace]) -> [LinePlace] {
        let sorted = places.filter { !$0.range.isEmpty }.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var ordered: [LinePlace] = []
        for (_, place) in sorted
        where place.range.lowerBound >= ordered.last?.range.upperBound ?? 0 {
            ordered.append(place)
        }
        return ordered
    }
}

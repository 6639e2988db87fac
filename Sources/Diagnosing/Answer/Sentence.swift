// A sentence whose every changing part is typed, so that no log text and no bare number can slip in.

/// Words fixed in the source, and between them quantities, moments and names from logs.
///
/// Only ``Reporting`` turns the typed parts into text: it scales quantities and redacts names. The
/// compiler refuses to interpolate a plain `String`.
package struct Sentence: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// One part of a sentence.
    package enum Piece: Sendable, Equatable {
        /// Words from the source code.
        case words(String)
        case quantity(Quantity)
        case moment(Timestamp)
        case name(LogText)
    }

    package let pieces: [Piece]

    package init(stringLiteral value: StaticStringLiteral) {
        pieces = value.isEmpty ? [] : [.words(value)]
    }

    package init(stringInterpolation: Interpolation) {
        pieces = stringInterpolation.pieces
    }

    /// Literals of a sentence are strings of the source.
    package typealias StaticStringLiteral = String

    /// Joins sentences with a space.
    package static func + (left: Sentence, right: Sentence) -> Sentence {
        Sentence(pieces: left.pieces + [.words(" ")] + right.pieces)
    }

    private init(pieces: [Piece]) {
        self.pieces = pieces
    }

    /// Joins sentences with a separator.
    package static func joined(_ sentences: [Sentence], by separator: Sentence) -> Sentence {
        var pieces: [Piece] = []
        for (index, sentence) in sentences.enumerated() {
            if index > 0 { pieces += separator.pieces }
            pieces += sentence.pieces
        }
        return Sentence(pieces: pieces)
    }

    /// Collects the parts of an interpolated literal.
    package struct Interpolation: StringInterpolationProtocol, Sendable {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.words(literal)) }
        }

        /// Adds a quantity.
        package mutating func appendInterpolation(_ quantity: Quantity) {
            pieces.append(.quantity(quantity))
        }

        /// Adds a value with its unit.
        package mutating func appendInterpolation(_ value: Double, _ unit: Quantity.Unit) {
            pieces.append(.quantity(Quantity(value, unit)))
        }

        /// Adds a count with its unit.
        package mutating func appendInterpolation(_ value: Int, _ unit: Quantity.Unit) {
            pieces.append(.quantity(Quantity(Double(value), unit)))
        }

        /// Adds a moment, shown to the second in UTC.
        package mutating func appendInterpolation(_ moment: Timestamp) {
            pieces.append(.moment(moment))
        }

        /// Adds a name that came from a log.
        package mutating func appendInterpolation(_ name: LogText) {
            pieces.append(.name(name))
        }

        /// Adds the parts of another sentence.
        package mutating func appendInterpolation(_ sentence: Sentence) {
            pieces += sentence.pieces
        }
    }
}

/// A number and its unit; scaled and rounded for people only in Reporting.
package struct Quantity: Sendable, Equatable {
    /// What is counted or measured.
    package enum Unit: String, Sendable {
        /// A count of jobs, requests, ...; exact when whole.
        case jobs, requests, commands, writes, keys, clients, connections, statements, rows, lines
        case workers, calls, elements, samples, errors, times, events, pairs, files, bytes
        case commandsPerSecond, writesPerSecond, jobsPerSecond, callsPerSecond
        case connectionsPerSecond, statementsPerSecond, requestsPerSecond, errorsPerSecond
        case seconds
        case bytesPerSecond
        /// A share in 0...1, shown as a percentage.
        case share
        /// A ratio such as 5.6, shown as `5.6x`.
        case fold
        /// A number without unit.
        case plain
    }

    package let value: Double
    package let unit: Unit

    /// Makes a quantity in the base unit (seconds, bytes, shares in 0...1).
    package init(_ value: Double, _ unit: Unit) {
        self.value = value
        self.unit = unit
    }
}

/// Text that came from a log, with what it is; the redactor decides by kind what may be shown.
package enum LogText: Sendable, Hashable {
    /// A command word, with index arguments where they decide its cost: `LRANGE ... -1 -1`.
    case command(String)
    /// A key with its variable parts already replaced: `cart:{n}`.
    case keyPattern(String)
    /// A client's host address (no port), masked by default.
    case client(String)
    /// A client's own name; kept.
    case clientName(String)
    case queue(String)
    case jobClass(String)
    case table(String)
    case endpoint(String)
    case service(String)
    case metric(String)
    /// The text of a context event; patterns of secrets in it are masked.
    case event(String)
    /// A path of an input file.
    case file(String)
    /// An error class or message template.
    case message(String)
}

// The times that JSON exports write: epochs as numbers or text, in any of the usual units, and stamps.
// Source: Prometheus (float seconds), Datadog and New Relic (ms), OTLP (ns as text), CloudWatch (either).

/// Reads a time out of a JSON value.
enum JSONMoment {
    /// Beyond them an epoch is of the next smaller unit: 1e11 s is the year 5138, 1e11 ms is 1973.
    private static let steps: [(below: Double, microseconds: Double)] = [
        (1e11, 1e6), (1e14, 1e3), (1e17, 1), (1e20, 1e-3),
    ]

    /// Returns a moment and whether the text says its zone (an epoch does); `nil` for anything else.
    static func reading(of value: JSONValue?) -> (time: Timestamp, isZoned: Bool)? {
        switch value {
        case .integer(let number): return epoch(number).map { ($0, true) }
        case .number(let number): return epoch(number).map { ($0, true) }
        case .string(let text): return reading(ofText: text)
        case .object, .array, .bool, .null, nil: return nil
        }
    }

    /// Reads a stamp, or an epoch in digits.
    static func reading(ofText text: String) -> (time: Timestamp, isZoned: Bool)? {
        guard text.utf8.count <= charactersMax else { return nil }
        let bytes = Array(text.utf8)
        if let found = WrittenTime.reading(of: bytes, 0..<bytes.count) {
            return (found.time, found.isZoned)
        }
        if let whole = Int64(text) { return epoch(whole).map { ($0, true) } }
        return Double(text).flatMap(epoch).map { ($0, true) }
    }

    /// A longer text is no time.
    private static let charactersMax = 64

    private static func epoch(_ number: Int64) -> Timestamp? {
        // Whole numbers stay whole: a binary fraction would not hold nanoseconds of today.
        switch number {
        case 0: nil
        case 1..<100_000_000_000: Timestamp(microseconds: number * 1_000_000)
        case 100_000_000_000..<100_000_000_000_000: Timestamp(microseconds: number * 1_000)
        case 100_000_000_000_000..<100_000_000_000_000_000: Timestamp(microseconds: number)
        case 100_000_000_000_000_000...: Timestamp(microseconds: number / 1_000)
        default: nil
        }
    }

    private static func epoch(_ number: Double) -> Timestamp? {
        guard number > 0, let step = steps.first(where: { number < $0.below }) else { return nil }
        return Timestamp(seconds: number * step.microseconds / 1e6)
    }
}

/// What the stamps of a source say of their zone, as they are read.
struct ZoneNotes: Sendable {
    private var hasZoned = false
    private var hasLocal = false

    init() {}

    /// Takes note of one stamp.
    mutating func note(isZoned: Bool) {
        if isZoned { hasZoned = true } else { hasLocal = true }
    }

    var zone: WrittenZone { hasLocal ? .absent : hasZoned ? .written : .none }
}

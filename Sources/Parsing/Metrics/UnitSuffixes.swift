// The units met after numbers, remembered so that a cell costs no string.

/// What stands after numbers in one table, and what it means.
struct UnitSuffixes {
    /// The meaning of a suffix.
    enum Meaning: Equatable {
        /// A unit, with the power of ten that stands before it (`2.36 K ops/s`).
        case unit(UnitScale, places: Int)
        /// A power of ten alone (`2.36 K`).
        case magnitude(places: Int)
        /// Not a unit, so that the cell is no number.
        case text
    }

    /// Longer words after a number are no unit but prose.
    static let suffixBytesMax = 16
    /// A table uses a handful; more are looked up each time.
    private static let rememberedMax = 32

    private var remembered: [(bytes: [UInt8], meaning: Meaning)] = []

    /// Returns what a suffix means, spaces around it included.
    mutating func meaning(of bytes: [UInt8], _ suffix: Range<Int>) -> Meaning {
        guard suffix.count <= Self.suffixBytesMax else { return .text }
        for (known, meaning) in remembered
        where known.count == suffix.count && known.elementsEqual(bytes[suffix]) {
            return meaning
        }
        let meaning = Self.meaning(of: String(decoding: bytes[suffix], as: UTF8.self))
        if remembered.count < Self.rememberedMax {
            remembered.append((Array(bytes[suffix]), meaning))
        }
        return meaning
    }

    private static func meaning(of suffix: String) -> Meaning {
        let words = suffix.split { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }.map(
            String.init
        )
        guard let first = words.first, words.count <= 2 else { return .text }
        if words.count == 1 {
            if let scale = UnitScale.named(first) { return .unit(scale, places: 0) }
            if let places = UnitScale.magnitude(first) { return .magnitude(places: places) }
            return isWord(first) ? .unit(.count, places: 0) : .text
        }
        // A lone B is bytes; before a unit it is Grafana's billion.
        guard let places = first == "B" ? 9 : UnitScale.magnitude(first), isWord(words[1]) else {
            return .text
        }
        return .unit(UnitScale.named(words[1]) ?? .count, places: places)
    }

    /// Whether a suffix may be a unit the table does not know, such as `°C` or `jobs`.
    ///
    /// Digits and punctuation make it text: `3.1.4`, `12:30`, `2026-11-21`.
    private static func isWord(_ suffix: String) -> Bool {
        suffix.allSatisfy { $0.isLetter || $0 == "°" || $0 == "/" }
    }
}

// From the text of a level to the level: a format's own patterns and numbers, or the usual words.
// Source: lnav 0.13 docs/source/formats.rst "level", src/log_format.cc.

/// What a format says of levels; the rules are tried in rising order of the level.
struct LevelMap: Sendable {
    /// A pattern that stands for a level, looked for anywhere in the text.
    struct Rule: Sendable {
        let level: FormatLevel
        let pattern: Pattern
    }

    var rules: [Rule] = []
    /// Numbers that stand for levels, in JSON logs.
    var numbers: [Int64: FormatLevel] = [:]

    /// The level of a text; `nil` is a line without one, which is plain information.
    func level(
        of text: UnsafeBufferPointer<UInt8>?,
        with matcher: PatternMatcher
    ) -> FormatLevel {
        guard let text else { return .info }
        guard !rules.isEmpty else { return FormatLevel.named(in: text) }
        let content = TextContent(of: text)
        let rule = rules.first {
            matcher.match($0.pattern, text, content: content) == .matched
        }
        return rule?.level ?? .info
    }

    /// The level that a number stands for; where no number is named, its digits are looked at as a text.
    func level(ofNumber number: Int64) -> FormatLevel? { numbers[number] }
}

/// Levels that were looked up before: a log has few, and patterns are slow.
///
/// Keyed by the first sixteen bytes and the length, so that a hit needs no comparison of text.
struct LevelCache {
    private struct Entry {
        let low: UInt64
        let high: UInt64
        let level: FormatLevel
    }

    private var entries: [Entry] = []

    /// More spellings than a program has; later ones are looked up each time.
    private static let entriesMax = 16
    /// Longer texts are looked up each time.
    private static let bytesMax = 15

    /// Returns the level of a text, looking it up when it is new.
    mutating func level(
        of text: UnsafeBufferPointer<UInt8>,
        _ map: LevelMap,
        with matcher: PatternMatcher
    ) -> FormatLevel {
        guard text.count <= Self.bytesMax else { return map.level(of: text, with: matcher) }
        var low: UInt64 = 0
        var high = UInt64(text.count) << 56
        for (offset, byte) in text.enumerated() {
            if offset < 8 {
                low |= UInt64(byte) << (8 * offset)
            } else {
                high |= UInt64(byte) << (8 * (offset - 8))
            }
        }
        for entry in entries where entry.low == low && entry.high == high { return entry.level }
        let level = map.level(of: text, with: matcher)
        if entries.count < Self.entriesMax {
            entries.append(Entry(low: low, high: high, level: level))
        }
        return level
    }
}

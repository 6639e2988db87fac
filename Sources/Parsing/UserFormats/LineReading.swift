// One line through the patterns of a format: which matches, when it was, and how bad.
// Source: lnav 0.13 src/log_format.cc, external_log_format::scan.

/// Reads lines of a text format one after the other.
struct LineReading {
    /// What came of a line.
    enum Outcome {
        case message(Message)
        case none(Refusal)
    }

    /// Why a line is no message.
    enum Refusal {
        case noPattern
        /// A pattern matched, and its time is of no form that the format names.
        case noTime
        /// A pattern ran into its limit.
        case limited
    }

    /// What a line says; its groups are in ``matcher`` until the next line.
    struct Message {
        let line: FormatDefinition.LinePattern
        let time: Timestamp
        let isZoned: Bool
        let level: FormatLevel
    }

    private let patterns: [FormatDefinition.LinePattern]
    private let levelMap: LevelMap
    private let isUTC: Bool
    let matcher: PatternMatcher
    private let levelMatcher: PatternMatcher
    private var stamps: StampReader
    private var levels = LevelCache()
    /// The pattern that matched last, which is tried first.
    private var locked = 0
    /// Lines on which a pattern ran into its limit.
    private(set) var limitedLines = 0

    /// So many lines at their limit, and the pattern is given up: each costs about a millisecond.
    static let limitedLinesMax = 20

    /// Makes the state for one source.
    init(_ definition: FormatDefinition) {
        patterns = definition.patterns
        levelMap = definition.levels
        isUTC = definition.isUTC
        matcher = PatternMatcher(patterns: definition.patterns.map(\.pattern))
        levelMatcher = PatternMatcher(patterns: definition.levels.rules.map(\.pattern))
        stamps = StampReader(definition.stamps)
    }

    /// What the stamps so far said of their day.
    var dating: StampFields.Dating { stamps.dating }

    /// Whether the patterns were given up.
    var isGivenUp: Bool { limitedLines >= Self.limitedLinesMax }

    /// Reads a line without its line feed.
    mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> Outcome {
        guard !isGivenUp else { return .none(.limited) }
        let content = TextContent(of: line)
        var refusal = Refusal.noPattern
        for step in 0..<patterns.count {
            let number = step == 0 ? locked : step <= locked ? step - 1 : step
            let candidate = patterns[number]
            switch matcher.match(candidate.pattern, line, content: content) {
            case .none: continue
            case .limited:
                limitedLines += 1
                return .none(.limited)
            case .matched:
                guard let message = message(in: line, candidate) else {
                    refusal = .noTime
                    continue
                }
                locked = number
                return .message(message)
            }
        }
        return .none(refusal)
    }

    private mutating func message(
        in line: UnsafeBufferPointer<UInt8>,
        _ candidate: FormatDefinition.LinePattern
    ) -> Message? {
        guard let date = matcher.range(of: candidate.layout.timestamp) else { return nil }
        let reading: StampReader.Reading?
        if let time = matcher.range(of: candidate.layout.time) {
            let whole = Array(line[date]) + [0x54] + Array(line[time])
            reading = whole.withUnsafeBufferPointer { stamps.read($0) }
        } else {
            reading = stamps.read(line.part(date))
        }
        guard let reading else { return nil }
        var level = FormatLevel.info
        if let range = matcher.range(of: candidate.layout.level) {
            level = levels.level(of: line.part(range), levelMap, with: levelMatcher)
        }
        return Message(
            line: candidate,
            time: reading.time,
            isZoned: reading.isZoned || isUTC,
            level: level
        )
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The bytes of a range as a buffer of their own.
    @inline(__always)
    func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: self[range])
    }

    /// Decodes lossily.
    var string: String { String(decoding: self, as: UTF8.self) }
}

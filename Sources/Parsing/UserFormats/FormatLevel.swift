// The levels of lnav and the words that mean them. Source: lnav 0.13 src/log_level.cc, src/log_level_re.re.

/// How a message is ranked, in rising order.
enum FormatLevel: String, CaseIterable, Sendable {
    case unknown, trace, debug5, debug4, debug3, debug2, debug, info, stats, notice, warning, error,
        critical, fatal, invalid

    /// What the report knows of it: a critical message is an error, until the process says that it ends.
    var severity: LogEvent.Severity {
        switch self {
        case .trace, .debug5, .debug4, .debug3, .debug2, .debug: .debug
        case .unknown, .info, .stats, .notice, .invalid: .info
        case .warning: .warning
        case .error, .critical: .error
        case .fatal: .fatal
        }
    }

    /// Finds the first word in a text that means a level, as lnav does where a format has no levels of its own.
    ///
    /// A text of one letter, or of a letter and a space, is an abbreviation.
    static func named(in text: UnsafeBufferPointer<UInt8>) -> FormatLevel {
        guard let first = text.first else { return .unknown }
        if text.count == 1 || text[1] == 0x20, let level = abbreviated(first) { return level }
        var start = 0
        while start < text.count {
            if let level = word(in: text, at: start) { return level }
            start += 1
        }
        return .unknown
    }

    private static func abbreviated(_ letter: UInt8) -> FormatLevel? {
        switch letter | 0x20 {
        case UInt8(ascii: "t"): .trace
        case UInt8(ascii: "d"), UInt8(ascii: "v"): .debug
        case UInt8(ascii: "i"): .info
        case UInt8(ascii: "s"): .stats
        case UInt8(ascii: "n"): .notice
        case UInt8(ascii: "w"): .warning
        case UInt8(ascii: "e"): .error
        case UInt8(ascii: "c"): .critical
        case UInt8(ascii: "f"): .fatal
        default: nil
        }
    }

    /// The level of a word that begins here; `debug2` to `debug5` before `debug`.
    private static func word(
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> FormatLevel? {
        words.first { stands($0.word, in: text, at: start) }?.level
    }

    private static func stands(
        _ word: StaticString,
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> Bool {
        let count = word.utf8CodeUnitCount
        guard start + count <= text.count else { return false }
        for offset in 0..<count {
            // Digits have the bit already that makes a letter small.
            guard text[start + offset] | 0x20 == word.utf8Start[offset] else { return false }
        }
        return true
    }

    private static let words: [(word: StaticString, level: FormatLevel)] = [
        ("info", .info), ("err", .error), ("warn", .warning), ("debug2", .debug2),
        ("debug3", .debug3), ("debug4", .debug4), ("debug5", .debug5), ("debug", .debug),
        ("trace", .trace), ("verbose", .trace), ("system", .info), ("notice", .notice),
        ("note", .notice), ("log", .notice), ("stats", .stats), ("deprecation", .warning),
        ("fail", .error), ("critical", .critical), ("severe", .critical), ("alert", .critical),
        ("fatal", .fatal), ("emergency", .fatal), ("invalid", .invalid),
    ]
}

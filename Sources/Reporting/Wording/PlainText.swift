// Lines without any markup, for bars of text, charts and what is read aloud.

/// Writes lines as plain text.
enum PlainText {
    /// The words of a line; what came from a log is redacted, but not made visible.
    static func text(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .words(let words): words.filter { $0 != "`" }
            case .code(let quoted): quoted.text
            case .strong(let inner): text(inner)
            case .evidence(let number): "[E\(number)]"
            case .section(let name): name.rawValue
            }
        }.joined()
    }
}

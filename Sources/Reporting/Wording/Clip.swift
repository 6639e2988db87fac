// Keeps a line within its number of words and characters.

/// Cuts lines at a word.
enum Clip {
    /// Characters a word takes in the rule that bounds hostile words; log words are often long.
    private static let charactersPerWord = 12

    /// The words of a line; a name counts as one.
    static func words(_ inlines: [Inline]) -> Int {
        inlines.reduce(0) { sum, inline in
            switch inline {
            case .words(let text): sum + text.split(separator: " ").count
            case .strong(let inner): sum + words(inner)
            case .code, .section: sum + 1
            case .evidence: sum
            }
        }
    }

    /// The line with at most a number of words, and of characters in proportion.
    static func clipped(_ inlines: [Inline], words wordsMax: Int) -> [Inline] {
        var wordsLeft = wordsMax
        var charactersLeft = wordsMax * charactersPerWord
        var kept: [Inline] = []
        for inline in inlines {
            let size = size(inline)
            let count = words([inline])
            if count <= wordsLeft, size <= charactersLeft || kept.isEmpty {
                kept.append(inline)
                wordsLeft -= count
                charactersLeft -= min(size, charactersLeft)
                continue
            }
            if case .words(let text) = inline, wordsLeft > 0 {
                let start = text.prefix(charactersLeft).split(
                    separator: " ",
                    omittingEmptySubsequences: false
                )
                kept.append(.words(start.prefix(wordsLeft).joined(separator: " ")))
            }
            return kept + [.words(" …")]
        }
        return kept
    }

    private static func size(_ inline: Inline) -> Int {
        switch inline {
        case .words(let text): text.count
        case .code(let quoted): min(quoted.text.count, MarkdownText.charactersMax)
        case .strong(let inner): inner.reduce(0) { $0 + size($1) }
        case .evidence: 5
        case .section: 10
        }
    }
}

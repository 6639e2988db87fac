// Keeps a line within its number of words and characters; it ends where a clause ends.

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
            return wholeClauses(kept, wordsMin: wordsMax * 2 / 5) ?? kept + [.words(" …")]
        }
        return kept
    }

    /// The words that a reader reads, those inside of log text included.
    static func spokenWords(_ inlines: [Inline]) -> Int {
        inlines.reduce(0) { sum, inline in
            switch inline {
            case .words(let text): sum + text.split(separator: " ").count
            case .strong(let inner): sum + spokenWords(inner)
            case .code(let quoted):
                sum
                    + quoted.text.prefix(MarkdownText.charactersMax).split(
                        whereSeparator: \.isWhitespace
                    ).count
            case .section: sum + 2
            case .evidence: sum + 1
            }
        }
    }

    /// The line up to its last end of a clause, or `nil` where too little would remain.
    private static func wholeClauses(_ kept: [Inline], wordsMin: Int) -> [Inline]? {
        for index in kept.indices.reversed() {
            guard case .words(let text) = kept[index], let end = clauseEnd(text) else { continue }
            let whole = kept[..<index] + [.words(String(text[..<end]))]
            return words(Array(whole)) >= wordsMin ? Array(whole) : nil
        }
        return nil
    }

    /// Where the last clause of some words ends; not inside of what stands between backticks.
    private static func clauseEnd(_ text: String) -> String.Index? {
        let ends = text.indices.filter { index in
            let next = text.index(after: index)
            guard ",;:.".contains(text[index]), next < text.endIndex, text[next] == " " else {
                return false
            }
            return text[..<index].count { $0 == "`" }.isMultiple(of: 2)
        }
        return ends.last
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

// Log messages without their variable parts, so that messages of one kind can be counted.
// Source: He et al., "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017: depth 4 (the length and
// two words), similarity 0.4, 100 children.

/// Groups messages into templates, in the order in which they come.
struct MessageTemplates {
    /// A kind of message.
    struct Template: Sendable, Equatable {
        /// Words; what varies is ``wildcard``.
        fileprivate(set) var words: [String]

        /// The words with one blank between them.
        var text: String { words.joined(separator: " ") }
    }

    private(set) var templates: [Template] = []
    /// The templates below a length and its first words.
    private var leaves: [String: [Int]] = [:]
    /// The first words that are told apart below a length.
    private var children: [Int: Set<String>] = [:]

    static let wildcard = "<*>"
    private static let similarityMin = 0.4
    private static let prefixWords = 2
    private static let childrenMax = 100
    /// What comes beyond is not told apart any more.
    private static let templatesMax = 2_000
    /// Longer messages are compared by their beginning.
    private static let wordsMax = 40

    /// Returns the number of a message's template; `nil` for an empty message, or where there are too many.
    ///
    /// - Complexity: O(t w) for t templates below the same first words and w words.
    mutating func number(of message: String) -> Int? {
        let words = Self.words(of: message)
        guard !words.isEmpty else { return nil }
        let key = leaf(of: words)
        var best: (number: Int, similarity: Double)?
        for number in leaves[key] ?? [] {
            let similarity = Self.similarity(templates[number].words, words)
            if similarity >= Self.similarityMin, similarity > best?.similarity ?? 0 {
                best = (number, similarity)
            }
        }
        if let best {
            for (place, word) in words.enumerated()
            where templates[best.number].words[place] != word {
                templates[best.number].words[place] = Self.wildcard
            }
            return best.number
        }
        guard templates.count < Self.templatesMax else { return nil }
        leaves[key, default: []].append(templates.count)
        templates.append(Template(words: words))
        return templates.count - 1
    }

    private mutating func leaf(of words: [String]) -> String {
        var key = "\(words.count)"
        for word in words.prefix(Self.prefixWords) {
            let isKnown = children[words.count]?.contains(word) ?? false
            let hasRoom = children[words.count]?.count ?? 0 < Self.childrenMax
            let branch = isKnown || hasRoom ? word : Self.wildcard
            if hasRoom { children[words.count, default: []].insert(branch) }
            key += "\u{1F}\(branch)"
        }
        return key
    }

    /// The share of places with the same word; a place that varies already is no agreement.
    private static func similarity(_ template: [String], _ words: [String]) -> Double {
        let same = zip(template, words).count { $0 == $1 && $0 != wildcard }
        return Double(same) / Double(words.count)
    }

    /// The words of a message, those that vary by their form replaced.
    static func words(of message: String) -> [String] {
        var words: [String] = []
        var quote: Character?
        for word in message.split(whereSeparator: \.isWhitespace).prefix(wordsMax) {
            if let open = quote {
                if word.contains(open) { quote = nil }
                continue
            }
            quote = openQuote(of: word)
            words.append(quote != nil || varies(word) ? wildcard : String(word))
        }
        return words
    }

    /// The quote that a word opens and does not close.
    private static func openQuote(of word: Substring) -> Character? {
        guard let first = word.first, "\"'`".contains(first) else { return nil }
        return word.count { $0 == first } == 1 ? first : nil
    }

    /// Whether a word is a value by its form: a number, an id, an address, a path, something quoted.
    private static func varies(_ word: Substring) -> Bool {
        guard let first = word.first else { return false }
        let isQuoted = "\"'`".contains(first)
        let isPath = first == "/" && word.utf8.count > 1
        return isQuoted || isPath || word.utf8.contains { (0x30...0x39).contains($0) }
    }
}

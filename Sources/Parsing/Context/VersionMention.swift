// A service and its version inside a sentence: `deploy web r3`, `player v3 released`, `game-api 3.1`.

/// What a sentence says went out.
struct VersionMention: Equatable {
    let service: String
    let version: String

    /// Finds the first version that stands after a name.
    ///
    /// A bare number counts only after `deploy`, `rollback` and the like: `10 %` is no version.
    init?(in sentence: String) {
        let words = sentence.split(separator: " ").prefix(Self.wordsMax).map(Self.bare)
        for (index, word) in words.enumerated().dropFirst() {
            let isBare = word.allSatisfy(\.isNumber)
            guard Self.looksLikeVersion(word),
                !isBare || words[..<index].contains(where: Self.isDeploy),
                let service = words[..<index].last(where: { !Self.joins($0) }),
                Self.looksLikeName(service), !Self.plainWords.contains(service.lowercased())
            else { continue }
            self.service = service
            version = word
            return
        }
        return nil
    }

    /// A version that stands later is not what the sentence is about.
    private static let wordsMax = 12

    /// Words that may stand between a service and its version.
    private static let joiningWords: Set<String> = [
        "to", "back", "from", "rev", "build", "rolled", "rolling", "goes", "is", "now", "was",
    ]

    /// Words that are never the name of a service.
    private static let plainWords: Set<String> = [
        "the", "an", "at", "on", "in", "of", "by", "for", "and", "with", "all", "since", "until",
    ]

    private static func joins(_ word: String) -> Bool {
        joiningWords.contains(word.lowercased()) || isDeploy(word)
    }

    private static func isDeploy(_ word: String) -> Bool { ContextWords.isDeploy(word) }

    /// A word without quotes and punctuation around it.
    private static func bare(_ word: Substring) -> String {
        var rest = word
        while let first = rest.first, !first.isLetter, !first.isNumber { rest.removeFirst() }
        while let last = rest.last, !last.isLetter, !last.isNumber { rest.removeLast() }
        return String(rest)
    }

    private static func looksLikeVersion(_ word: String) -> Bool {
        guard let version = Version(word) else { return false }
        // `x5` is a factor.
        return version.prefix.count <= 2 && version.prefix != "x" && !version.prefix.contains("-")
    }

    private static func looksLikeName(_ word: String) -> Bool {
        guard let first = word.first, first.isLetter, word.count >= 2 else { return false }
        return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}

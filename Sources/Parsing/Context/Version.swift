// Versions as teams write them, compared by their numbers, and the step back that is a rollback.

/// A version such as `2026.11.3`, `v3`, `r60` or `879`.
struct Version: Equatable {
    /// The letters before the numbers; only versions with the same ones compare.
    let prefix: String
    /// The numbers without leading zeros, as digits: they may be longer than any integer.
    private let numbers: [String]

    /// Longer words are names, not version prefixes.
    private static let prefixLettersMax = 8
    /// Longer texts are hashes or sentences.
    private static let charactersMax = 40

    /// Reads letters, then numbers parted by `.`, `-`, `_` or `+`.
    ///
    /// - Returns: `nil` for anything else, such as a commit hash or a name.
    init?(_ text: String) {
        guard text.utf8.count <= Self.charactersMax else { return nil }
        let letters = text.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
        let rest = text.dropFirst(letters.count)
        guard letters.count <= Self.prefixLettersMax, let first = rest.utf8.first,
            (0x30...0x39).contains(first)
        else { return nil }
        let parts = rest.split(omittingEmptySubsequences: false) { ".-_+".contains($0) }
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 0x30 <= 9 } }) else {
            return nil
        }
        prefix = letters.lowercased()
        numbers = parts.map { part in String(part.drop { $0 == "0" }) }
    }

    /// Whether this version lies before another one of the same kind.
    func precedes(_ other: Version) -> Bool {
        guard prefix == other.prefix else { return false }
        for (mine, theirs) in zip(numbers, other.numbers) where mine != theirs {
            return mine.utf8.count == theirs.utf8.count
                ? mine < theirs : mine.utf8.count < theirs.utf8.count
        }
        return numbers.count < other.numbers.count
    }
}

/// Marks deploys that take a service back to what it ran before.
enum VersionHistory {
    /// Turns drafts into events, in their order; a service's return to a lower or earlier version is a
    /// response.
    ///
    /// The history goes by time, because exports may be newest first.
    static func events(_ drafts: [ContextDraft]) -> [ContextEvent] {
        var events = drafts.map(\.event)
        let byTime = drafts.indices.sorted {
            (drafts[$0].event.time, $0) < (drafts[$1].event.time, $1)
        }
        var versions: [String: [String]] = [:]
        for index in byTime where !drafts[index].version.isEmpty {
            let event = drafts[index].event
            guard event.kind == .deploy || event.kind == .response else { continue }
            let version = drafts[index].version
            let earlier = versions[event.service, default: []]
            if let last = earlier.last, isReturn(to: version, from: last, after: earlier) {
                events[index].kind = .response
            }
            versions[event.service, default: []].append(version)
        }
        return events
    }

    private static func isReturn(to new: String, from last: String, after earlier: [String]) -> Bool
    {
        guard new != last else { return false }
        if let new = Version(new), let last = Version(last) { return new.precedes(last) }
        // Commit hashes have no order: running one again after another is the step back.
        return earlier.suffix(rememberedMax).contains(new)
    }

    /// Nobody rolls back further than this, and the search stays short.
    private static let rememberedMax = 100
}

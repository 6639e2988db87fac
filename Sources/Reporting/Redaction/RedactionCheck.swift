// The rules once more, over what is about to be written: a last look that no secret slipped past the redactor.

/// Looks for what the rules would mask in a finished document.
package enum RedactionCheck {
    /// How often something of a class stands in a document, and where first.
    package struct Hit: Sendable, Equatable {
        /// The word of the class, such as `email`.
        package let kind: String
        /// The first line that holds one, from 1.
        package let line: Int
        package let count: Int
    }

    /// What the rules of patterns find; random-looking words are not asked for, since documents hold digests.
    ///
    /// Colons are those of keys, `session:{n}`, since documents hold more of them than of sentences. Private
    /// addresses are found only where the mode masks them.
    package static func hits(in text: String, mode: Redactor.Mode) -> [Hit] {
        guard mode != .off else { return [] }
        var first: [SecretClass: Int] = [:]
        var counts: [SecretClass: Int] = [:]
        for (number, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            let scanner = SecretScanner(Array(line), .name, rules: .patterns)
            for match in scanner.matches() where !isAllowed(match, scanner.bytes, mode) {
                if first[match.kind] == nil { first[match.kind] = number + 1 }
                counts[match.kind, default: 0] += 1
            }
        }
        return first.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }.map {
            Hit(kind: $0.key.rawValue, line: $0.value, count: counts[$0.key] ?? 1)
        }
    }

    private static func isAllowed(
        _ match: SecretScanner.Match,
        _ bytes: [UInt8],
        _ mode: Redactor.Mode
    ) -> Bool {
        // A label says that something was masked here.
        if bytes[match.range].contains(0xE2) { return true }
        guard match.kind == .ip else { return false }
        let address = String(decoding: bytes[match.range], as: UTF8.self)
        return Pseudonyms.isInvented(address)
            || mode == .keepPrivateAddresses && Address.isPrivate(address)
    }
}

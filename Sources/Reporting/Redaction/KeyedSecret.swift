// Values that are secret because of the word before them: `password=...`, `"token": "..."`.

/// Finds the value behind a secret's name.
struct KeyedSecret {
    private let scanner: SecretScanner
    private var bytes: [UInt8] { scanner.bytes }

    /// Words that make any value behind them a secret, wherever they stand in the name.
    private static let anywhere: [StaticString] = [
        "password", "passwd", "passphrase", "secret", "api_key", "apikey", "api-key", "access_key",
        "accesskey", "private_key", "privatekey", "requirepass", "masterauth", "connection_string",
    ]
    /// Words that do so at the end of a name.
    private static let endings: [StaticString] = ["token", "pwd", "credential", "credentials"]
    /// Words that do so only alone or after a joint, since others contain them (`author`, `inside`).
    private static let whole: [StaticString] = [
        "pass", "auth", "authorization", "session", "session_id", "sid", "csrf", "cookie",
    ]

    /// Makes a finder over a text.
    init(_ scanner: SecretScanner) {
        self.scanner = scanner
    }

    /// How sure a name makes it that its value is secret.
    private enum Strength {
        case sure, likely
    }

    /// The range of the value whose position follows a secret's name directly, if it does.
    ///
    /// The name is looked up backwards from the value, so that one name masks one value.
    func value(at position: Int) -> Range<Int>? {
        guard let joint = joint(before: position), let strength = strength(endingAt: joint.nameEnd)
        else { return nil }
        let range = position..<valueEnd(from: position, quote: joint.quote)
        guard !range.isEmpty, !isHarmless(range) else { return nil }
        switch (joint.sign, strength) {
        case (.equals, _):
            return range
        case (.colon, .sure):
            // In a key the word behind `token:` may be a word: `token:refresh`.
            return scanner.context == .prose || looksRandom(range) ? range : nil
        case (.colon, .likely):
            return scanner.context == .prose && looksRandom(range) ? range : nil
        case (.space, _):
            return strength == .sure && looksRandom(range) ? range : nil
        }
    }

    private enum Sign {
        case equals, colon, space
    }

    /// Steps back over quotes, blanks and the sign between a name and its value.
    private func joint(before position: Int) -> (nameEnd: Int, sign: Sign, quote: UInt8?)? {
        var index = position - 1
        guard index > 0, isValueStart(bytes[position]) else { return nil }
        var quote: UInt8?
        if isQuote(bytes[index]) {
            quote = bytes[index]
            index -= 1
        }
        while index > 0, bytes[index] == 0x5C { index -= 1 }
        let blanksEnd = index
        index = skippingBlanks(from: index)
        var sign = Sign.space
        if index > 0, bytes[index] == UInt8(ascii: ">"), bytes[index - 1] == UInt8(ascii: "=") {
            sign = .equals
            index -= 2
        } else if index >= 0, bytes[index] == UInt8(ascii: "=") {
            sign = .equals
            index -= 1
        } else if index > 0, bytes[index] == UInt8(ascii: ":"),
            bytes[index - 1] != UInt8(ascii: ":")
        {
            sign = .colon
            index -= 1
        } else if blanksEnd == index {
            return nil
        }
        index = skippingBlanks(from: index)
        while index > 0, isQuote(bytes[index]) || bytes[index] == 0x5C { index -= 1 }
        return index >= 0 ? (index + 1, sign, quote) : nil
    }

    /// A sign or a quote still belongs to the joint.
    private func isValueStart(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != UInt8(ascii: "=") && byte != UInt8(ascii: ">") && !isQuote(byte)
    }

    /// Blanks between a name and its value; more than a few are layout, not a pair.
    private static let blanksMax = 4

    private func skippingBlanks(from index: Int) -> Int {
        var index = index
        var steps = 0
        while index >= 0, bytes[index] == 0x20, steps < Self.blanksMax {
            index -= 1
            steps += 1
        }
        return index
    }

    /// Longer names are looked at by their last characters only, which bounds the work.
    private static let nameMax = 64

    private func strength(endingAt end: Int) -> Strength? {
        var start = end
        while start > 0, end - start < Self.nameMax, isNamePart(bytes[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        if (start..<end).contains(where: { position in
            Self.anywhere.contains { holds($0, at: position, before: end) }
        }) {
            return .sure
        }
        if Self.endings.contains(where: { ends($0, at: end, from: start) }) { return .sure }
        let isWhole = Self.whole.contains { word in
            let first = end - word.utf8CodeUnitCount
            return ends(word, at: end, from: start) && (first == start || isJoint(bytes[first - 1]))
        }
        return isWhole ? .likely : nil
    }

    private func holds(_ word: StaticString, at position: Int, before end: Int) -> Bool {
        position + word.utf8CodeUnitCount <= end && scanner.holds(word, at: position)
    }

    private func ends(_ word: StaticString, at end: Int, from start: Int) -> Bool {
        let first = end - word.utf8CodeUnitCount
        return first >= start && scanner.holds(word, at: first)
    }

    private func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private func valueEnd(from position: Int, quote: UInt8?) -> Int {
        if let quote { return scanner.end(from: position) { $0 != quote } }
        return scanner.end(from: position) {
            $0 > 0x20 && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: ",")
                && $0 != UInt8(ascii: ";")
                && !isQuote($0) && !(scanner.context == .name && $0 == UInt8(ascii: ":"))
        }
    }

    /// Numbers, booleans, placeholders and masked values carry no secret.
    private func isHarmless(_ range: Range<Int>) -> Bool {
        let value = bytes[range]
        if value.allSatisfy({ $0.isDigit || $0 == 0x2E }) { return true }
        if value.starts(with: "‹".utf8) || value.starts(with: "[FILTERED]".utf8) { return true }
        if value.starts(with: "${".utf8) || value.starts(with: "{".utf8) { return true }
        let word = String(decoding: value, as: UTF8.self).lowercased()
        return ["true", "false", "nil", "null", "none", "…"].contains(word)
    }

    private func looksRandom(_ range: Range<Int>) -> Bool {
        range.count >= 6 && bytes[range].contains(where: \.isDigit)
    }

    private func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || isJoint(byte)
    }
}

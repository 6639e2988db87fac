// Finds secrets and personal values in a short text in one pass, without regular expressions.
// Source: rule classes of gitleaks, detect-secrets and Presidio; the guards are ours.

/// What a masked value was; the raw value is the word of its label.
enum SecretClass: String, Sendable {
    case ip, email, secret, token, jwt, credentials, card, iban
    case privateKey = "key"
    /// Masked because of its place, whatever it is.
    case value
}

/// Finds the ranges of a text that must be masked.
struct SecretScanner {
    /// How `:` is read: in names it joins parts (`session:{n}`), in prose it introduces a value.
    enum Context {
        case name, prose
    }

    /// Which rules are asked.
    enum Rules {
        case all
        /// Those that know what they find.
        case patterns
    }

    /// A range to mask and what it was.
    struct Match {
        let range: Range<Int>
        let kind: SecretClass
    }

    let bytes: [UInt8]
    let context: Context
    private let rules: Rules

    init(_ bytes: [UInt8], _ context: Context, rules: Rules = .all) {
        self.bytes = bytes
        self.context = context
        self.rules = rules
    }

    /// The matches in order, without overlap.
    func matches() -> [Match] {
        var found: [Match] = []
        var position = 0
        while position < bytes.count {
            guard isStart(position), let match = match(at: position), !match.range.isEmpty else {
                position += 1
                continue
            }
            found.append(match)
            position = match.range.upperBound
        }
        return found
    }

    /// A rule starts where a word starts, so that every byte is looked at a bounded number of times.
    private func isStart(_ position: Int) -> Bool {
        position == 0 || !bytes[position - 1].isWord || !bytes[position].isWord
    }

    /// The first rule that fits, the most specific first.
    private func match(at position: Int) -> Match? {
        if let match = privateKey(at: position) { return match }
        if let match = credentials(at: position) { return match }
        if let match = password(at: position) { return match }
        if let match = keyedSecret(at: position) { return match }
        if let match = bearer(at: position) { return match }
        if let match = jwt(at: position) { return match }
        if let match = VendorToken.match(in: self, at: position) { return match }
        if let match = email(at: position) { return match }
        if let match = address(at: position) { return match }
        if let match = card(at: position) { return match }
        if let match = AccountNumber.match(in: self, at: position) { return match }
        return rules == .all ? EntropyRule.match(in: self, at: position) : nil
    }

    /// The end of the run that starts at a position.
    func end(from position: Int, while isPart: (UInt8) -> Bool) -> Int {
        var end = position
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return end
    }

    /// Whether an ASCII text in lower case stands at a position, letters compared without case.
    func holds(_ text: StaticString, at position: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position >= 0, position + length <= bytes.count else { return false }
        for offset in 0..<length {
            let byte = bytes[position + offset]
            guard text.utf8Start[offset] == (byte.isLetter ? byte | 0x20 : byte) else {
                return false
            }
        }
        return true
    }
}

extension SecretScanner {
    private func privateKey(at position: Int) -> Match? {
        guard holds("-----begin ", at: position) else { return nil }
        return Match(range: position..<bytes.count, kind: .privateKey)
    }

    /// `user:password@` after `://`.
    private func credentials(at position: Int) -> Match? {
        guard position >= 3, bytes[position - 1] == 0x2F, bytes[position - 2] == 0x2F,
            bytes[position - 3] == 0x3A
        else { return nil }
        var sign: Int?
        var next = position
        while next < bytes.count, !Self.endsAuthority(bytes[next]) {
            if bytes[next] == UInt8(ascii: "@") { sign = next }
            next += 1
        }
        guard let sign, !isMasked(position..<sign) else { return nil }
        return Match(range: position..<sign, kind: .credentials)
    }

    /// `user:password@host` without a scheme, where the password is none that a name would be: with letters of both
    /// cases and a digit.
    private func password(at position: Int) -> Match? {
        guard position >= 2, bytes[position - 1] == 0x3A, bytes[position - 2].isWord else {
            return nil
        }
        var sign = position
        while sign < bytes.count, sign - position <= Self.passwordBytesMax,
            bytes[sign] != UInt8(ascii: "@")
        {
            guard !Self.endsAuthority(bytes[sign]), bytes[sign] != 0x3A else { return nil }
            sign += 1
        }
        guard sign + 1 < bytes.count, bytes[sign] == UInt8(ascii: "@"), bytes[sign + 1].isWord,
            sign - position >= Self.passwordBytesMin
        else { return nil }
        let value = bytes[position..<sign]
        guard value.contains(where: \.isDigit),
            value.contains(where: { (0x41...0x5A).contains($0) }),
            value.contains(where: { (0x61...0x7A).contains($0) })
        else { return nil }
        return Match(range: position..<sign, kind: .credentials)
    }

    /// Shorter ones are names as often as passwords.
    private static let passwordBytesMin = 8
    /// Longer ones are not in use; the bound is one on the work.
    private static let passwordBytesMax = 128

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
            || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\"")
    }

    private func keyedSecret(at position: Int) -> Match? {
        guard let value = KeyedSecret(self).value(at: position) else { return nil }
        return isMasked(value) ? nil : Match(range: value, kind: .secret)
    }

    /// `Bearer` or `Basic`, then a token of at least 8 characters.
    private func bearer(at position: Int) -> Match? {
        guard holds("bearer ", at: position - 7) || holds("basic ", at: position - 6) else {
            return nil
        }
        let end = end(from: position) { Self.isTokenByte($0) || $0 == 0x2E || $0 == 0x7E }
        // "Basic authentication" is prose: a token carries a digit or is padded.
        let looksRandom = bytes[position..<end].contains { $0.isDigit || $0 == UInt8(ascii: "=") }
        return end - position >= 8 && looksRandom ? Match(range: position..<end, kind: .token) : nil
    }

    /// Three dotted base64url parts of which the first starts with `{"`.
    private func jwt(at position: Int) -> Match? {
        guard holds("eyj", at: position), bytes[position + 2] == UInt8(ascii: "J") else {
            return nil
        }
        // Part by part, so that a text of many beginnings is not read to its end for each.
        let first = end(from: position) { Self.isTokenPart($0) }
        guard first - position >= 8, first < bytes.count, bytes[first] == 0x2E else { return nil }
        let second = end(from: first + 1) { Self.isTokenPart($0) }
        guard second - first > 4 else { return nil }
        let end = end(from: second) { Self.isTokenPart($0) || $0 == 0x2E }
        return Match(range: position..<end, kind: .jwt)
    }

    private static func isTokenPart(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || "-_=".utf8.contains(byte)
    }

    /// RFC 5321 allows 64 bytes before the sign; some write more.
    private static let localBytesMax = 256

    private func email(at position: Int) -> Match? {
        var sign = position
        while sign < bytes.count, sign - position <= Self.localBytesMax,
            (bytes[sign].isWord && !Self.isGuillemet(bytes[sign]))
                || "._+-".utf8.contains(bytes[sign])
        {
            sign += 1
        }
        guard sign > position, sign < bytes.count else { return nil }
        let isEscaped = holds("%40", at: sign)
        guard bytes[sign] == UInt8(ascii: "@") || isEscaped else { return nil }
        let domain = sign + (isEscaped ? 3 : 1)
        var end = end(from: domain) { $0.isWord || $0 == UInt8(ascii: "-") || $0 == 0x2E }
        while end > domain, bytes[end - 1] == 0x2E { end -= 1 }
        guard bytes[domain..<end].dropFirst().contains(0x2E) else { return nil }
        return Match(range: position..<end, kind: .email)
    }

    /// The first byte of `‹` and `›`: a masked label is not part of a word.
    private static func isGuillemet(_ byte: UInt8) -> Bool { byte == 0xE2 }

    private func address(at position: Int) -> Match? {
        let before = position > 0 ? bytes[position - 1] : 0
        guard !before.isWord, before != 0x2E else { return nil }
        if bytes[position].isDigit {
            let end = end(from: position) { $0.isDigit || $0 == 0x2E }
            let isSentenceEnd = bytes[end - 1] == 0x2E
            let trimmed = isSentenceEnd ? end - 1 : end
            let follows = !isSentenceEnd && end < bytes.count && bytes[end].isLetter
            if !follows, Address.octets(bytes[position..<trimmed]) != nil {
                return Match(range: position..<trimmed, kind: .ip)
            }
        }
        guard bytes[position].isHexDigit || bytes[position] == 0x3A,
            before != 0x3A || !isInsideVersion6(position)
        else { return nil }
        var end = end(from: position) { $0.isHexDigit || $0 == 0x3A || $0 == 0x2E }
        if end < bytes.count, bytes[end].isWord {
            // The run ends inside a word, which a colon joins to the address.
            while end > position, bytes[end - 1] != 0x3A { end -= 1 }
            end = max(position, end - 1)
        }
        guard end == bytes.count || !bytes[end].isWord, Address.isVersion6(bytes[position..<end])
        else {
            return nil
        }
        return Match(range: position..<end, kind: .ip)
    }

    /// Whether what stands before the colon before a position can be a group of an address itself.
    private func isInsideVersion6(_ position: Int) -> Bool {
        let groupMax = 4
        var index = position - 2
        while index >= 0, position - 2 - index < groupMax, bytes[index].isHexDigit { index -= 1 }
        return index < 0 || !bytes[index].isWord
    }

    /// 13 to 19 digits, single spaces or hyphens between them, that pass the Luhn check.
    private func card(at position: Int) -> Match? {
        // Cards start with 2 to 6; epoch milliseconds and microseconds start with 1.
        guard (0x32...0x36).contains(bytes[position]) else { return nil }
        var digits: [Int] = []
        var groupEnd = position
        var cardEnd: Int?
        for next in position..<bytes.count {
            let byte = bytes[next]
            if byte.isDigit {
                digits.append(Int(byte - 0x30))
                groupEnd = next + 1
                guard digits.count <= 19 else { break }
                let isGroupEnd = groupEnd == bytes.count || !bytes[groupEnd].isDigit
                if isGroupEnd, digits.count >= 13, Self.passesLuhn(digits) { cardEnd = groupEnd }
            } else if !(byte == 0x20 || byte == 0x2D) || next != groupEnd {
                break
            }
        }
        return cardEnd.map { Match(range: position..<$0, kind: .card) }
    }

    private static func passesLuhn(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let doubled = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0
    }

    /// Whether a range already is a label, so that redacting twice changes nothing.
    private func isMasked(_ range: Range<Int>) -> Bool {
        bytes[range].starts(with: "‹".utf8)
    }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || "+/=_-".utf8.contains(byte)
    }
}

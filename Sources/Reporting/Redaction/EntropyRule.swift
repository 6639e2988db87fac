// Long tokens that look random.
// Source: detect-secrets' default limits for base64 and hexadecimal strings.

/// Finds bare tokens whose letters are spread as in a random string.
enum EntropyRule {
    /// Shorter tokens are names as often as secrets.
    private static let lengthMin = 24
    /// Bits a character; Source: detect-secrets.
    private static let base64BitsMin = 4.5
    private static let hexBitsMin = 3.0
    /// Identifiers that evidence needs: job ids are 24 hex digits, commits 40.
    private static let identifiers = [
        "jid", "bid", "request_id", "trace_id", "span_id", "sha", "sha1", "sha256", "digest",
        "commit", "revision", "rev", "build",
    ]

    /// The random-looking token that starts at a position, if one does.
    static func match(in scanner: SecretScanner, at position: Int) -> SecretScanner.Match? {
        let before = position > 0 ? scanner.bytes[position - 1] : 0x20
        guard !isPart(before) else { return nil }
        let end = scanner.end(from: position, while: isPart)
        let token = scanner.bytes[position..<end]
        guard token.count >= lengthMin, token.contains(where: \.isDigit),
            token.contains(where: \.isLetter), !isIdentifier(scanner.bytes[..<position])
        else { return nil }
        let bits = bitsPerCharacter(token)
        if token.allSatisfy(\.isHexDigit) {
            return bits >= hexBitsMin ? .init(range: position..<end, kind: .token) : nil
        }
        let hasBothCases =
            token.contains { (0x41...0x5A).contains($0) }
            && token.contains { (0x61...0x7A).contains($0) }
        guard hasBothCases, bits >= base64BitsMin else { return nil }
        return .init(range: position..<end, kind: .token)
    }

    /// Characters of a token; `/` is left out since it joins the parts of paths and addresses.
    private static func isPart(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || "+_-".utf8.contains(byte)
    }

    private static func isIdentifier(_ before: ArraySlice<UInt8>) -> Bool {
        let trimmed = before.reversed().drop { !$0.isWord }
        let name = trimmed.prefix { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "_") }
        return identifiers.contains(String(decoding: name.reversed(), as: UTF8.self).lowercased())
    }

    /// Shannon's entropy of the characters, in bits.
    private static func bitsPerCharacter(_ token: ArraySlice<UInt8>) -> Double {
        var counts = [Int](repeating: 0, count: 128)
        for byte in token { counts[Int(byte & 0x7F)] += 1 }
        let total = Double(token.count)
        return counts.reduce(0) { bits, count in
            guard count > 0 else { return bits }
            return bits - Double(count) / total * binaryLogarithm(Double(count) / total)
        }
    }

    /// The base-2 logarithm of a positive number, without the mathematics library of the platform,
    /// so that every platform prints the same report.
    private static func binaryLogarithm(_ value: Double) -> Double {
        var whole = Double(value.exponent)
        var rest = value.significand
        var bit = 0.5
        for _ in 0..<40 {
            rest *= rest
            if rest >= 2 {
                rest /= 2
                whole += bit
            }
            bit /= 2
        }
        return whole
    }
}

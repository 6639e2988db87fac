// Tokens that vendors made recognisable by their first letters.
// Source: the prefixes documented by AWS, GitHub, GitLab, Slack, Stripe, SendGrid and Google.

/// Recognises tokens by prefix and length.
enum VendorToken {
    /// A prefix and the fewest characters that must follow it.
    private static let prefixes: [(text: StaticString, restMin: Int)] = [
        ("akia", 16), ("asia", 16), ("abia", 16), ("acca", 16), ("ghp_", 16), ("gho_", 16),
        ("ghu_", 16), ("ghs_", 16), ("ghr_", 16), ("github_pat_", 16), ("glpat-", 10),
        ("xoxa-", 8), ("xoxb-", 8), ("xoxp-", 8), ("xoxr-", 8), ("xoxs-", 8), ("xapp-", 8),
        ("sk_live_", 8), ("rk_live_", 8), ("sk_test_", 8), ("rk_test_", 8), ("whsec_", 8),
        ("sg.", 24), ("aiza", 30), ("npm_", 30), ("sk-", 24),
    ]

    /// Vendors' tokens are shorter; what comes after is of the next word.
    private static let restMax = 512

    private static func isPart(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || "-_.".utf8.contains(byte)
    }

    /// The token that starts at a position, if one does.
    static func match(in scanner: SecretScanner, at position: Int) -> SecretScanner.Match? {
        guard scanner.bytes[position].isLetter,
            let prefix = prefixes.first(where: { scanner.holds($0.text, at: position) })
        else {
            return nil
        }
        let start = position + prefix.text.utf8CodeUnitCount
        var end = start
        while end < min(scanner.bytes.count, start + restMax), isPart(scanner.bytes[end]) {
            end += 1
        }
        // Without a digit it is a word that happens to begin so.
        guard end - start >= prefix.restMin, scanner.bytes[start..<end].contains(where: \.isDigit)
        else { return nil }
        return SecretScanner.Match(range: position..<end, kind: .token)
    }
}

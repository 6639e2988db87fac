// Strings that attack renderers, the same ones for the same seed.

import Randomness

/// Strings that attack renderers.
enum HostileText {
    private static let parts = [
        "|", "\\|", "\\", "`", "``", "```", "\n", "\r\n", "\u{1B}[2J", "\u{1B}]8;;http://x\u{7}",
        "\u{9B}",
        "</details>", "<img src=x onerror=alert(1)>", "<!-- keep:owners -->",
        "[x](javascript:alert(1))",
        "![](http://beacon)", "@team", "#123", ":boom:", "[^1]:", "\u{202E}", "\u{200B}",
        "\u{2028}",
        "\u{E0041}", "\u{0}", "\u{7F}", "a", " ", "\t", "\u{FEFF}", "&lt;", "**", "# ", "> ", "- ",
        "| --- |",
        "é\u{301}\u{301}", "=cmd()", "{\"a\":", "\"", "\u{FFFD}", "😀",
    ]

    static func text(seed: UInt64) -> String {
        var generator = SplitMix64(seed: seed)
        let length = Int.random(in: 1...12, using: &generator)
        return (0..<length).map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)] }
            .joined()
    }
}

// The one place where text is made inert in Markdown.
// Source: GitHub Flavored Markdown 0.29, 4.10 (tables) and 6.3 (code spans).

/// Escapes words and log text for Markdown.
package enum MarkdownText {
    /// Where a code span stands: in a table a pipe ends the cell even inside code.
    package enum Place: Sendable {
        case prose, tableCell
    }

    /// Longer names do not help a reader; the whole one is in the JSON.
    package static let charactersMax = 160

    /// Writes hostile text as a code span, which neither links, mentions nor formats.
    package static func code(_ text: String, in place: Place) -> String {
        var shown = VisibleText.neutralised(text)
        shown = VisibleText.truncated(shown, charactersMax: charactersMax)
        shown = trimmed(shown)
        if shown.isEmpty { shown = "(empty)" }
        let runs = backtickRuns(shown)
        var length = 1
        while runs.contains(length) { length += 1 }
        let fence = String(repeating: "`", count: length)
        let pad = shown.first == "`" || shown.last == "`" ? " " : ""
        if place == .tableCell {
            shown = shown.split(separator: "|", omittingEmptySubsequences: false).joined(
                separator: "\\|"
            )
        }
        return fence + pad + shown + pad + fence
    }

    /// Escapes words from the source code; what stands between backticks stays code.
    static func words(_ text: String, in place: Place = .prose) -> String {
        guard text.utf8.contains(UInt8(ascii: "`")) else { return escaped(text) }
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        guard parts.count % 2 == 1 else { return escaped(text) }
        return parts.enumerated().map { index, part in
            index % 2 == 0 || part.isEmpty ? escaped(part) : code(part, in: place)
        }.joined()
    }

    /// Keeps the characters that are inert inside an HTML element.
    static func plain(_ text: String) -> String {
        text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || " .,:;()/_-".contains($0)) }
    }

    /// What is read aloud for a picture: code spans do not work there, so a name is said only where it is harmless.
    static func alternative(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .words(let said): escaped(said.filter { $0 != "`" })
            case .code(let quoted): isHarmless(quoted.text) ? escaped(quoted.text) : "(a name)"
            case .strong(let inner): alternative(inner)
            case .evidence(let number): "E\(number)"
            case .section(let name): name.rawValue
            }
        }.joined()
    }

    private static func isHarmless(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                byte.isLetter || byte.isDigit || " ._-:/{}".utf8.contains(byte)
            }
    }

    /// A fenced block whose fence is longer than any run of backticks in it.
    static func fenced(_ lines: [String], _ language: String) -> String {
        let longest = lines.flatMap(backtickRuns).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return ([fence + language] + lines + [fence]).joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var escaped: [UInt8] = []
        for byte in VisibleText.neutralised(text).utf8 {
            if formats(byte) { escaped.append(UInt8(ascii: "\\")) }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// Whether a byte begins or ends something in Markdown: one of ``\`*_<[]|``.
    private static func formats(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x5C, 0x60, 0x2A, 0x5F, 0x3C, 0x5B, 0x5D, 0x7C: true
        default: false
        }
    }

    /// Drops blanks at both ends; two at the end of a line would break it.
    static func trimmed(_ text: String) -> String {
        guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
        let start = text.drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }

    private static func backtickRuns(_ text: String) -> [Int] {
        var runs: [Int] = []
        var length = 0
        for scalar in text.unicodeScalars {
            if scalar == "`" {
                length += 1
            } else if length > 0 {
                runs.append(length)
                length = 0
            }
        }
        return length > 0 ? runs + [length] : runs
    }
}

// Makes every character of a hostile string visible, so that no terminal or page obeys it.
// Source: CWE-150; Unicode Standard Annex 9 (bidirectional controls), Technical Report 36.

/// Neutralises text for any medium.
package enum VisibleText {
    /// Returns the text with control, format and private characters as escapes, and every kind of
    /// space as a plain one.
    package static func neutralised(_ text: String) -> String {
        // Nearly all text is of these, so nothing is looked up for it.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
        var visible = ""
        for scalar in text.unicodeScalars {
            append(scalar, to: &visible)
        }
        return visible
    }

    /// Cuts on a character boundary and marks the cut; stacked accents count as characters too.
    package static func truncated(_ text: String, charactersMax: Int) -> String {
        var kept = ""
        var scalars = 0
        for (index, character) in text.enumerated() {
            scalars += character.unicodeScalars.count
            // Four scalars a character leave room for every script and none for towers of accents.
            if index + 1 >= charactersMax,
                text.dropFirst(index + 1).first != nil || scalars > charactersMax * 4
            {
                return kept + "…"
            }
            if scalars > charactersMax * 4 { return kept + "…" }
            kept.append(character)
        }
        return kept
    }

    /// Whether a character shows nothing, moves others, or is obeyed by a terminal.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        // Variation selectors without a use in logs can carry hidden text.
        case 0xE0100...0xE01EF: true
        default: hidden.contains(scalar.properties.generalCategory)
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to visible: inout String) {
        switch scalar.value {
        case 0x0A: visible += "\\n"
        case 0x0D: visible += "\\r"
        case 0x09: visible += "\\t"
        case 0x1B: visible += "\\e"
        case 0x00...0x1F, 0x7F...0x9F:
            let hex = String(scalar.value, radix: 16)
            visible += "\\x" + (hex.count < 2 ? "0" : "") + hex
        default:
            if isHidden(scalar) {
                visible += "\\u{\(String(scalar.value, radix: 16))}"
            } else if scalar.properties.generalCategory == .spaceSeparator {
                visible += " "
            } else {
                visible.unicodeScalars.append(scalar)
            }
        }
    }

    private static let hidden: [Unicode.GeneralCategory] = [
        .control, .format, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator,
    ]
}

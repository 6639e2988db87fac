// The two widths in which each chart is drawn, and the measures that follow from them.

/// The width of a chart and what has room in it.
enum ChartLayout: Sendable, CaseIterable {
    /// For reports and tickets, which show it 800 to 1,000 pixels wide.
    case wide
    /// For a phone, 390 pixels wide with its margins.
    case narrow

    /// The width of the drawing.
    var width: Double {
        switch self {
        case .wide: 960
        case .narrow: 358
        }
    }

    /// The space at either side.
    var margin: Double {
        switch self {
        case .wide: 16
        case .narrow: 8
        }
    }

    /// Where the plots begin: beside their names, or below them.
    var plotLeft: Double {
        switch self {
        case .wide: 212
        case .narrow: 52
        }
    }

    /// Where the plots end.
    var plotRight: Double { width - margin }

    /// The width of the plots.
    var plotWidth: Double { plotRight - plotLeft }

    /// The number in the names of this layout's elements.
    var number: Int {
        switch self {
        case .wide: 0
        case .narrow: 1
        }
    }
}

/// How text is set.
struct TextStyle: Sendable, Equatable {
    var size: Double
    var ink: Ink = .ink
    var anchor: Constant = "start"
    var isBold = false

    static let title = TextStyle(size: 16, isBold: true)
    static let subtitle = TextStyle(size: 12.5, ink: .muted)
    static let panel = TextStyle(size: 14, isBold: true)
    static let label = TextStyle(size: 12.5)
    static let tick = TextStyle(size: 12, ink: .muted, anchor: "middle")
    static let tickLeft = TextStyle(size: 12, ink: .muted, anchor: "end")

    /// The same in another colour.
    func colored(_ ink: Ink) -> TextStyle {
        var style = self
        style.ink = ink
        return style
    }

    /// The same, ending or centred at its place.
    func anchored(_ anchor: Constant) -> TextStyle {
        var style = self
        style.anchor = anchor
        return style
    }

    /// The same in bold.
    var bold: TextStyle {
        var style = self
        style.isBold = true
        return style
    }

    /// About how wide a text will be: the mean advance of Segoe UI, Helvetica and DejaVu Sans is under 0.6 of the size.
    func width(of text: String) -> Double {
        Double(text.unicodeScalars.count) * size * (isBold ? 0.62 : 0.58)
    }

    /// The text cut to a width.
    func fitted(_ text: String, _ width: Double) -> String {
        let count = Int(width / (size * (isBold ? 0.62 : 0.58)))
        return count > 1 ? VisibleText.truncated(text, charactersMax: count) : "…"
    }

    /// The text in lines of a width, broken at blanks, at most `linesMax` of them.
    func lines(_ text: String, _ width: Double, linesMax: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, self.width(of: last + " " + word) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        guard lines.count > linesMax else { return lines.map { fitted($0, width) } }
        let rest = lines[(linesMax - 1)...].joined(separator: " ")
        return lines.prefix(linesMax - 1).map { fitted($0, width) } + [fitted(rest, width)]
    }
}

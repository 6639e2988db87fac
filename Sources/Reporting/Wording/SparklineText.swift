// Bars of block characters, the last thing on their line so that uneven fonts do no harm.

/// Writes sparklines as lines of text.
enum SparklineText {
    /// Longer names are cut; the JSON has them whole.
    private static let labelMax = 28
    private static let bars = Array(" ▁▂▃▄▅▆▇█")

    /// A line for the axis and a line a series: name, maximum, bar.
    static func lines(_ figure: Sparklines) -> [String] {
        let labels = figure.rows.map { label($0.label) }
        let labelWidth = labels.map(\.count).max() ?? 0
        let maximumWidth = figure.rows.map(\.maximum.count).max() ?? 0
        let axis =
            "\(figure.start) to \(figure.end), \(figure.step) a column, each bar from 0 to the number before it"
        return [axis]
            + zip(labels, figure.rows).map { label, row in
                let name = label + String(repeating: " ", count: labelWidth - label.count)
                let fill = String(repeating: " ", count: maximumWidth - row.maximum.count)
                let bar = row.heights.map { $0.map { bars[min(max($0, 1), 8)] } ?? "·" }
                return "\(name)  \(fill)\(row.maximum) \(String(bar))"
            }
    }

    private static func label(_ inlines: [Inline]) -> String {
        VisibleText.truncated(
            VisibleText.neutralised(PlainText.text(inlines)),
            charactersMax: labelMax
        )
    }
}

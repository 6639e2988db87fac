// What differs inside the incident: pairs of bars, and the numbers beside them.
// Source: the idea of comparing a selection with its baseline is Honeycomb's BubbleUp.

/// Shares before and inside.
package struct DifferencesChart: Sendable, Equatable {
    /// One subject.
    struct Row: Sendable, Equatable {
        /// What is compared, redacted.
        let name: String
        /// Shares in 0...1, and as they are written.
        let before: Double
        let inside: Double
        let beforeText: String
        let insideText: String
    }

    let heading: ChartHeading
    let rows: [Row]
}

extension DifferencesChart: DrawnChart {
    private static let barHeight = 11.0
    /// Room for the number after the longest bar.
    private static let numberWidth = 58.0

    func picture(_ layout: ChartLayout) -> Picture {
        var canvas = Canvas()
        var y = heading.draw(on: &canvas, layout) + 14
        key(layout, y, &canvas)
        y += 14
        let left = layout == .wide ? 380.0 : layout.margin
        let width = layout.plotRight - left - Self.numberWidth
        let largest = rows.map { max($0.before, $0.inside) }.filter(\.isFinite).max() ?? 1
        let scale = Scale(upTo: largest / 1.08)
        for row in rows {
            let label = TextStyle.label
            switch layout {
            case .wide:
                let lines = label.lines(row.name, left - layout.margin - 14, linesMax: 2)
                let first = lines.count > 1 ? y + 12 : y + 20
                for (index, line) in lines.enumerated() {
                    canvas.text(line, left - 12, first + Double(index) * 15, label.anchored("end"))
                }
            case .narrow:
                for line in label.lines(row.name, layout.width - 2 * layout.margin, linesMax: 2) {
                    canvas.text(line, left, y + 12, label)
                    y += 16
                }
                y += 2
            }
            bar(row.before, row.beforeText, .blue, left, y + 3, width, scale, &canvas)
            bar(
                row.inside,
                row.insideText,
                .vermilion,
                left,
                y + 4 + Self.barHeight,
                width,
                scale,
                &canvas
            )
            y += 2 * Self.barHeight + 18
        }
        return Picture(height: y + 8, title: heading.title, description: "", marks: canvas.marks)
    }

    private func key(_ layout: ChartLayout, _ y: Double, _ canvas: inout Canvas) {
        let style = TextStyle.subtitle
        let left = layout == .wide ? 380.0 : layout.margin
        canvas.rect(left, y - 10, 18, Self.barHeight, .blue)
        canvas.text("before", left + 23, y, style.colored(.blue).bold)
        // The outline tells the second bar from the first without its colour.
        canvas.rect(left + 90, y - 10, 18, Self.barHeight, .vermilion)
        canvas.rect(left + 92, y - 8, 14, Self.barHeight - 4, .background)
        canvas.text("inside the incident", left + 113, y, style.colored(.vermilion).bold)
    }

    private func bar(
        _ value: Double,
        _ said: String,
        _ ink: Ink,
        _ left: Double,
        _ y: Double,
        _ width: Double,
        _ scale: Scale,
        _ canvas: inout Canvas
    ) {
        let length = max(2, width * scale.share(value))
        canvas.rect(left, y, length, Self.barHeight, ink)
        if ink == .vermilion, length > 6 {
            canvas.rect(left + 2, y + 2, length - 4, Self.barHeight - 4, .background)
        }
        canvas.text(
            said,
            left + length + 6,
            y + Self.barHeight - 1,
            TextStyle.subtitle.colored(ink).bold
        )
    }
}

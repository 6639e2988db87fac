// Figure 3: how long jobs ran, minute by minute. A band that moves says that everything slowed, one that splits
// that some jobs did. Source: Gregg, "Visualizing System Latency", CACM 53(7), 2010.

import Diagnosing

/// A heat map.
package struct JobTimesChart: Sendable, Equatable {
    /// What the strength of a cell means.
    enum Shade: Sendable {
        /// The share of its own column: throughput changed so much that counts would hide the slow time.
        case shareOfColumn
        case count
    }

    let heading: ChartHeading
    let grid: JobTimeGrid
    let shade: Shade
    let events: [LetteredEvent]
    let window: ClosedRange<Double>?
}

extension JobTimesChart: DrawnChart {
    private static let height = 250.0

    func picture(_ layout: ChartLayout) -> Picture {
        var canvas = Canvas()
        var top = heading.draw(on: &canvas, layout) + 12
        let lettersY = top
        if !events.isEmpty { top += 22 }
        let start = grid.start.seconds
        var frame = TimeFrame(
            layout,
            left: layout.margin + 62,
            from: start,
            to: start + Double(grid.columns.count * grid.columnSeconds),
            top: top,
            height: Self.height
        )
        frame.plot.rect(0, 0, frame.scale.width, Self.height, .band)
        cells(&frame)
        frame.mark(events)
        edges(frame, &canvas)
        canvas.add(frame.plotElement)
        for letter in frame.letters(events, y: lettersY) { canvas.add(letter) }
        if let window { bracket(window, frame, &canvas) }
        canvas.add(frame.axis)
        legend(frame.bottom + 40, layout, &canvas)
        return Picture(
            height: frame.bottom + 62,
            title: heading.title,
            description: "",
            marks: canvas.marks,
            plot: frame.timePlot
        )
    }

    /// All cells of one strength are one shape, which keeps the file small.
    private func cells(_ frame: inout TimeFrame) {
        let width = frame.scale.width / Double(max(1, grid.columns.count))
        let height = Self.height / Double(max(1, grid.edges.count - 1))
        let largest = Double(grid.columns.joined().max() ?? 1)
        var shapes = [[PathStep]](repeating: [], count: Ink.heatSteps)
        for (column, rows) in grid.columns.enumerated() {
            let total = Double(rows.reduce(0, +))
            for (row, count) in rows.enumerated() where count > 0 {
                let share = Double(count) / (shade == .count ? largest : total)
                // The root lifts small shares out of the ground; the scale below says so in numbers.
                let step = min(Ink.heatSteps - 1, Int(share.squareRoot() * Double(Ink.heatSteps)))
                shapes[step].append(
                    .box(
                        Double(column) * width,
                        Self.height - Double(row + 1) * height,
                        width + 0.3,
                        height + 0.3
                    )
                )
            }
        }
        for (step, shape) in shapes.enumerated() {
            frame.plot.fill(shape, .heat(step), opacity: 1)
        }
    }

    /// The decades, which are edges of rows.
    private func edges(_ frame: TimeFrame, _ canvas: inout Canvas) {
        let rows = Double(max(1, grid.edges.count - 1))
        for (index, edge) in grid.edges.enumerated()
        where index.isMultiple(of: max(1, grid.rowsPerDecade)) {
            let y = frame.bottom - Self.height * Double(index) / rows
            canvas.line(from: (frame.left - 5, y), to: (frame.left, y), .muted)
            canvas.text(DurationText.text(edge), frame.left - 8, y + 4, .tickLeft)
        }
    }

    /// A bar over the incident, since a shade would change the colours of the cells.
    private func bracket(_ window: ClosedRange<Double>, _ frame: TimeFrame, _ canvas: inout Canvas)
    {
        var bar = Canvas()
        let width = frame.scale.x(window.upperBound) - frame.scale.x(window.lowerBound)
        bar.rect(0, -4, max(2, width), 4, .vermilion)
        canvas.add(frame.moving(bar.marks, at: window.lowerBound, y: frame.top))
    }

    private func legend(_ y: Double, _ layout: ChartLayout, _ canvas: inout Canvas) {
        let side = layout == .wide ? 22.0 : 14.0
        let left = layout.plotRight - side * Double(Ink.heatSteps)
        for step in 0..<Ink.heatSteps {
            canvas.rect(left + Double(step) * side, y, side, 12, .heat(step))
        }
        let style = TextStyle.subtitle.anchored("end")
        let said =
            switch shade {
            case .shareOfColumn:
                layout == .wide ? "share of the column’s jobs, 0 to 100%" : "0 to 100% of a column"
            case .count:
                "jobs in a cell, 0 to \(DecimalText.grouped(grid.columns.joined().max() ?? 0))"
            }
        canvas.text(said, left - 8, y + 11, style)
        if window != nil {
            canvas.rect(layout.margin, y + 4, 18, 4, .vermilion)
            canvas.text("the incident", layout.margin + 24, y + 11, TextStyle.subtitle)
        }
    }
}

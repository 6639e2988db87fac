// Who moved first: each onset as the interval in which it lies, since an order within an interval is no order.

/// Onsets on one axis.
package struct FirstMoversChart: Sendable, Equatable {
    /// What moved.
    struct Row: Sendable, Equatable {
        /// Its number and name; redacted.
        let name: String
        /// Seconds since the epoch, and half the width of the interval.
        let time: Double
        let uncertainty: Double
        let kind: Kind
    }

    /// What a row is.
    enum Kind: Sendable {
        case event, finding, impact
    }

    let heading: ChartHeading
    /// In the order of time.
    let rows: [Row]
    let impact: Double
}

extension FirstMoversChart: DrawnChart {
    func picture(_ layout: ChartLayout) -> Picture {
        var canvas = Canvas()
        let rowHeight = layout == .wide ? 30.0 : 44.0
        let top = heading.draw(on: &canvas, layout) + 12
        let left = layout == .wide ? 400.0 : layout.margin + 4
        let low = rows.map { $0.time - $0.uncertainty }.min() ?? impact
        let high = rows.map { $0.time + $0.uncertainty }.max() ?? impact
        let room = max(1, (high - low) * 0.06)
        var frame = TimeFrame(
            layout,
            left: left,
            from: low - room,
            to: high + room,
            top: top,
            height: Double(rows.count) * rowHeight
        )
        let x = frame.scale.x(impact)
        frame.plot.rect(x, 0, frame.scale.width - x, frame.height, .impact)
        for (index, row) in rows.enumerated() {
            draw(row, index, rowHeight, layout, &frame)
        }
        frame.plot.line(from: (x, 0), to: (x, frame.height), .vermilion, width: 1.6)
        canvas.add(frame.plotElement)
        // On a narrow page names stand over the plot.
        for (index, row) in rows.enumerated() {
            label(row, top + Double(index) * rowHeight, left, layout, &canvas)
        }
        canvas.add(frame.axis)
        return Picture(
            height: frame.bottom + 32,
            title: heading.title,
            description: "",
            marks: canvas.marks,
            plot: frame.timePlot
        )
    }

    private func draw(
        _ row: Row,
        _ index: Int,
        _ height: Double,
        _ layout: ChartLayout,
        _ frame: inout TimeFrame
    ) {
        let y = Double(index) * height + (layout == .wide ? height / 2 : height - 12)
        let x = frame.scale.x(row.time)
        let base = Double(index + 1) * height
        frame.plot.line(from: (0, base), to: (frame.scale.width, base), .grid, width: 0.8)
        switch row.kind {
        case .event:
            frame.plot.fill(
                [.move(x - 6, y), .line(x, y - 6), .line(x + 6, y), .line(x, y + 6), .close],
                .ink,
                opacity: 1
            )
        case .finding, .impact:
            let ink: Ink = row.kind == .finding ? .blue : .vermilion
            let low = frame.scale.x(row.time - row.uncertainty)
            let high = frame.scale.x(row.time + row.uncertainty)
            frame.plot.rect(low, y - 5, max(3, high - low), 10, ink, opacity: 0.4)
            frame.plot.line(from: (x, y - 8), to: (x, y + 8), ink, width: 2)
        }
    }

    private func label(
        _ row: Row,
        _ top: Double,
        _ left: Double,
        _ layout: ChartLayout,
        _ canvas: inout Canvas
    ) {
        let style = row.kind == .impact ? TextStyle.label.bold : TextStyle.label
        switch layout {
        case .wide:
            let lines = style.lines(row.name, left - layout.margin - 14, linesMax: 2)
            for (index, line) in lines.enumerated() {
                let y = lines.count > 1 ? top + 12 + Double(index) * 14 : top + 19
                canvas.text(line, left - 12, y, style.anchored("end"))
            }
        case .narrow:
            canvas.text(
                style.fitted(row.name, layout.width - 2 * layout.margin),
                left,
                top + 17,
                style
            )
        }
    }
}

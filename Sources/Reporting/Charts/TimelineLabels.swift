// The words of the timeline chart: names and units of panels, the values at their axes, their peaks.

import Diagnosing

extension TimelineChart {
    /// The name, whose it is, and what each line is, beside the plot or above it; then the values of the axis.
    func label(
        _ panel: Panel,
        _ top: Double,
        _ height: Double,
        _ layout: ChartLayout,
        _ canvas: inout Canvas
    ) {
        switch layout {
        case .wide: labelBeside(panel, top, layout, &canvas)
        case .narrow: labelAbove(panel, top, layout, &canvas)
        }
        let scale = panelScale(panel)
        for tick in scale.ticks {
            let y = top + height * (1 - scale.share(tick))
            canvas.text(
                AxisText.text(tick, panel.unit),
                layout.plotLeft - 6,
                y + 4,
                .tickLeft
            )
        }
        guard let threshold = panel.threshold else { return }
        let y = top + height * (1 - scale.share(threshold.value))
        // Below the line where there is no room above it.
        let baseline = y - top < 16 ? y + 14 : y - 5
        canvas.text(
            "\(threshold.name): \(AxisText.text(threshold.value, panel.unit))",
            layout.plotLeft + 6,
            baseline,
            TextStyle.subtitle
        )
    }

    private func labelBeside(
        _ panel: Panel,
        _ top: Double,
        _ layout: ChartLayout,
        _ canvas: inout Canvas
    ) {
        let room = layout.plotLeft - layout.margin - 52
        name(panel, room, layout.margin, top + 14, &canvas)
        let note = TextStyle.subtitle
        var y = top + 31
        if !panel.note.isEmpty {
            canvas.text(note.fitted(panel.note, room), layout.margin, y, note)
            y += 16
        }
        let unit = AxisText.name(panel.unit)
        if !unit.isEmpty, panel.series.count == 1 {
            canvas.text(note.fitted(unit, room), layout.margin, y, note)
        }
        guard panel.series.count > 1 else { return }
        for (series, ink) in zip(panel.series, [Ink.blue, .vermilion]) {
            key(series.name, ink, layout.margin, y, &canvas)
            y += 16
        }
    }

    private func labelAbove(
        _ panel: Panel,
        _ top: Double,
        _ layout: ChartLayout,
        _ canvas: inout Canvas
    ) {
        name(panel, layout.width - 2 * layout.margin, layout.margin, top - 26, &canvas)
        let note = TextStyle.subtitle
        let keys = panel.series.count > 1 ? panel.series.map(\.name) : []
        let keysWidth = keys.reduce(0) { $0 + 30 + note.width(of: $1) }
        let unit = keys.isEmpty ? AxisText.name(panel.unit) : ""
        let said = [panel.note, unit].filter { !$0.isEmpty }.joined(separator: ", ")
        canvas.text(
            note.fitted(said, layout.width - 2 * layout.margin - keysWidth),
            layout.margin,
            top - 10,
            note
        )
        var x = layout.width - layout.margin - keysWidth + 8
        for (series, ink) in zip(keys, [Ink.blue, .vermilion]) {
            key(series, ink, x, top - 10, &canvas)
            x += 30 + note.width(of: series)
        }
    }

    /// The name, smaller where it would be cut.
    private func name(
        _ panel: Panel,
        _ room: Double,
        _ x: Double,
        _ y: Double,
        _ canvas: inout Canvas
    ) {
        let isShort = TextStyle.panel.width(of: panel.name) <= room
        let style = isShort ? TextStyle.panel : TextStyle.label.bold
        canvas.text(style.fitted(panel.name, room), x, y, style)
    }

    /// A piece of a line and its name in the line's colour.
    private func key(_ name: String, _ ink: Ink, _ x: Double, _ y: Double, _ canvas: inout Canvas) {
        canvas.line(
            from: (x, y - 4),
            to: (x + 18, y - 4),
            ink,
            width: 1.8,
            dash: ink == .vermilion ? .dashed : .solid
        )
        canvas.text(name, x + 22, y, TextStyle.subtitle.colored(ink).bold)
    }

    /// The largest value of a panel at its place, on the side where there is room.
    func peak(of panel: Panel, _ top: Double, _ height: Double, _ frame: TimeFrame) -> Markup? {
        guard let series = panel.series.first, let index = Self.peakIndex(series.values),
            let value = series.values[index], value > 0
        else { return nil }
        let time = start + (Double(index) + 0.5) * step
        let scale = panelScale(panel)
        let said = Self.peakText(value, panel.unit)
        let style = TextStyle.label.colored(.blue).bold
        let isRight = frame.scale.x(time) + 8 + style.width(of: said) < frame.scale.width
        var canvas = Canvas()
        canvas.circle(0, 0, 3, .blue)
        canvas.text(said, isRight ? 2 : -2, -7, style.anchored(isRight ? "start" : "end"))
        return frame.moving(
            canvas.marks,
            at: time,
            y: top + height * (1 - scale.share(value))
        )
    }

    /// Exact where it is a count; a number without a unit is shortened.
    private static func peakText(_ value: Double, _ unit: Quantity.Unit) -> String {
        unit == .plain ? AxisText.text(value, unit) : QuantityText.text(Quantity(value, unit))
    }

    /// The first place of the largest value.
    static func peakIndex(_ values: [Double?]) -> Int? {
        var best: Int?
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else { continue }
            if let known = best, let largest = values[known], largest >= value { continue }
            best = index
        }
        return best
    }

    /// What the shade means, above it, where its words fit.
    func shadeLabel(
        _ window: ClosedRange<Double>,
        _ frame: TimeFrame,
        _ y: Double,
        _ layout: ChartLayout
    ) -> Markup {
        let style = TextStyle.label.colored(.vermilion).bold
        let width = frame.scale.width + frame.left - layout.margin
        let said = style.fitted(windowName, width)
        let x = frame.scale.x(window.lowerBound)
        let space = frame.scale.width - x
        let overhang = max(0, style.width(of: said) - space)
        var canvas = Canvas()
        canvas.text(said, -overhang, 10, style)
        return frame.moving(canvas.marks, at: window.lowerBound, y: y)
    }
}

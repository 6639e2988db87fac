// Figure 1: several series, one clock. Panels go from cause to effect: demand, what waits, what is saturated.

import Diagnosing

/// Small multiples on one time axis.
package struct TimelineChart: Sendable, Equatable {
    /// One plot.
    struct Panel: Sendable, Equatable {
        /// What it shows, in constants.
        let name: String
        /// Whose it is: a queue, a metric; redacted.
        let note: String
        let unit: Quantity.Unit
        /// One or two: the first in blue, the second dashed in vermilion.
        let series: [Series]
        let threshold: Threshold?
    }

    /// A series on the chart's grid.
    struct Series: Sendable, Equatable {
        let name: String
        let values: [Double?]
    }

    /// A value that matters, with its name.
    struct Threshold: Sendable, Equatable {
        let value: Double
        let name: String
    }

    let heading: ChartHeading
    /// Seconds since the epoch of the first value, and between values.
    let start: Double
    let step: Double
    let panels: [Panel]
    let events: [LetteredEvent]
    /// The incident in seconds since the epoch, and what the shade means.
    let window: ClosedRange<Double>?
    let windowName: String

    /// More panels do not fit a screen.
    static let panelsMax = 6
}

extension TimelineChart: DrawnChart {
    private static let inks: [Ink] = [.blue, .vermilion]
    /// Room above the peak for its value.
    private static let headroom = 1.32

    /// Heights that differ between the layouts.
    private struct Measures {
        let plot: Double
        let gap: Double

        init(_ layout: ChartLayout) {
            switch layout {
            case .wide: (plot, gap) = (86, 22)
            case .narrow: (plot, gap) = (70, 58)
            }
        }
    }

    func picture(_ layout: ChartLayout) -> Picture {
        var canvas = Canvas()
        let measures = Measures(layout)
        var top = heading.draw(on: &canvas, layout) + 12
        let lettersY = top
        let rows = TimeFrame.letterRows(events, layout)
        top += Double(rows) * 22
        let shadeY = top + 2
        if window != nil { top += 18 }
        if layout == .narrow { top += measures.gap - 12 }
        let count = Double(panels.count)
        var frame = TimeFrame(
            layout,
            left: layout.plotLeft,
            from: start,
            to: start + step * Double(longest),
            top: top,
            height: count * measures.plot + max(0, count - 1) * measures.gap
        )
        if let window { frame.shade(window) }
        frame.mark(events)
        for (index, panel) in panels.enumerated() {
            let y = Double(index) * (measures.plot + measures.gap)
            draw(panel, y, measures.plot, &frame)
        }
        canvas.add(frame.plotElement)
        // On a narrow page names stand between the plots, over the shade.
        for (index, panel) in panels.enumerated() {
            let y = top + Double(index) * (measures.plot + measures.gap)
            label(panel, y, measures.plot, layout, &canvas)
            if let peak = peak(of: panel, y, measures.plot, frame) { canvas.add(peak) }
        }
        for letter in frame.letters(events, y: lettersY, rows: rows) { canvas.add(letter) }
        if let window { canvas.add(shadeLabel(window, frame, shadeY, layout)) }
        canvas.add(frame.axis)
        return Picture(
            height: frame.bottom + 32,
            title: heading.title,
            description: "",
            marks: canvas.marks,
            plot: frame.timePlot,
            probes: probes
        )
    }

    private var longest: Int {
        panels.flatMap { $0.series.map(\.values.count) }.max() ?? 1
    }

    private func stretches(_ series: Series) -> [[Downsampling.Point]] {
        Downsampling.stretches(series.values, start: start, step: step)
    }

    private var probes: [Picture.Probe] {
        panels.flatMap { panel in
            panel.series.map { series in
                Picture.Probe(
                    name: [panel.note, series.name].filter { !$0.isEmpty }.joined(separator: " "),
                    unit: panel.unit.rawValue,
                    points: stretches(series).flatMap { $0 }
                )
            }
        }
    }

    /// The scale of a panel, from zero to its largest value or its threshold.
    func panelScale(_ panel: Panel) -> Scale {
        let values = panel.series.flatMap(\.values).compactMap { $0 }.filter(\.isFinite)
        let largest = max(values.max() ?? 0, panel.threshold?.value ?? 0)
        return Scale(upTo: largest, intervals: 2, headroom: Self.headroom)
    }

    private func draw(_ panel: Panel, _ top: Double, _ height: Double, _ frame: inout TimeFrame) {
        let scale = panelScale(panel)
        for tick in scale.ticks {
            let y = top + height * (1 - scale.share(tick))
            frame.plot.line(from: (0, y), to: (frame.scale.width, y), .grid, width: 0.8)
        }
        for (series, ink) in zip(panel.series, Self.inks) {
            let stretches = stretches(series)
            hatch(stretches, top, height, &frame)
            for stretch in stretches {
                let points = stretch.map {
                    (x: frame.scale.x($0.x), y: top + height * (1 - scale.share($0.y)))
                }
                if panel.series.count == 1 { fill(points, top + height, ink, &frame.plot) }
                frame.plot.stroke(
                    Self.path(points),
                    ink,
                    width: 1.8,
                    dash: ink == .vermilion ? .dashed : .solid
                )
            }
        }
        guard let threshold = panel.threshold else { return }
        let y = top + height * (1 - scale.share(threshold.value))
        frame.plot.line(from: (0, y), to: (frame.scale.width, y), .muted, width: 1, dash: .dashed)
    }

    /// Bands where there is no value: a line across would be an invention.
    private func hatch(
        _ stretches: [[Downsampling.Point]],
        _ top: Double,
        _ height: Double,
        _ frame: inout TimeFrame
    ) {
        let ends = zip(stretches, stretches.dropFirst()).map { ($0.last?.x ?? 0, $1.first?.x ?? 0) }
        for (end, next) in ends {
            let (low, high) = (frame.scale.x(end), frame.scale.x(next))
            frame.plot.rect(low, top, high - low, height, .band)
            var x = low
            while x < high {
                let far = min(x + height, high)
                frame.plot.line(
                    from: (x, top + height),
                    to: (far, top + height - (far - x)),
                    .grid,
                    width: 0.8
                )
                x += 8
            }
        }
    }

    private func fill(
        _ points: [(x: Double, y: Double)],
        _ base: Double,
        _ ink: Ink,
        _ canvas: inout Canvas
    ) {
        guard let first = points.first, let last = points.last, points.count > 1 else { return }
        let path =
            [PathStep.move(first.x, base)] + points.map { .line($0.x, $0.y) }
            + [.line(last.x, base), .close]
        canvas.fill(path, ink, opacity: 0.2)
    }

    /// A single value is a dash as wide as can be seen.
    static func path(_ points: [(x: Double, y: Double)]) -> [PathStep] {
        guard let first = points.first else { return [] }
        guard points.count > 1 else {
            return [.move(first.x - 1.5, first.y), .line(first.x + 1.5, first.y)]
        }
        return [.move(first.x, first.y)] + points.dropFirst().map { .line($0.x, $0.y) }
    }
}

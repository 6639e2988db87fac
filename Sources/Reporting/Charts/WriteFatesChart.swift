// What became of the writes, second by second: useful ones below, and above them those that nobody needed.

import Diagnosing

/// A stacked area.
package struct WriteFatesChart: Sendable, Equatable {
    /// One fate.
    struct Layer: Sendable, Equatable {
        let name: String
        /// The share of all writes, as it is written.
        let shareText: String
        let kind: Kind
        /// Writes a second on the chart's grid.
        let values: [Double]
    }

    /// How a layer is drawn: what is wasted is one colour in steps, parted by lines.
    enum Kind: Sendable, Equatable {
        case useful, unknown
        /// The place among the wasted fates, 0 for the largest.
        case wasted(Int)
    }

    let heading: ChartHeading
    let start: Double
    let step: Double
    /// From the bottom to the top.
    let layers: [Layer]
    let events: [LetteredEvent]
    let window: ClosedRange<Double>?
}

extension WriteFatesChart: DrawnChart {
    private static let height = 220.0
    /// Columns of the area; more cannot be told apart.
    private static let columnsMax = 400

    func picture(_ layout: ChartLayout) -> Picture {
        var canvas = Canvas()
        var top = heading.draw(on: &canvas, layout) + 14
        top = keys(layout, top, &canvas) + 24
        let lettersY = top
        if !events.isEmpty { top += 22 }
        let count = layers.map(\.values.count).max() ?? 1
        var frame = TimeFrame(
            layout,
            left: layout.margin + 56,
            from: start,
            to: start + step * Double(count),
            top: top,
            height: Self.height
        )
        if let window { frame.shade(window) }
        let scale = stack(&frame, count)
        frame.mark(events)
        for tick in scale.ticks {
            let y = frame.bottom - Self.height * scale.share(tick)
            canvas.text(AxisText.text(tick, .writesPerSecond), frame.left - 7, y + 4, .tickLeft)
        }
        canvas.add(frame.plotElement)
        for letter in frame.letters(events, y: lettersY) { canvas.add(letter) }
        canvas.add(frame.axis)
        return Picture(
            height: frame.bottom + 32,
            title: heading.title,
            description: "",
            marks: canvas.marks,
            plot: frame.timePlot,
            probes: layers.map(probe)
        )
    }

    private func probe(_ layer: Layer) -> Picture.Probe {
        Picture.Probe(
            name: layer.name,
            unit: Quantity.Unit.writesPerSecond.rawValue,
            points: Downsampling.stretches(layer.values, start: start, step: step).flatMap { $0 }
        )
    }

    /// The layers from the ground up, each the mean of a column; returns the scale of their sum.
    private func stack(_ frame: inout TimeFrame, _ count: Int) -> Scale {
        let perColumn = (count + Self.columnsMax - 1) / Self.columnsMax
        let columns = layers.map { Self.means($0.values, perColumn) }
        let places = (0..<(columns.first?.count ?? 0)).map { column in
            frame.scale.x(start + (Double(column) + 0.5) * Double(perColumn) * step)
        }
        let sums = places.indices.map { place in columns.reduce(0) { $0 + $1[place] } }
        let scale = Scale(upTo: sums.max() ?? 1)
        for tick in scale.ticks {
            let y = Self.height * (1 - scale.share(tick))
            frame.plot.line(from: (0, y), to: (frame.scale.width, y), .grid, width: 0.8)
        }
        var base = [Double](repeating: 0, count: places.count)
        for (layer, values) in zip(layers, columns) {
            let ceiling = zip(base, values).map { $0 + $1 }
            let upper = zip(places, ceiling).map {
                (x: $0, y: Self.height * (1 - scale.share($1)))
            }
            let lower = zip(places, base).map { (x: $0, y: Self.height * (1 - scale.share($1))) }
            let outline = TimelineChart.path(upper)
            let ground = lower.reversed().map { PathStep.line($0.x, $0.y) }
            let (ink, opacity) = Self.paint(layer.kind)
            frame.plot.fill(outline + ground + [.close], ink, opacity: opacity)
            frame.plot.stroke(outline, ink, width: 1)
            base = ceiling
        }
        return scale
    }

    private static func means(_ values: [Double], _ perColumn: Int) -> [Double] {
        stride(from: 0, to: values.count, by: max(1, perColumn)).map { low in
            let part = values[low..<min(low + max(1, perColumn), values.count)]
            let mean = part.reduce(0, +) / Double(max(1, part.count))
            return mean.isFinite ? max(0, mean) : 0
        }
    }

    private static func paint(_ kind: Kind) -> (ink: Ink, opacity: Double) {
        switch kind {
        case .useful: (.blue, 0.6)
        case .unknown: (.muted, 0.3)
        case .wasted(let place): (.vermilion, max(0.3, 0.8 - 0.2 * Double(place)))
        }
    }

    /// The names of the layers from the top down, as they lie; returns the height below them.
    private func keys(_ layout: ChartLayout, _ top: Double, _ canvas: inout Canvas) -> Double {
        let style = TextStyle.subtitle
        var (x, y) = (layout.margin, top)
        for layer in layers.reversed() {
            let said = "\(layer.name) \(layer.shareText)"
            let width = 40 + style.bold.width(of: said)
            if x > layout.margin, x + width > layout.plotRight {
                x = layout.margin
                y += 17
            }
            let (ink, opacity) = Self.paint(layer.kind)
            canvas.rect(x, y - 10, 16, 11, ink, opacity: opacity)
            canvas.text(said, x + 21, y, style.colored(ink).bold)
            x += width
        }
        return y
    }
}

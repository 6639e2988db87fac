// Figure 2: the time of a job against the number that waited, with the line and the knee where there is one.

import Diagnosing

/// A scatter of bins.
package struct DepthLatencyChart: Sendable, Equatable {
    let heading: ChartHeading
    let relation: DepthLatency
    /// The slope and how well it fits, in words.
    let slopeText: String
    let fitText: String
}

extension DepthLatencyChart: DrawnChart {
    /// Marks closer than this cover each other.
    private static let cellSide = 3.0
    private static let height = 300.0

    /// The plot's place and scales.
    private struct Field {
        let left: Double
        let top: Double
        let width: Double
        let depths: Scale
        let times: Scale

        func x(_ depth: Double) -> Double { left + width * depths.share(depth) }
        func y(_ seconds: Double) -> Double {
            top + DepthLatencyChart.height * (1 - times.share(seconds))
        }
        var bottom: Double { top + DepthLatencyChart.height }
    }

    func picture(_ layout: ChartLayout) -> Picture {
        var canvas = Canvas()
        let top = heading.draw(on: &canvas, layout) + 34
        let left = layout.margin + 56
        let cut = Self.cut(relation.points.map(\.seconds))
        let field = Field(
            left: left,
            top: top,
            width: layout.plotRight - left,
            depths: Scale(
                upTo: relation.points.map(\.depth).max() ?? 1,
                intervals: layout == .wide ? 6 : 3
            ),
            times: Scale(upTo: cut.top)
        )
        key(layout, top - 16, &canvas)
        axes(field, layout, &canvas)
        dots(field, &canvas)
        if case .rises(let fit) = relation.law { line(fit, field, layout, &canvas) }
        if !cut.note.isEmpty {
            canvas.text(cut.note, field.left + 6, field.top + 12, TextStyle.subtitle)
        }
        return Picture(
            height: field.bottom + 54,
            title: heading.title,
            description: "",
            marks: canvas.marks
        )
    }

    /// A larger factor between the top and all but a fiftieth of the bins leaves the others on one line.
    private static let outlierFactorMin = 2.0
    private static let outlierShare = 0.02

    /// The top of the axis, and what lies above it where a few bins would flatten all others: these are drawn at the
    /// edge.
    private static func cut(_ seconds: [Double]) -> (top: Double, note: String) {
        let sorted = seconds.filter(\.isFinite).sorted()
        guard let largest = sorted.last else { return (1, "") }
        let usual = sorted[Int(Double(sorted.count - 1) * (1 - outlierShare))]
        guard usual > 0, largest > usual * outlierFactorMin else { return (largest, "") }
        let above = sorted.count { $0 > usual }
        let bins = above == 1 ? "1 bin lies" : "\(above) bins lie"
        return (usual, "\(bins) above, up to \(QuantityText.text(Quantity(largest, .seconds)))")
    }

    /// What the two marks are, and what the height is.
    private func key(_ layout: ChartLayout, _ y: Double, _ canvas: inout Canvas) {
        let style = TextStyle.subtitle
        canvas.text("median job time", layout.margin, y, style)
        let first = layout == .wide ? layout.plotRight - 300 : layout.plotRight - 214
        let growing = layout == .wide ? "while the queue grew" : "growing"
        let draining = layout == .wide ? "while it drained" : "draining"
        canvas.circle(first, y - 4, 3.2, .blue)
        canvas.text(growing, first + 9, y, style.colored(.blue).bold)
        let second = first + 22 + style.bold.width(of: growing)
        canvas.fill(Self.triangle(second, y - 4), .vermilion, opacity: 1)
        canvas.text(draining, second + 9, y, style.colored(.vermilion).bold)
    }

    private func axes(_ field: Field, _ layout: ChartLayout, _ canvas: inout Canvas) {
        for tick in field.times.ticks {
            let y = field.y(tick)
            canvas.line(from: (field.left, y), to: (field.left + field.width, y), .grid, width: 0.8)
            canvas.text(AxisText.text(tick, .seconds), field.left - 7, y + 4, .tickLeft)
        }
        for tick in field.depths.ticks {
            let x = field.x(tick)
            canvas.line(from: (x, field.bottom), to: (x, field.bottom + 5), .muted)
            canvas.text(AxisText.text(tick, .jobs), x, field.bottom + 20, .tick)
        }
        canvas.text(
            "jobs waiting",
            layout.plotRight,
            field.bottom + 40,
            TextStyle.subtitle.anchored("end")
        )
    }

    /// One mark a cell, so that ten thousand bins cover no more than the eye can see.
    private func dots(_ field: Field, _ canvas: inout Canvas) {
        var taken: Set<[Int]> = []
        for point in relation.points {
            let (x, y) = (field.x(point.depth), field.y(point.seconds))
            let cell = [
                Int(x / Self.cellSide), Int(y / Self.cellSide), point.isDraining ? 1 : 0,
            ]
            guard taken.insert(cell).inserted else { continue }
            if point.isDraining {
                canvas.fill(Self.triangle(x, y), .vermilion, opacity: 0.6)
            } else {
                canvas.circle(x, y, 3, .blue, opacity: 0.6)
            }
        }
    }

    private static func triangle(_ x: Double, _ y: Double) -> [PathStep] {
        [.move(x - 3.6, y + 3), .line(x + 3.6, y + 3), .line(x, y - 3.6), .close]
    }

    private func line(
        _ fit: DepthLatency.Fit,
        _ field: Field,
        _ layout: ChartLayout,
        _ canvas: inout Canvas
    ) {
        let deepest = relation.points.map(\.depth).max() ?? 0
        let knee = fit.knee ?? relation.points.map(\.depth).min() ?? 0
        let ends = [knee, deepest].map {
            (x: field.x($0), y: field.y(fit.intercept + fit.slope * $0))
        }
        canvas.line(from: ends[0], to: ends[1], .ink, width: 1.6)
        if let level = fit.levelSeconds {
            canvas.line(
                from: (field.x(0), field.y(level)),
                to: (field.x(knee), field.y(level)),
                .ink,
                width: 1.6
            )
        }
        if fit.knee != nil {
            let x = field.x(knee)
            canvas.line(
                from: (x, field.top),
                to: (x, field.bottom),
                .muted,
                width: 1,
                dash: .dashed
            )
            canvas.text(
                "\(AxisText.text(knee, .jobs)) jobs: the rise begins",
                x + 6,
                field.top + 12,
                TextStyle.subtitle
            )
        }
        let style = TextStyle.label.bold
        let y = field.top + 44
        let width = max(style.width(of: slopeText), TextStyle.subtitle.width(of: fitText))
        let x = min(max(field.left + 8, ends[1].x - width - 40), layout.plotRight - width)
        canvas.text(slopeText, x, y, style)
        canvas.text(fitText, x, y + 16, TextStyle.subtitle)
    }
}

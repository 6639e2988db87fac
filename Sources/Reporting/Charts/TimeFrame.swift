// The shared parts of charts on a time axis: shaded incident, lettered events, ticks, and a plot that a page can
// zoom by changing its view.

/// A plot on a time axis and what stands around it.
struct TimeFrame {
    let layout: ChartLayout
    let scale: TimeScale
    let top: Double
    let height: Double
    /// Where the plot begins and ends.
    let left: Double
    /// What is drawn inside of the plot, in its own units: seconds become 0...width.
    var plot = Canvas()

    private static let letterRadius = 9.0
    private static let labelWidthMin = 44.0

    init(
        _ layout: ChartLayout,
        left: Double,
        from start: Double,
        to end: Double,
        top: Double,
        height: Double
    ) {
        self.layout = layout
        self.left = left
        self.top = top
        self.height = height
        scale = TimeScale(from: start, to: end, width: layout.plotRight - left)
    }

    var bottom: Double { top + height }

    /// Where the picture's time axis lies.
    var timePlot: Picture.TimePlot {
        Picture.TimePlot(
            left: left,
            top: top,
            width: scale.width,
            height: height,
            start: scale.start,
            end: scale.end,
            ticksY: bottom + 18
        )
    }

    /// Shades a stretch of time over the whole height.
    mutating func shade(_ window: ClosedRange<Double>) {
        let x = scale.x(window.lowerBound)
        plot.rect(x, 0, max(2, scale.x(window.upperBound) - x), height, .impact)
    }

    /// Draws a dotted line for each event.
    mutating func mark(_ events: [LetteredEvent]) {
        for event in events where scale.holds(event.time) {
            let x = scale.x(event.time)
            plot.line(from: (x, 0), to: (x, height), .ink, width: 1.2, dash: .dotted)
        }
    }

    /// The plot as an element whose view is its zoom.
    var plotElement: Markup {
        .element(
            .svg,
            [
                .className: "plot", .x: .number(left), .y: .number(top),
                .width: .number(scale.width), .height: .number(height),
                .viewBox: .numbers([0, 0, scale.width, height]), .preserveAspectRatio: "none",
            ],
            plot.marks
        )
    }

    /// Rows of letters: on a wide chart neighbours stand in two, so that each has room for its name.
    static func letterRows(_ events: [LetteredEvent], _ layout: ChartLayout) -> Int {
        switch layout {
        case .wide: min(3, events.count)
        case .narrow: min(1, events.count)
        }
    }

    /// Letters in circles above the plot in up to three rows, with names where there is room.
    func letters(_ events: [LetteredEvent], y: Double, rows: Int = 1) -> [Markup] {
        let shown = events.filter { scale.holds($0.time) }.sorted { $0.time < $1.time }
        var groups: [(x: Double, events: [LetteredEvent])] = []
        for event in shown {
            let x = scale.x(event.time)
            if let last = groups.last, x - last.x < Self.letterRadius * 2 + 1 {
                groups[groups.count - 1].events.append(event)
            } else {
                groups.append((x, [event]))
            }
        }
        return groups.enumerated().map { index, group in
            let next = index + rows < groups.count ? groups[index + rows].x : scale.width
            var canvas = Canvas()
            // Letters too close to stand side by side share a circle's place.
            let said = group.events.map(\.letter).joined(separator: ",")
            if group.events.count == 1 {
                canvas.letter(said, 0, 0)
            } else {
                canvas.text(said, 0, 4.5, TextStyle.label.bold.anchored("middle"))
            }
            let style = TextStyle.label
            let room = next - group.x - 26
            if layout == .wide, rows > 0, group.events.count == 1, room >= Self.labelWidthMin {
                canvas.text(style.fitted(group.events[0].label, room), 13, 4.5, style)
            }
            let row = Double(rows > 1 ? index % rows : 0)
            return moving(canvas.marks, at: group.events[0].time, y: y + 22 * row)
        }
    }

    /// Marks that follow their moment when a page zooms.
    func moving(_ marks: [Markup], at time: Double, y: Double) -> Markup {
        .element(
            .g,
            [
                .className: "at", .dataTime: .number(time),
                .transform: .translation(left + scale.x(time), y),
            ],
            marks
        )
    }

    /// The axis below the plot.
    var axis: Markup {
        var canvas = Canvas()
        for tick in scale.ticks {
            let x = left + scale.x(tick)
            canvas.line(from: (x, bottom), to: (x, bottom + 5), .muted)
            // The first or the last label would leave the picture.
            let half = TextStyle.tick.width(of: scale.label(tick)) / 2
            guard x - half > 0, x + half < layout.width else { continue }
            canvas.text(scale.label(tick), x, bottom + 18, .tick)
        }
        return .element(.g, [.className: "ticks"], canvas.marks)
    }
}

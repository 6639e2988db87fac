// A chart drawn in one width, and the values in it that a page can show under a pointer.

/// A drawing with its words.
struct Picture: Sendable {
    var height: Double
    /// The finding, and what is plotted; both are read aloud.
    var title: String
    var description: String
    var marks: [Markup]
    /// The plot on a time axis, where the chart has one.
    var plot: TimePlot?
    var probes: [Probe] = []

    /// Where a time axis lies in the drawing, in its units.
    struct TimePlot: Sendable, Equatable {
        let left: Double
        let top: Double
        let width: Double
        let height: Double
        /// Seconds since the epoch.
        let start: Double
        let end: Double
        /// The height of the tick labels.
        let ticksY: Double
    }

    /// Values that are named when a pointer is near them.
    struct Probe: Sendable, Equatable {
        let name: String
        let unit: String
        /// Seconds since the epoch and values, in the order of time; what is drawn, no more.
        let points: [Downsampling.Point]
    }
}

extension Picture {
    /// How such a file begins.
    static let documentStart = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"debrief\" "

    /// The drawing as a file of its own, which darkens itself where the reader's system is dark.
    func document(_ layout: ChartLayout) -> String {
        var writer = MarkupWriter(.xml)
        writer.write(
            .element(
                .svg,
                [
                    .init(name: .xmlns, value: "http://www.w3.org/2000/svg"),
                    .init(name: .className, value: "debrief"),
                ] + frame(layout, number: 0),
                words(layout, number: 0) + [.element(.style, [], [.code(Ink.darkRules)])]
                    + ground(layout) + marks
            )
        )
        return writer.text
    }

    /// The drawing as a part of a page that has the style.
    func element(_ layout: ChartLayout, number: Int) -> Markup {
        .element(
            .svg,
            frame(layout, number: number) + [
                .init(name: .className, value: layout == .wide ? "drawing wide" : "drawing narrow")
            ],
            words(layout, number: number) + ground(layout) + marks
        )
    }

    private func frame(_ layout: ChartLayout, number: Int) -> [Markup.Attribute] {
        [
            .init(name: .viewBox, value: .numbers([0, 0, layout.width, height])),
            .init(name: .width, value: .number(layout.width)),
            .init(name: .height, value: .number(height)), .init(name: .role, value: "img"),
            .init(
                name: .labelledBy,
                value: .identifiers(["title", "about"], [number, layout.number])
            ),
        ]
    }

    private func words(_ layout: ChartLayout, number: Int) -> [Markup] {
        [
            .element(.title, [.id: .identifier("title", [number, layout.number])], [.text(title)]),
            .element(
                .desc,
                [.id: .identifier("about", [number, layout.number])],
                [.text(description)]
            ),
        ]
    }

    private func ground(_ layout: ChartLayout) -> [Markup] {
        var canvas = Canvas()
        canvas.rect(0, 0, layout.width, height, .background)
        return canvas.marks
    }
}

// The closed list of charts; each is a value that draws itself in a file of its own.

/// A chart as a value.
package enum Chart: Sendable, Equatable {
    case timeline(TimelineChart)
    case depthLatency(DepthLatencyChart)
    case jobTimes(JobTimesChart)
    case differences(DifferencesChart)
    case firstMovers(FirstMoversChart)
    case writeFates(WriteFatesChart)

    /// Where charts stand beside a report.
    package static let folder = "charts"

    /// The names of all charts' files, without the ending.
    static let fileNames = [
        "timeline", "depth-and-job-time", "job-times", "what-differs", "who-moved-first", "writes",
    ]

    /// The name of its file, without the ending.
    package var fileName: String {
        switch self {
        case .timeline: Self.fileNames[0]
        case .depthLatency: Self.fileNames[1]
        case .jobTimes: Self.fileNames[2]
        case .differences: Self.fileNames[3]
        case .firstMovers: Self.fileNames[4]
        case .writeFates: Self.fileNames[5]
        }
    }

    /// Draws it.
    func picture(_ layout: ChartLayout, about description: String) -> Picture {
        let drawn: any DrawnChart =
            switch self {
            case .timeline(let chart): chart
            case .depthLatency(let chart): chart
            case .jobTimes(let chart): chart
            case .differences(let chart): chart
            case .firstMovers(let chart): chart
            case .writeFates(let chart): chart
            }
        var picture = drawn.picture(layout)
        picture.description = description
        return picture
    }
}

/// What each chart does.
protocol DrawnChart: Sendable {
    /// Draws the chart in one width; the description is the figure's.
    func picture(_ layout: ChartLayout) -> Picture
}

/// The words above a chart, and where the chart begins below them.
struct ChartHeading: Sendable, Equatable {
    /// The finding.
    let title: String
    /// What is plotted, with units, bucket and zone.
    let subtitle: String

    /// Writes the words; returns the height below them.
    func draw(on canvas: inout Canvas, _ layout: ChartLayout) -> Double {
        var y = 26.0
        let width = layout.width - 2 * layout.margin
        let title = TextStyle.title
        for line in title.lines(self.title, width, linesMax: layout == .wide ? 1 : 3) {
            canvas.text(line, layout.margin, y, title)
            y += 20
        }
        let subtitle = TextStyle.subtitle
        for line in subtitle.lines(self.subtitle, width, linesMax: layout == .wide ? 2 : 4) {
            canvas.text(line, layout.margin, y, subtitle)
            y += 16
        }
        return y
    }
}

/// An event with the letter under which the timeline's table has it.
package struct LetteredEvent: Sendable, Equatable {
    let letter: String
    /// What happened, redacted.
    let label: String
    /// Seconds since the epoch.
    let time: Double

    init(letter: String, label: String, time: Double) {
        self.letter = letter
        self.label = label
        self.time = time
    }
}

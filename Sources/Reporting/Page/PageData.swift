// What the script of a page needs to know of the charts: where their time axes lie, and the values that are drawn.

/// The data of a page.
struct PageData {
    /// The charts with a time axis; times are seconds after the first of them.
    let json: JSONValue

    init(_ report: Report) {
        let pictures = report.figures.enumerated().map { number, figure in
            (
                number: number,
                layouts: ChartLayout.allCases.map { figure.chart.picture($0, about: "") }
            )
        }.filter { $0.layouts.allSatisfy { $0.plot != nil } }
        let plots = pictures.compactMap { $0.layouts.first?.plot }
        let base = (plots.map(\.start).min() ?? 0).rounded(.down)
        let length = (plots.map(\.end).max() ?? 0) - base
        json = .object(
            JSONMember("base", .number(base)),
            // The time between two drawn values, about.
            JSONMember("step", .number(max(1, length / Double(Downsampling.pointsMax)))),
            JSONMember(
                "charts",
                .list(pictures.map { Self.chart($0.number, $0.layouts, base) })
            )
        )
    }

    private static func chart(_ number: Int, _ layouts: [Picture], _ base: Double) -> JSONValue {
        let plot = layouts.first?.plot
        return .object(
            JSONMember("number", .count(number)),
            JSONMember("start", .number((plot?.start ?? base) - base)),
            JSONMember("end", .number((plot?.end ?? base) - base)),
            JSONMember("frames", .list(layouts.compactMap(\.plot).map(frame))),
            JSONMember("probes", .list((layouts.first?.probes ?? []).map { probe($0, base) }))
        )
    }

    private static func frame(_ plot: Picture.TimePlot) -> JSONValue {
        .object(
            JSONMember("left", .number(plot.left)),
            JSONMember("top", .number(plot.top)),
            JSONMember("width", .number(plot.width)),
            JSONMember("height", .number(plot.height))
        )
    }

    /// Times and values in turn.
    private static func probe(_ probe: Picture.Probe, _ base: Double) -> JSONValue {
        .object(
            JSONMember("name", .text(VisibleText.neutralised(probe.name))),
            JSONMember("unit", .text(probe.unit)),
            JSONMember(
                "points",
                .list(probe.points.flatMap { [.number($0.x - base), .number($0.y)] })
            )
        )
    }
}

// The two figures of a queue: job time against depth, and job time over time.

import Diagnosing

extension Composition {
    /// Throughput that changes by more than this hides slow times in counts: fewer jobs end in them.
    private static let throughputFactorMax = 3
    /// A slope is told for so many jobs, so that it can be pictured.
    private static let slopeJobs = (many: 1_000.0, few: 100.0)

    /// Whether jobs became slower as the queue grew, with the figure and what may be read off it.
    mutating func depthFigure() -> [Block] {
        guard let relation = diagnosis.depthLatency else { return [] }
        let name = phrasing.redactor.quoted(.queue(relation.queue))
        let span = phrasing.text(from: diagnosis.start, to: diagnosis.end)
        let title = Self.title(relation.law)
        var texts = (slope: "", fit: "")
        if case .rises(let fit) = relation.law {
            texts = (slope(fit, relation), Self.quality(fit))
        }
        let chart = DepthLatencyChart(
            heading: ChartHeading(
                title: title,
                subtitle: "Queue \(name.text), \(binText()), \(span) UTC."
            ),
            relation: relation,
            slopeText: texts.slope,
            fitText: texts.fit
        )
        let figure = Figure(
            chart: .depthLatency(chart),
            alternative: [
                .words("Scatter plot of the median time of a job against the depth of queue "),
                .code(name), .words(", \(relation.points.count) \(binText()). "),
            ] + reading(relation)
        )
        let careful: [Inline] = [
            .strong([.words("Careful.")]),
            .words(
                " Neighbouring bins are not independent, so the fit tests nothing, and both may follow a"
                    + " third thing."
            ),
        ]
        var times: [Inline] = []
        if let grid = diagnosis.jobTimes { times = [.words(" ")] + timesSentence(grid) }
        return [.figure(figure), .paragraph(reading(relation) + times + [.words(" ")] + careful)]
    }

    private static func title(_ law: DepthLatency.Law) -> String {
        switch law {
        case .rises: "The deeper the queue, the longer each job took"
        case .loop: "Depth alone did not decide how long a job took"
        case .flat: "Jobs did not take longer when the queue was deeper"
        }
    }

    /// What stands in the figure, in numbers.
    private func reading(_ relation: DepthLatency) -> [Inline] {
        let deepest = QuantityText.text(Quantity(relation.points.map(\.depth).max() ?? 0, .jobs))
        switch relation.law {
        case .flat:
            return [
                .words(
                    "Between 0 and \(deepest) waiting, the median job time did not rise with the depth."
                )
            ]
        case .loop(let growing, let draining):
            return [
                .words(
                    "In the deeper half, up to \(deepest) waiting, a job took \(DurationText.text(growing)) while the queue grew and \(DurationText.text(draining)) while it drained: the same depths, other times, so something besides the depth changed."
                )
            ]
        case .rises(let fit):
            let rise = "\(slope(fit, relation)) (\(Self.quality(fit)))"
            guard let knee = fit.knee, let level = fit.levelSeconds else {
                return [.words("From the first job to \(deepest) waiting: \(rise).")]
            }
            let from = QuantityText.text(Quantity(knee.rounded(), .jobs))
            return [
                .words(
                    "Below about \(from) waiting a job took \(DurationText.text(level)) whatever the depth (\(fit.pointsBefore) bins); above, up to \(deepest), \(rise)."
                )
            ]
        }
    }

    /// `+42 ms per 1,000 queued jobs`.
    private func slope(_ fit: DepthLatency.Fit, _ relation: DepthLatency) -> String {
        let deepest = relation.points.map(\.depth).max() ?? 0
        let jobs = deepest >= Self.slopeJobs.many ? Self.slopeJobs.many : Self.slopeJobs.few
        let count = DecimalText.text(jobs, decimals: 0)
        return "+\(DurationText.text(fit.slope * jobs)) per \(count) queued jobs"
    }

    private static func quality(_ fit: DepthLatency.Fit) -> String {
        "R² \(DecimalText.text(fit.determination, decimals: 2)), \(fit.pointsAfter) bins"
    }

    /// The heat map, with what it shows in words.
    mutating func jobTimesFigure() -> [Block] {
        guard let grid = diagnosis.jobTimes, let incident = diagnosis.incidents.first else {
            return []
        }
        let totals = grid.columns.map { $0.reduce(0, +) }.filter { $0 > 0 }
        let isUneven = (totals.max() ?? 0) > (totals.min() ?? 0) * Self.throughputFactorMax
        let name = phrasing.redactor.quoted(.queue(grid.queue))
        let column = DurationText.text(Double(grid.columnSeconds))
        let told = Self.movement(grid)
        let chart = JobTimesChart(
            heading: ChartHeading(
                title: told,
                subtitle:
                    "Time of each job of queue \(name.text), logarithmic scale, \(column) a column; stronger colour: \(isUneven ? "larger share of the column’s jobs" : "more jobs")."
            ),
            grid: grid,
            shade: isUneven ? .shareOfColumn : .count,
            events: letteredEvents(),
            window: window(of: incident)
        )
        let said = timesSentence(grid)
        let figure = Figure(
            chart: .jobTimes(chart),
            alternative: [
                .words(
                    "Heat map of job time over the capture, \(column) a column, incident marked \(phrasing.text(from: incident.start, to: incident.end)). "
                )
            ] + said
        )
        // Beside the other figure of the queue one paragraph speaks of both.
        return diagnosis.depthLatency == nil
            ? [.figure(figure), .paragraph(said)] : [.figure(figure)]
    }

    /// The heat map in words.
    private mutating func timesSentence(_ grid: JobTimeGrid) -> [Inline] {
        let rows = grid.columns.flatMap { $0.enumerated().filter { $0.element > 0 }.map(\.offset) }
        let low = DurationText.text(grid.edges[rows.min() ?? 0])
        let high = DurationText.text(grid.edges[min((rows.max() ?? 0) + 1, grid.edges.count - 1)])
        let jobs = DecimalText.grouped(grid.columns.joined().reduce(0, +))
        return [
            .words("\(Self.movement(grid)). \(jobs) jobs of queue "),
            .code(phrasing.redactor.quoted(.queue(grid.queue))),
            .words(" took between \(low) and \(high)."),
        ]
    }

    /// A column this much slower than usual is a slow one; less is the ordinary scatter of medians.
    private static let slowerFactorMin = 1.5

    /// Whether jobs became slower.
    private static func movement(_ grid: JobTimeGrid) -> String {
        guard let usual = grid.usualSeconds, let worst = grid.worstSeconds else {
            return "How long jobs took"
        }
        guard worst >= usual * slowerFactorMin else {
            return "Jobs took about \(DurationText.text(usual)), inside the incident as before"
        }
        return "Jobs took up to \(DurationText.text(worst)) instead of \(DurationText.text(usual))"
    }
}

// Series and single jobs as rows.

import Diagnosing

extension ExportRows {
    /// What each series is.
    mutating func series() -> ExportTable {
        var rows: [[Cell]] = []
        for (offset, track) in diagnosis.tracks.enumerated() {
            rows.append([
                .text("T\(offset + 1)"), words(track.name), .text(SeriesName(track.role).measure),
                name(SeriesName(track.role).queue.map(LogText.queue)),
                .text(UnitName.text(track.unit)), .text(track.bound.rawValue),
                name(.file(track.source)),
            ])
        }
        return ExportTable(
            name: "series",
            meaning: "A series on the grid of the report.",
            columns: [
                .text("id", "`T1` is the first"), .text("name", "in words"),
                .text("measure", "such as `queue_depth`"), .text("queue", "where it is of one"),
                .text("unit", "such as `jobs`; `share` is in 0 to 1"),
                .text("bound", "`exact`, `at-least` or `at-most`"), .text("source", "the file"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    /// The values of the series; a gap has no row.
    func points() -> ExportTable {
        let start = diagnosis.trackStart.microseconds
        let step = Int64(diagnosis.trackStepSeconds) * 1_000_000
        let rows: [[Cell]] = diagnosis.tracks.enumerated().flatMap { offset, track in
            track.values.enumerated().compactMap { bin, value -> [Cell]? in
                guard let value, value.isFinite else { return nil }
                let moment = Timestamp(microseconds: start &+ Int64(bin) &* step)
                return [.text("T\(offset + 1)"), Self.time(moment), .real(value)]
            }
        }
        return ExportTable(
            name: "points",
            meaning: "A value of a series; where nothing was measured there is no row.",
            columns: [
                .text("series", "id of the series").of("series"),
                .real("time", "start of the bin, seconds since the epoch, UTC"),
                .real("value", "in the unit of the series"),
            ],
            key: ["series", "time"],
            rows: rows
        )
    }

    /// Each run of a job.
    mutating func jobs(_ jobs: JobRuns) -> ExportTable {
        var rows: [[Cell]] = []
        rows.reserveCapacity(jobs.runs.count)
        for (offset, run) in jobs.runs.enumerated() {
            rows.append([
                .integer(offset + 1), name(run.queue.map(LogText.queue)),
                name(run.jobClass.map(LogText.jobClass)), name(run.process.map(LogText.service)),
                Self.time(run.enqueued), Self.time(run.started), Self.time(run.ended),
                Self.seconds(run.enqueued, run.started), Self.seconds(run.started, run.ended),
                .integer(run.hasFailed ? 1 : 0), name(.file(run.source)), .integer(run.line),
            ])
        }
        return ExportTable(
            name: "jobs",
            meaning: "One run of a job, joined over its push and the worker's log.",
            columns: [
                .integer("id", "from 1"), .text("queue", "none where no source says"),
                .text("job_class", "none where no source says"), .text("process", "the worker"),
                .real("enqueued", "seconds since the epoch, UTC; none where not seen"),
                .real("started", "likewise"), .real("ended", "likewise"),
                .real("wait_seconds", "from push to start"),
                .real("run_seconds", "from start to end"), .integer("failed", "1 where it failed"),
                .text("source", "the file"), .integer("line", "where it was seen last"),
            ],
            key: ["id"],
            rows: rows
        )
    }

    private static func seconds(_ start: Timestamp?, _ end: Timestamp?) -> Cell {
        guard let start, let end else { return .none }
        return .real(Double(end.microseconds &- start.microseconds) / 1e6)
    }
}

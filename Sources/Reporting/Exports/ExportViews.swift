// Questions that are asked often, ready to be selected from.

enum ExportViews {
    /// All views, in the order of their names in the documentation.
    static let all = [timeline, evidenceOf, waits, slowestJobs, peaks, beforeAndInside]

    private static let timeline = ExportView(
        name: "timeline",
        meaning: "everything with a time, in order: events, findings, incidents",
        query: """
            SELECT datetime(time, 'unixepoch') AS utc, time, what, id, said FROM (
              SELECT time, 'event' AS what, CAST(id AS TEXT) AS id, event AS said FROM events
              UNION ALL SELECT start_time, 'finding begins', id, title FROM findings
              UNION ALL SELECT end_time, 'finding ends', id, title FROM findings WHERE end_time IS NOT NULL
              UNION ALL SELECT start_time, 'incident begins', id, title FROM incidents
              UNION ALL SELECT end_time, 'incident ends', id, title FROM incidents WHERE end_time IS NOT NULL
            ) ORDER BY time, what, id
            """
    )

    private static let evidenceOf = ExportView(
        name: "evidence_of",
        meaning: "the lines behind each claim, as `file:first-last`",
        query: """
            SELECT citations.claim, evidence.id AS evidence,
              evidence.source || ':' || evidence.first_line || '-' || evidence.last_line AS place,
              evidence.shows
            FROM citations JOIN evidence ON evidence.id = citations.evidence
            """
    )

    private static let waits = ExportView(
        name: "waits_by_minute",
        meaning:
            "jobs by queue and by the minute of their push: how many, mean and longest wait, late ones",
        query: """
            SELECT queue, strftime('%Y-%m-%d %H:%M', enqueued, 'unixepoch') AS minute,
              count(*) AS jobs, avg(wait_seconds) AS mean_wait_seconds,
              max(wait_seconds) AS longest_wait_seconds, sum(wait_seconds > 1) AS waited_over_1s
            FROM jobs WHERE enqueued IS NOT NULL AND wait_seconds IS NOT NULL
            GROUP BY queue, minute ORDER BY minute, queue
            """
    )

    private static let slowestJobs = ExportView(
        name: "job_classes",
        meaning:
            "classes of jobs: runs, failures, mean and longest run time, the most total time first",
        query: """
            SELECT job_class, count(*) AS runs, sum(failed) AS failed,
              avg(run_seconds) AS mean_run_seconds, max(run_seconds) AS longest_run_seconds,
              sum(run_seconds) AS total_run_seconds
            FROM jobs WHERE run_seconds IS NOT NULL
            GROUP BY job_class ORDER BY total_run_seconds DESC
            """
    )

    private static let peaks = ExportView(
        name: "peaks",
        meaning: "the highest value of each series and its first moment",
        query: """
            SELECT series.id, series.name, series.unit, max(points.value) AS peak,
              datetime(points.time, 'unixepoch') AS utc
            FROM series JOIN points ON points.series = series.id GROUP BY series.id
            """
    )

    private static let beforeAndInside = ExportView(
        name: "before_and_inside",
        meaning: "the mean of each series before and inside each incident",
        query: """
            SELECT incidents.id AS incident, series.id AS series, series.name, series.unit,
              avg(CASE WHEN points.time < incidents.start_time THEN points.value END) AS mean_before,
              avg(CASE WHEN points.time >= incidents.start_time
                AND points.time < coalesce(incidents.end_time, points.time + 1) THEN points.value END)
                AS mean_inside
            FROM incidents JOIN series JOIN points ON points.series = series.id
            GROUP BY incidents.id, series.id
            """
    )
}

// The same few rows of a database written over and over.

import Statistics
import Summarizing

/// Finds updates of one table whose rate rose and which fall on few rows.
package struct DatabaseWrites: Detector {
    package let name = "database-writes"

    /// Makes the detector.
    package init() {}

    /// A database does not notice fewer updates a second than this.
    static let updatesPerSecondMin = 20.0
    /// The rate must have risen by this much.
    static let riseMin = 3.0
    /// Updates a row over the window, on average, from which on the same rows are written over and over.
    static let updatesOfARowMin = 10.0
    /// The busiest rows are counted up to this many.
    static let busiestRows = 10

    package func findings(in scene: Scene) -> [Finding] {
        let log = scene.timeline.statements
        let source = log.fullestSource(in: scene.timeline)
        var byTable: [String: [StatementRecord]] = [:]
        for record in log.records where scene.timeline.source(of: record.firstMark) == source {
            let kind = log.kinds[Int(record.kind)]
            guard kind.verb == "UPDATE", !kind.table.isEmpty else { continue }
            byTable[kind.table, default: []].append(record)
        }
        return byTable.sorted { $0.key < $1.key }.flatMap { table, records in
            findings(table, records, scene)
        }.sorted { $0.weight > $1.weight }
    }

    private func findings(_ table: String, _ records: [StatementRecord], _ scene: Scene)
        -> [Finding]
    {
        var updates = [Double](repeating: 0, count: scene.grid.count)
        for record in records {
            if let bin = scene.grid.index(record.time) { updates[bin] += 1 }
        }
        let step = Double(scene.grid.step)
        return Episodes.raised(updates, leastInside: Self.updatesPerSecondMin * step)
            .filter { $0.ratio >= Self.riseMin }
            .compactMap { finding(table, records, updates, $0, scene) }
    }

    private func finding(
        _ table: String,
        _ records: [StatementRecord],
        _ updates: [Double],
        _ episode: Episode,
        _ scene: Scene
    ) -> Finding? {
        let low = scene.time(episode.bins.lowerBound).microseconds
        let high = scene.time(episode.bins.upperBound).microseconds
        let inside = records.filter { $0.time >= low && $0.time < high }
        guard let first = inside.first, let last = inside.last else { return nil }
        var rows: [UInt64: Int] = [:]
        for record in inside where record.row != 0 { rows[record.row, default: 0] += 1 }
        let busiest = rows.values.sorted(by: >).prefix(Self.busiestRows)
        let share = Double(busiest.reduce(0, +)) / Double(inside.count)
        let perRow = Double(inside.count) / Double(max(1, rows.count))
        guard perRow >= Self.updatesOfARowMin || share >= 0.5 else { return nil }
        let rate = scene.rate(updates, over: episode.bins)
        let usual = scene.rate(updates, over: episode.baseline(of: updates.count))
        let culprit = culprit(episode, scene)
        let evidence = [
            scene.evidence(
                from: first.firstMark,
                to: last.lastMark,
                at: low,
                "\(inside.count, .statements) that update \(LogText.table(table))"
            )
        ]
        var finding = Finding(
            kind: .databaseWriteThrash,
            confidence: .strong,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: Subject(queue: culprit?.queue, jobClass: culprit?.jobClass, table: table),
            title:
                "\(LogText.table(table)) took \(rate, .statementsPerSecond) of UPDATE instead of \(usual, .statementsPerSecond), \(share, .share) of them on \(busiest.count, .rows)",
            measures: [
                Measure("updates_per_second", rate, .statementsPerSecond),
                Measure("updates_per_second_before", usual, .statementsPerSecond),
                Measure("busiest_rows_share", share, .share),
                Measure("rows", Double(rows.count), .rows),
            ],
            evidence: evidence + (culprit?.evidence ?? []),
            advice: Advice(
                kind: .prevent,
                action:
                    "Write a row of \(LogText.table(table)) at most once a minute: keep the newest value in memory and flush it",
                expectedEffect:
                    "at most \(Double(rows.count) / 60, .statementsPerSecond) instead of \(rate, .statementsPerSecond)",
                check: "updates a row and minute in the database's log"
            ),
            explanation:
                "Every UPDATE writes a new version of the row, its index entries and the write-ahead log, even when nobody reads the value in between.",
            weight: rate
        )
        finding.onset = scene.onset(of: episode)
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: max(share, 1 - usual / max(rate, 1))),
                because: "\(share, .share) of the updates fall on \(busiest.count, .rows)",
                evidence: evidence
            )
        ]
        return finding
    }

    /// The class of jobs whose rate rose with the updates.
    private func culprit(
        _ episode: Episode,
        _ scene: Scene
    ) -> (jobClass: String, queue: String?, evidence: [Evidence])? {
        let baseline = episode.baseline(of: scene.grid.count)
        guard !baseline.isEmpty else { return nil }
        let before = Load(scene.timeline, over: baseline)
        let inside = Load(scene.timeline, over: episode.bins)
        let risen = inside.classes.values.filter {
            inside.arrivalRate($0.jobClass) >= BacklogStory.ratioMin
                * max(0.01, before.arrivalRate($0.jobClass))
        }.max { left, right in
            (inside.arrivalRate(left.jobClass) - before.arrivalRate(left.jobClass), -left.jobClass)
                < (
                    inside.arrivalRate(right.jobClass) - before.arrivalRate(right.jobClass),
                    -right.jobClass
                )
        }
        guard let risen else { return nil }
        let job = scene.timeline.jobs.first { $0.jobClass == risen.jobClass && $0.queue >= 0 }
        let time = scene.time(episode.bins.lowerBound).microseconds
        var evidence: [Evidence] = []
        let name = scene.timeline.jobClasses.name(Int32(risen.jobClass))
        if let first = risen.firstMark, let last = risen.lastMark {
            evidence.append(
                scene.evidence(
                    from: first,
                    to: last,
                    at: time,
                    "\(risen.starts, .jobs) of \(LogText.jobClass(name)) in the window"
                )
            )
        }
        return (name, job.map { scene.timeline.queues[$0.queue].name }, evidence)
    }
}

// Sessions of a database that waited for each other's row locks.
// Source: PostgreSQL log_lock_waits ("still waiting for ... after ... ms"), src/backend/storage/lmgr/proc.c, 15.

import Summarizing

/// Finds stretches in which many lock waits or deadlocks were logged.
package struct LockWaits: Detector {
    package let name = "lock-waits"

    /// Makes the detector.
    package init() {}

    /// Each logged wait has already lasted a deadlock timeout, a second by default: a few together are a queue.
    static let waitsMin = 5
    /// Waits closer together than this belong together.
    static let gapSecondsMax = 15.0

    package func findings(in scene: Scene) -> [Finding] {
        let waits = scene.timeline.events.filter { $0.topic == .lockWait || $0.topic == .deadlock }
        return EventRuns.split(waits, gapSecondsMax: Self.gapSecondsMax)
            .filter { $0.count >= Self.waitsMin }.compactMap { finding($0, scene) }
    }

    private func finding(_ waits: [LogEvent], _ scene: Scene) -> Finding? {
        guard let first = waits.first, let last = waits.last else { return nil }
        let end =
            last.time.seconds + Self.gapSecondsMax < scene.timeline.end.seconds ? last.time : nil
        let table = busiestTable(from: first.time, to: last.time, scene)
        let slowed = slowedClass(from: first.time, to: last.time, scene)
        let deadlocks = waits.filter { $0.topic == .deadlock }.count
        let evidence = [
            scene.evidence(
                from: first.line,
                to: last.line,
                at: first.time.microseconds,
                "\(waits.count, .times) a session waited for a lock"
            )
        ]
        let about = table.map { LogText.table($0) }
        var finding = Finding(
            kind: .lockContention,
            confidence: .established,
            start: first.time,
            end: end,
            subject: Subject(queue: slowed?.queue, jobClass: slowed?.jobClass, table: table),
            title: about.map {
                "Sessions waited \(waits.count, .times) for each other's locks, mostly while writing \($0)"
            }
                ?? "Sessions waited \(waits.count, .times) for each other's locks",
            measures: [
                Measure("lock_waits", Double(waits.count), .times),
                Measure("deadlocks", Double(deadlocks), .times),
            ],
            evidence: evidence,
            advice: Advice(
                kind: .prevent,
                action:
                    "Write the rows that everybody writes in short transactions of their own, in one order",
                expectedEffect:
                    "at most one row is locked at a time, for the length of one statement",
                check: "no 'still waiting' line in the database's log"
            ),
            explanation:
                "A transaction keeps the lock of every row it has written until it ends; all others that want one of these rows wait that long.",
            weight: Double(waits.count)
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: 8,
                because: "each logged wait lasted at least the server's deadlock timeout",
                evidence: evidence
            )
        ]
        // A wait is logged only when it has lasted for a while.
        finding.startUncertaintySeconds = Self.logDelaySeconds
        return finding
    }

    /// The default of deadlock_timeout, after which a wait is logged.
    private static let logDelaySeconds = 1.0

    private func busiestTable(from start: Timestamp, to end: Timestamp, _ scene: Scene) -> String? {
        var counts: [String: Int] = [:]
        let log = scene.timeline.statements
        for record in log.records
        where record.time >= start.microseconds - 1_000_000 && record.time <= end.microseconds {
            let kind = log.kinds[Int(record.kind)]
            if kind.verb == "UPDATE" || kind.verb == "DELETE" {
                counts[kind.table, default: 0] += 1
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The class of jobs whose run time rose most.
    private func slowedClass(
        from start: Timestamp,
        to end: Timestamp,
        _ scene: Scene
    ) -> (jobClass: String, queue: String?)? {
        guard let low = scene.grid.index(start.microseconds), low >= Episode.baselineBinsMin,
            let high = scene.grid.index(end.microseconds)
        else { return nil }
        let before = Load(scene.timeline, over: 0..<low)
        let inside = Load(scene.timeline, over: low..<(high + 1))
        let slowed = LoadChange.all(before: before, inside: inside).max {
            ($0.byService, -$0.jobClass) < ($1.byService, -$1.jobClass)
        }
        guard let slowed, slowed.runInside >= BacklogStory.ratioMin * slowed.runBefore else {
            return nil
        }
        let job = scene.timeline.jobs.first { $0.jobClass == slowed.jobClass && $0.queue >= 0 }
        return (
            scene.timeline.jobClasses.name(Int32(slowed.jobClass)),
            job.map { scene.timeline.queues[$0.queue].name }
        )
    }
}

// Commands that empty a database.

import Summarizing

/// Finds FLUSHALL and FLUSHDB.
package struct KeyspaceFlushes: Detector {
    package let name = "keyspace-flushes"

    /// Makes the detector.
    package init() {}

    /// Refilling a cache takes at most this long in the window that is looked at.
    static let refillSecondsMax = 120

    package func findings(in scene: Scene) -> [Finding] {
        scene.timeline.redis.flushes.filter { $0.command != .swapdb }.map { flush in
            let host = scene.timeline.redis.hosts.name(flush.host)
            let names = scene.timeline.names(ofHost: host)
            let evidence = scene.evidence(
                from: flush.mark,
                to: flush.mark,
                at: flush.time,
                "\(LogText.command(flush.command.name))"
            )
            var finding = Finding(
                kind: .keyspaceFlush,
                confidence: .established,
                start: Timestamp(microseconds: flush.time),
                end: refilled(flush.time, scene),
                subject: Subject(command: flush.command.name, clients: [host], clientNames: names),
                title:
                    "\(WriteWording.sender(names, host)) emptied the database with \(LogText.command(flush.command.name))",
                measures: [Measure("flushes", 1, .times)],
                evidence: [evidence],
                advice: Advice(
                    kind: .prevent,
                    action:
                        "Forbid \(LogText.command(flush.command.name)) to applications with an access-control rule",
                    expectedEffect: "the command is refused",
                    check: "ACL DRYRUN of the application's user"
                ),
                explanation:
                    "Everything in the database is gone at once: caches start cold, and queues and sessions are lost.",
                weight: 10_000
            )
            finding.items = [
                EvidenceItem(
                    item: .mechanism,
                    decibans: 8,
                    because: "the command removes every key",
                    evidence: [evidence]
                )
            ]
            return finding
        }
    }

    /// When writes of cache entries came back to their usual rate; `nil` when they had not.
    private func refilled(_ time: Int64, _ scene: Scene) -> Timestamp? {
        guard let bin = scene.grid.index(time) else { return nil }
        var writes = [Double](repeating: 0, count: scene.grid.count)
        for series in scene.timeline.redis.series where series.kind.command.effect == .overwrite {
            scene.timeline.addCalls(of: series, to: &writes)
        }
        let usual = scene.mean(writes, over: max(0, bin - 60)..<bin)
        var end = bin + 1
        while end < writes.count, end < bin + Self.refillSecondsMax,
            writes[end] > max(1, 1.5 * usual)
        {
            end += 1
        }
        return end < writes.count ? scene.time(end) : nil
    }
}

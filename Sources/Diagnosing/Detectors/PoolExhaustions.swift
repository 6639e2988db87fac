// Programs that waited in vain for a connection: a pool that is too small, or connections that are held too long.

import Summarizing

/// Finds stretches in which pools had no connection left.
///
/// An empty pool is a symptom: whoever holds the connections is the cause.
package struct PoolExhaustions: Detector {
    package let name = "pool-exhaustions"

    /// Makes the detector.
    package init() {}

    /// One or two are a hiccup at a start.
    static let eventsMin = 3
    /// Events further apart than this are separate stretches.
    static let gapSecondsMax = 30.0

    package func findings(in scene: Scene) -> [Finding] {
        let empty = scene.timeline.events.filter { event in
            event.severity >= .warning && PoolMessages.sayEmpty(event.message)
        }
        return EventRuns.split(empty, gapSecondsMax: Self.gapSecondsMax)
            .filter { $0.count >= Self.eventsMin }.compactMap { finding($0, scene) }
    }

    private func finding(_ events: [LogEvent], _ scene: Scene) -> Finding? {
        guard let first = events.first, let last = events.last else { return nil }
        let path = scene.timeline.place(of: first.line).path
        let end = events.last { scene.timeline.place(of: $0.line).path == path } ?? first
        let isOver = last.time.seconds + Self.gapSecondsMax < scene.timeline.end.seconds
        let seconds = max(1, last.time.seconds - first.time.seconds)
        return Finding(
            kind: .poolExhaustion,
            confidence: .established,
            start: first.time,
            end: isOver ? last.time : nil,
            subject: Subject(
                service: first.process.isEmpty ? nil : first.process,
                metric: "connections"
            ),
            title:
                "\(events.count, .times) no connection was left in a pool, \(Double(events.count) / seconds, .errorsPerSecond)",
            measures: [Measure("refused", Double(events.count), .times)],
            evidence: [
                scene.evidence(
                    from: first.line,
                    to: end.line,
                    at: first.time.microseconds,
                    "\(events.count, .errors) that name an empty pool or a full server"
                )
            ],
            advice: Advice(
                kind: .respond,
                action:
                    "Find who holds the connections before making the pool larger: the slowest calls of that minute",
                expectedEffect: "\(events.count, .times) fewer that a program waits in vain",
                check: "connections in use and waiting, as the pool counts them"
            ),
            explanation:
                "A connection is held as long as the call that uses it: calls that take ten times as long need ten times as many. A larger pool moves the queue into the server.",
            weight: Double(events.count)
        )
    }
}

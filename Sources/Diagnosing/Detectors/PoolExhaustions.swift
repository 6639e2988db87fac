// Programs that waited in vain for a connection: a pool that is too small, or connections that are held too long.
// Source: the messages as the clients write them, each with its library.

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

    /// What each library says, in lower case.
    static let messages: [(words: String, library: String)] = [
        ("could not obtain a connection from the pool", "ActiveRecord"),
        ("could not obtain a database connection within", "ActiveRecord before 6"),
        ("connectionpool::timeouterror", "connection_pool (Ruby)"),
        ("connectiontimeouterror", "ActiveRecord"),
        ("queuepool limit of size", "SQLAlchemy"),
        ("connection is not available, request timed out", "HikariCP"),
        ("could not get a resource from the pool", "Jedis"),
        ("timeout waiting for idle object", "Commons Pool"),
        ("connection pool exhausted", "redigo"),
        ("connection pool timeout", "go-redis"),
        ("timeout acquiring a connection", "Knex"),
        ("remaining connection slots are reserved", "PostgreSQL"),
        ("too many clients already", "PostgreSQL"),
        ("too many connections", "MySQL"),
        ("max number of clients reached", "Redis"),
        ("query_wait_timeout", "PgBouncer"),
        ("no more connections allowed", "PgBouncer"),
    ]

    package func findings(in scene: Scene) -> [Finding] {
        let empty = scene.timeline.events.filter { event in
            event.severity >= .warning && Self.isEmptyPool(event.message)
        }
        var stretches: [[LogEvent]] = []
        for event in empty {
            if let last = stretches.last?.last,
                event.time.seconds - last.time.seconds <= Self.gapSecondsMax
            {
                stretches[stretches.count - 1].append(event)
            } else {
                stretches.append([event])
            }
        }
        return stretches.filter { $0.count >= Self.eventsMin }.compactMap { finding($0, scene) }
    }

    /// Whether a message says that a pool was empty or a server full.
    static func isEmptyPool(_ message: String) -> Bool {
        let lowered = message.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        // Each message holds one of these words, and few other errors do.
        guard
            ["pool", "connection", "clients", "query_wait"].contains(where: { holds(lowered, $0) })
        else { return false }
        return messages.contains { holds(lowered, $0.words) }
    }

    private static func holds(_ message: [UInt8], _ words: String) -> Bool {
        message.indices.contains {
            message[$0] == words.utf8.first && message[$0...].starts(with: words.utf8)
        }
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

// What is read, over time: cheap commands by key pattern, and queries by their text without values.

import Summarizing

/// Reads of one kind.
struct ReadGroup {
    /// What is called, as a sentence goes on: `GET on user:{n}`.
    let name: Sentence
    let subject: Subject
    /// Calls a bin.
    let calls: [Double]
    /// Who sends them; nobody where that is not known.
    let hosts: [(host: String, calls: Int)]
    /// Where the calls of some bins stand.
    let evidence: @Sendable (Range<Int>, Scene) -> Evidence?
    let isStatement: Bool

    /// The share of the calls that some hosts sent.
    func share(of senders: Set<String>) -> Double {
        let all = hosts.reduce(0) { $0 + $1.calls }
        let own = hosts.reduce(0) { $0 + (senders.contains($1.host) ? $1.calls : 0) }
        return all > 0 ? Double(own) / Double(all) : 0
    }

    /// Every kind of read, in a fixed order.
    static func all(in scene: Scene) -> [ReadGroup] {
        commands(scene) + statements(scene)
    }

    /// Reads whose cost does not grow with what they read; queues are looked at by other detectors.
    private static func commands(_ scene: Scene) -> [ReadGroup] {
        let queues = Set(scene.timeline.queues.map(\.key))
        return scene.commandGroups.filter { group in
            group.command.effect == .read && !CommandCosts.grows(group.command, group.shape)
                && !group.pattern.isEmpty && !queues.contains(group.pattern)
        }.map { group in
            ReadGroup(
                name: group.name,
                subject: group.subject(in: scene.timeline),
                calls: group.calls,
                hosts: group.hosts,
                evidence: { bins, scene in
                    scene.evidence(
                        from: group.firstMark,
                        to: group.lastMark,
                        at: scene.time(bins.lowerBound).microseconds,
                        "\(Int(group.calls[bins].reduce(0, +)), .calls) of \(group.name) in the window"
                    )
                },
                isStatement: false
            )
        }
    }

    /// Queries by table, columns and text; of several logs of the same statements only the fullest is counted.
    private static func statements(_ scene: Scene) -> [ReadGroup] {
        let log = scene.timeline.statements
        let source = log.fullestSource(in: scene.timeline)
        var byKind: [Int32: [StatementRecord]] = [:]
        for record in log.records where scene.timeline.source(of: record.firstMark) == source {
            if log.kinds[Int(record.kind)].verb == "SELECT" {
                byKind[record.kind, default: []].append(record)
            }
        }
        return byKind.sorted { $0.key < $1.key }.map { kind, records in
            statements(log.kinds[Int(kind)].table, records, scene)
        }
    }

    private static func statements(_ table: String, _ records: [StatementRecord], _ scene: Scene)
        -> ReadGroup
    {
        var calls = [Double](repeating: 0, count: scene.grid.count)
        for record in records {
            if let bin = scene.grid.index(record.time) { calls[bin] += 1 }
        }
        let name: Sentence =
            table.isEmpty ? "one SELECT" : "one SELECT from \(LogText.table(table))"
        return ReadGroup(
            name: name,
            subject: Subject(table: table.isEmpty ? nil : table),
            calls: calls,
            hosts: [],
            evidence: { bins, scene in
                let inside = records.filter {
                    scene.grid.index($0.time).map(bins.contains) ?? false
                }
                guard let first = inside.map(\.firstMark).min(),
                    let last = inside.map(\.lastMark).max()
                else { return nil }
                return scene.evidence(
                    from: first,
                    to: last,
                    at: scene.time(bins.lowerBound).microseconds,
                    "\(inside.count, .times) \(name)"
                )
            },
            isStatement: true
        )
    }
}

extension StatementLog {
    /// The database's own log and the application's tell of the same statements: only the fuller is counted.
    func fullestSource(in timeline: Timeline) -> Int? {
        var counts: [Int: Int] = [:]
        for record in records { counts[timeline.source(of: record.firstMark), default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}

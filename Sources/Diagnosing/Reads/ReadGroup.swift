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
        return all > 0 ? Double(calls(of: senders)) / Double(all) : 0
    }

    /// The calls that some hosts sent.
    func calls(of senders: Set<String>) -> Int {
        hosts.reduce(0) { $0 + (senders.contains($1.host) ? $1.calls : 0) }
    }

    /// Reads whose cost does not grow with what they read; queues are looked at by other detectors.
    static func commands(in scene: Scene) -> some Sequence<ReadGroup> {
        let queues = Set(scene.timeline.queues.map(\.key))
        return scene.commandGroups.lazy.filter { group in
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
    ///
    /// Each is made when it is asked for: of thousands of statements few are looked at twice.
    static func statements(in scene: Scene) -> some Sequence<ReadGroup> {
        let log = scene.timeline.statements
        let source = log.fullestSource(in: scene.timeline)
        var rowsByKind: [Int32: [Int]] = [:]
        for (row, record) in log.records.enumerated()
        where scene.timeline.source(of: record.firstMark) == source {
            if log.kinds[Int(record.kind)].verb == "SELECT" {
                rowsByKind[record.kind, default: []].append(row)
            }
        }
        return rowsByKind.sorted { $0.key < $1.key }.lazy.map { kind, rows in
            statements(log.kinds[Int(kind)].table, rows.map { log.records[$0] }, scene)
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

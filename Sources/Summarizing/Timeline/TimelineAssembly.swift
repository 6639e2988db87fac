// From the merged summary of a run to its timeline: clocks first, then jobs, queues and series.

package import Parsing

/// What is known of a source besides its rows.
package struct SourceFacts: Sendable {
    package var path: String
    package var format: String?
    package var recognition: String
    package var bytes: Int
    package var lines: Int
    package var zone: WrittenZone
    /// Seconds east of UTC that the user declared for a source without zone.
    package var declaredZoneSeconds: Int?
    /// What its files were when they were read; several of a rotated log, none of a pipe.
    package var digests: [SourceDigest]
    /// The offset of a declared zone at the first stamp, where rows were put on UTC by all of its offsets.
    package var followedZoneSeconds: Int?
    /// What kept it from being read to its end, as a sentence without text of the file; `nil` while nothing did.
    package var damage: String?
    /// Lines so long that only their beginning was read.
    package var cutLines = 0

    /// Makes facts.
    package init(
        path: String,
        format: String?,
        recognition: String,
        bytes: Int,
        lines: Int,
        zone: WrittenZone,
        declaredZoneSeconds: Int? = nil,
        digests: [SourceDigest] = []
    ) {
        self.path = path
        self.format = format
        self.recognition = recognition
        self.bytes = bytes
        self.lines = lines
        self.zone = zone
        self.declaredZoneSeconds = declaredZoneSeconds
        self.digests = digests
    }
}

extension Timeline {
    /// Puts a run's summary onto one clock; `nil` when no source holds a stamp.
    ///
    /// The declared version is that of `--redis-version`, which wins over what a file says. What lies
    /// outside the selection is left out of the grid; `nil` results when nothing lies inside.
    package init?(
        _ summary: ShardSummary,
        facts: [SourceFacts],
        lines: LineTable,
        declaredVersion: RedisVersion?,
        selection: TimeSelection = TimeSelection(),
        clocks rules: ClockRules = ClockRules()
    ) {
        let replay = QueueReplay(summary.redis.queues, binSeconds: 1)
        let matches = MatchedJobs(summary, replay: replay)
        let requests = MatchedRequests(summary.requests)
        let zones = ZoneCorrection(summary, facts: facts, matches: matches, requests: requests)
        var summary = summary
        guard let span = Self.span(summary, facts, zones, selection) else { return nil }
        let grid = Grid(
            from: span.lowerBound,
            to: span.upperBound,
            stepMin: summary.redis.binSeconds
        )
        let alignment = ClockAlignment(
            summary,
            facts: facts,
            matches: matches,
            requests: requests,
            zones: zones,
            rules: rules
        )
        let corrections = zones.corrections(with: alignment, sources: facts.count)
        let joined = JobJoin(summary, grid: grid, corrections: corrections, replay: replay)
        summary.apply(corrections)
        self.init(
            sources: Self.accounts(summary, facts, zones, alignment, lines, corrections),
            grid: grid,
            start: span.lowerBound,
            end: span.upperBound,
            redis: summary.redis,
            jobs: joined.jobs,
            queues: joined.queues,
            jobClasses: joined.classes,
            processes: joined.processes,
            slowlog: Self.unique(summary.slowlog),
            statements: summary.statements,
            requests: summary.requests,
            metrics: summary.metrics.series.map { $0.settled() }
                + SnapshotSeries.all(of: summary.snapshots),
            traces: TraceActivity(summary.spans),
            context: (summary.context + summary.scheduled(in: span, corrections)).sorted {
                ($0.time, $0.line) < ($1.time, $1.line)
            },
            snapshots: summary.snapshots,
            events: summary.events.sorted { ($0.time, $0.line) < ($1.time, $1.line) },
            clientNames: Self.clientNames(summary),
            workerClock: alignment.workers,
            redisVersion: declaredVersion,
            redisVersionMark: nil,
            memory: MemoryAccount(summary),
            lines: lines
        )
        if declaredVersion == nil { readVersion() }
        fillDepthFromMetrics()
    }

    /// The span of the MONITOR capture, else of everything that is not context.
    private static func span(
        _ summary: ShardSummary,
        _ facts: [SourceFacts],
        _ zones: ZoneCorrection,
        _ selection: TimeSelection
    ) -> ClosedRange<Timestamp>? {
        if let low = summary.redis.firstTime {
            let span =
                Timestamp(
                    microseconds: low
                )...Timestamp(
                    microseconds: max(low, summary.redis.lastTime)
                )
            return selection == TimeSelection() ? span : selection.resolved(in: span)
        }
        let continuous = tallies(summary, facts) { !isMomentary($0) && $0 != "redis-slowlog" }
        // A folder of slow logs and notes alone still says when: their moments span what is known.
        let stamped = continuous.isEmpty ? tallies(summary, facts) { $0 != nil } : continuous
        let ends = stamped.compactMap { source, tally -> ClosedRange<Timestamp>? in
            guard let low = tally.first, let high = tally.last, low <= high else { return nil }
            let shift = Double(zones.seconds(of: source))
            return low.advanced(bySeconds: shift)...high.advanced(bySeconds: shift)
        }
        guard let low = ends.map(\.lowerBound).min(), let high = ends.map(\.upperBound).max() else {
            return nil
        }
        return selection == TimeSelection() ? low...high : selection.resolved(in: low...high)
    }

    /// The tallies with stamps of the sources whose format is wanted, in the order of the sources.
    private static func tallies(
        _ summary: ShardSummary,
        _ facts: [SourceFacts],
        where isWanted: (String?) -> Bool
    ) -> [(source: Int, tally: ShardSummary.Tally)] {
        summary.tallies.sorted { $0.key < $1.key }.filter { source, tally in
            source < facts.count && tally.first != nil && isWanted(facts[source].format)
        }.map { ($0.key, $0.value) }
    }

    /// Formats whose rows are moments of their own and do not say when the capture ran.
    private static func isMomentary(_ format: String?) -> Bool {
        guard let format else { return true }
        return format.hasPrefix("context") || format == "redis-info"
            || format == "redis-client-list"
            || format == "redis-server-log"
    }

    private static func unique(_ entries: [SlowlogEntry]) -> [SlowlogEntry] {
        var seen: Set<String> = []
        return entries.sorted { ($0.end, $0.id, $0.firstLine) < ($1.end, $1.id, $1.firstLine) }
            .filter { entry in
                let words = entry.arguments.joined(separator: "\u{1F}")
                return seen.insert(
                    "\(entry.id) \(entry.end.microseconds) \(entry.durationMicroseconds) \(words)"
                ).inserted
            }
    }

    private static func clientNames(_ summary: ShardSummary) -> [String: [String]] {
        var names: [String: [String]] = [:]
        for (host, list) in summary.redis.connections.names.sorted(by: { $0.key < $1.key }) {
            names[summary.redis.hosts.name(host)] = list
        }
        for client in summary.clients where !client.name.isEmpty {
            let host = ConnectionTrace.host(of: Array(client.address.utf8)[...])
            if names[host]?.contains(client.name) != true, names[host]?.count ?? 0 < 16 {
                names[host, default: []].append(client.name)
            }
        }
        return names
    }

    private mutating func readVersion() {
        for snapshot in snapshots {
            let field = snapshot.fields["redis_version"] ?? snapshot.fields["valkey_version"]
            guard let field, let version = RedisVersion(field.value) else { continue }
            redisVersion = version
            redisVersionMark = field.line
            return
        }
    }
}

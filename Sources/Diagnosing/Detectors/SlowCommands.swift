// Commands that held the server: from the slow log, and from the silences that they leave in MONITOR.
// Redis runs one command at a time, so a command's time is time that everybody else waits.

import Statistics
import Summarizing

/// Finds commands whose calls together took a noticeable part of the server's time.
package struct SlowCommands: Detector {
    package let name = "slow-commands"

    /// Makes the detector.
    package init() {}

    /// Below this share of the server's one thread nobody waits noticeably.
    static let timeShareMin = 0.05
    /// A single command of this length is felt by everybody connected.
    static let longMicrosecondsMin: Int64 = 100_000
    /// Long commands that together took less than this were a hiccup, not an incident.
    static let longSecondsMin = 0.5
    /// Silences shorter than this are ordinary between commands.
    static let stallMicrosecondsMin: Int64 = 50_000
    /// So many long silences ended by one kind of command are no accident.
    static let stallsMin = 3
    /// With fewer logged calls the median duration says nothing about the rest.
    static let entriesMin = 3

    package func findings(in scene: Scene) -> [Finding] {
        let groups = scene.commandGroups
        let logged = LoggedCost.all(in: scene)
        var found: [Finding] = []
        for group in groups where !group.command.mayBlock {
            let cost = logged[LoggedCost.key(group.command, group.shape, group.pattern)]
            guard let account = SlowAccount(group, cost, scene) else { continue }
            found.append(account.finding(scene))
        }
        return found.sorted { $0.weight > $1.weight }
    }
}

/// The time that one group of commands took of the server.
struct SlowAccount {
    private let group: CommandGroup
    private let cost: LoggedCost?
    private let bins: Range<Int>
    private let isOpen: Bool
    /// Seconds of server time over the bins: logged or seen as silence, and estimated for all calls.
    private let seenSeconds: Double
    private let estimatedSeconds: Double
    private let longest: Double
    private let stalls: [Stall]

    /// `nil` when the group took too little to matter.
    init?(_ group: CommandGroup, _ cost: LoggedCost?, _ scene: Scene) {
        let ownStalls = Self.stalls(of: group, scene)
        guard cost != nil || ownStalls.count >= SlowCommands.stallsMin else { return nil }
        guard let active = Self.activeBins(group, cost, scene) else { return nil }
        let span = scene.seconds(active.bins)
        let logged = (cost?.durations.reduce(0, +) ?? 0) / 1e6
        let silent = ownStalls.reduce(0.0) { $0 + Double($1.gap) } / 1e6
        let calls = group.calls[active.bins].reduce(0, +)
        let entries = cost?.entries.count ?? 0
        var estimated = max(logged, silent)
        if let cost, cost.isTypical(of: group, scene),
            let median = RobustScale.median(of: cost.durations)
        {
            estimated = max(estimated, min(calls * median / 1e6, span))
        }
        longest = max(cost?.durations.max() ?? 0, Double(ownStalls.first?.gap ?? 0)) / 1e6
        let isLong = longest * 1e6 >= Double(SlowCommands.longMicrosecondsMin)
        let isFelt =
            isLong && entries > 0
            && (entries >= SlowCommands.entriesMin
                || max(logged, silent) >= SlowCommands.longSecondsMin)
        guard estimated >= SlowCommands.timeShareMin * span || isFelt else { return nil }
        self.group = group
        self.cost = cost
        bins = active.bins
        isOpen = active.isOpen
        seenSeconds = max(logged, silent)
        estimatedSeconds = estimated
        stalls = ownStalls
    }

    /// Silences that this group's lines ended (or began, before 6.2.4), the longest first.
    ///
    /// Without a version it is not known whose time a silence was, so it is held against nobody.
    private static func stalls(of group: CommandGroup, _ scene: Scene) -> [Stall] {
        guard let atEnd = scene.timeline.redisVersion?.stampsAtEnd else { return [] }
        let series = scene.timeline.redis.series
        return scene.timeline.redis.stalls.filter { stall in
            let kind = atEnd ? stall.kindAfter : stall.kindBefore
            guard stall.gap >= SlowCommands.stallMicrosecondsMin, kind >= 0,
                series[Int(kind)].kind.command == group.command,
                series[Int(kind)].kind.shape == group.shape
            else { return false }
            let pattern = scene.timeline.redis.patterns.name(series[Int(kind)].kind.pattern)
            // A cheap command that happens to end a silence did not cause it.
            return pattern == group.pattern && CommandCosts.mayBeLong(group.command)
        }
    }

    /// From the first to the last call where they come rarely, else the stretch in which their rate was raised.
    private static func activeBins(
        _ group: CommandGroup,
        _ cost: LoggedCost?,
        _ scene: Scene
    ) -> (bins: Range<Int>, isOpen: Bool)? {
        let used = group.calls.indices.filter { group.calls[$0] > 0 }
        guard let first = used.first, let last = used.last else { return nil }
        let count = group.calls.count
        if used.count < count / 2 {
            return (first..<(last + 1), last + 1 >= count)
        }
        let raised = Episodes.levels(
            group.calls,
            gate: .levels,
            leastInside: Double(scene.grid.step)
        )
        if let longest = raised.max(by: { $0.bins.count < $1.bins.count }) {
            return (longest.bins, longest.isOpen)
        }
        // At its usual rate all the time: then the window is where the slow calls are.
        let bins = (cost?.entries ?? []).compactMap { scene.grid.index($0.end.microseconds) }
        guard let low = bins.min(), let high = bins.max() else {
            return (first..<(last + 1), last + 1 >= count)
        }
        return (low..<(high + 1), high + 1 >= count)
    }

    func finding(_ scene: Scene) -> Finding {
        let span = scene.seconds(bins)
        let calls = group.calls[bins].reduce(0, +)
        let isRare = calls < 1 * span
        let start = scene.time(bins.lowerBound).advanced(
            bySeconds: isRare ? 1 - min(1, longest) : 0
        )
        let held = HeldServer(
            command: group.command,
            shape: group.shape,
            pattern: group.pattern,
            name: group.name,
            subject: group.subject(in: scene.timeline),
            start: start,
            end: isOpen ? nil : scene.time(bins.upperBound),
            spanSeconds: span,
            calls: calls,
            longestSeconds: longest,
            seenSeconds: seenSeconds,
            estimatedSeconds: estimatedSeconds
        )
        var finding = held.finding(cost == nil ? .moderate : .strong, evidence(scene), scene)
        if cost != nil {
            finding.items.append(
                EvidenceItem(
                    item: .secondSource,
                    decibans: 3,
                    because: "MONITOR counts the calls and SLOWLOG times them",
                    evidence: finding.evidence
                )
            )
        }
        if let dose = cost.flatMap({ DoseResponse(group, $0, scene) }), dose.isRising {
            finding.items.append(
                EvidenceItem(
                    item: .doseResponse,
                    decibans: Self.doseDecibans,
                    because: dose.sentence,
                    evidence: finding.evidence
                )
            )
        }
        return finding
    }

    /// A trend of four standard errors: one in ten thousand by chance, kept well below that as every single item is.
    private static let doseDecibans = 6.0

    private func evidence(_ scene: Scene) -> [Evidence] {
        var evidence: [Evidence] = []
        let start = scene.time(bins.lowerBound).microseconds
        if let logged = cost?.evidence(from: scene.time(bins.lowerBound), scene) {
            evidence.append(logged)
        }
        evidence.append(
            scene.evidence(
                from: group.firstMark,
                to: group.lastMark,
                at: start,
                "\(group.total, .calls) in MONITOR"
            )
        )
        if let stall = stalls.first {
            evidence.append(
                scene.evidence(
                    from: stall.markBefore,
                    to: stall.mark,
                    at: stall.time,
                    "\(Double(stall.gap) / 1e6, .seconds) without a line, ended by this command"
                )
            )
        }
        return evidence
    }
}

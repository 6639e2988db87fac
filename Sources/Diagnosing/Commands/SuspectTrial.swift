// Every suspect is tried: version, rate and depth together, with the arithmetic printed.
// "O(1), so innocent" was wrong for every Redis from 3.2 to 6.2: sidekiq#5910, redis#9454.

import Statistics
package import Summarizing

/// The trial of one command at a call rate and a depth.
package struct SuspectTrial {
    /// A suspect that takes this share of the server's one thread can hold everybody up.
    package static let sufficientShareMin = 0.2

    /// Predicts what a command takes of the server, and judges it.
    ///
    /// The depth is that of the list or other value at its longest, in elements, or `nil` when not
    /// known.
    ///
    /// - Returns: The verdict, the predicted share of the server's time, and the arithmetic.
    package static func judge(
        _ command: RedisCommand,
        shape: ArgumentShape,
        callsPerSecond: Double,
        depth: Double?,
        version: RedisVersion?
    ) -> (verdict: Suspect.Verdict, share: Double?, because: Sentence) {
        guard let work = CommandCosts.work(command, shape, version) else {
            return (
                .undetermined, nil,
                "its cost depends on the server's version, which no file says: it walks the whole list on 3.2 to 6.2 and one element from 7.0 on"
            )
        }
        if work == .constant || work == .page {
            return judgeBounded(work, callsPerSecond, version)
        }
        guard let depth else {
            return (
                .undetermined, nil,
                "its cost grows with the length of the value, which is not known"
            )
        }
        let each = CommandCosts.microseconds(work, depth: depth)
        let share = callsPerSecond * each / 1e6
        let arithmetic: Sentence =
            "touches \(depth, .elements) at the most: \(callsPerSecond, .callsPerSecond) times \(each / 1e6, .seconds) is \(share, .share) of the server's time"
        return (share >= sufficientShareMin ? .sufficient : .insufficient, share, arithmetic)
    }

    private static func judgeBounded(
        _ work: CommandCosts.Work,
        _ callsPerSecond: Double,
        _ version: RedisVersion?
    ) -> (verdict: Suspect.Verdict, share: Double?, because: Sentence) {
        let each = CommandCosts.microseconds(work, depth: 0)
        let share = callsPerSecond * each / 1e6
        let elements = work == .page ? Int(CommandCosts.pageElements) : 1
        let reach: Sentence = "touches \(elements, .elements) at any depth"
        let arithmetic: Sentence =
            "\(reach) on this version; at \(callsPerSecond, .callsPerSecond) that is \(share, .share) of the server's time"
        return (share >= sufficientShareMin ? .sufficient : .exonerated, share, arithmetic)
    }
}

/// Which commands of a capture are put on trial, and what came of it.
enum Trials {
    /// Suspects that are printed; the rest are in the command profile.
    static let suspectsMax = 8

    /// Tries what could look guilty: commands that read or remove collections, and the busiest others.
    static func all(in scene: Scene, incident: Range<Int>) -> [Suspect] {
        let groups = scene.commandGroups
        let seconds = max(1, scene.seconds(incident))
        let suspicious = groups.filter { group in
            group.command.effect != .connection && !group.command.mayBlock
                && (isCollectionRead(group) || group.calls[incident].reduce(0, +) / seconds >= 50)
        }.sorted { left, right in
            (rank(left), -left.total, left.pattern) < (rank(right), -right.total, right.pattern)
        }
        let logged = LoggedCost.all(in: scene)
        return suspicious.prefix(suspectsMax).map { group in
            let rate = group.calls[incident].reduce(0, +) / seconds
            let cost = logged["\(group.command.name) \(group.pattern)"]
            return suspect(group, rate, cost, scene, incident)
        }
    }

    private static func isCollectionRead(_ group: CommandGroup) -> Bool {
        switch group.command {
        case .lrange, .llen, .lindex, .hgetall, .smembers, .keys, .del, .zrange, .sort, .lrem: true
        default: false
        }
    }

    private static func rank(_ group: CommandGroup) -> Int {
        if group.command == .lrange || group.command == .keys { return 0 }
        return isCollectionRead(group) ? 1 : 2
    }

    private static func suspect(
        _ group: CommandGroup,
        _ rate: Double,
        _ cost: LoggedCost?,
        _ scene: Scene,
        _ incident: Range<Int>
    ) -> Suspect {
        let version = scene.timeline.redisVersion
        let flow = scene.timeline.queues.first { $0.key == group.pattern }
        let depth = flow.flatMap { $0.depth[incident].compactMap { $0 }.max() }
        var judged = SuspectTrial.judge(
            group.command,
            shape: group.shape,
            callsPerSecond: rate,
            depth: depth,
            version: version
        )
        if let cost, let median = RobustScale.median(of: cost.durations),
            cost.isTypical(of: group, scene), judged.verdict != .exonerated
        {
            let share = min(1, rate * median / 1e6)
            judged = (
                share >= SuspectTrial.sufficientShareMin ? .sufficient : .insufficient, share,
                "the slow log times it at \(median / 1e6, .seconds); \(rate, .callsPerSecond) would be up to \(share, .share) of the server's time"
            )
        } else if judged.verdict == .undetermined {
            judged = alibi(judged, group, scene, incident)
        }
        return Suspect(
            what: group.name,
            subject: group.subject(in: scene.timeline),
            verdict: judged.verdict,
            because: judged.because,
            evidence: [
                scene.evidence(
                    from: group.firstMark,
                    to: group.lastMark,
                    at: scene.time(incident.lowerBound).microseconds,
                    "\(group.total, .calls)"
                )
            ]
        )
    }

    /// The gaps around its lines bound its time: a bound under a twentieth acquits a suspect of unknown cost.
    ///
    /// One that grows with depth on this version is not acquitted by a quiet hour: it stays insufficient.
    private static func alibi(
        _ judged: (verdict: Suspect.Verdict, share: Double?, because: Sentence),
        _ group: CommandGroup,
        _ scene: Scene,
        _ incident: Range<Int>
    ) -> (verdict: Suspect.Verdict, share: Double?, because: Sentence) {
        guard let version = scene.timeline.redisVersion else { return judged }
        let bound =
            group.gap(incident, stampsAtEnd: version.stampsAtEnd) / 1e6
            / max(1, scene.seconds(incident))
        guard bound < SlowCommands.timeShareMin else { return judged }
        return (
            .exonerated, bound,
            "the silences before its lines add up to \(bound, .share) of the window, so it cannot have taken more"
        )
    }
}

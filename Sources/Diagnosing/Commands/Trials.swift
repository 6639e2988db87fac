// Which commands of a capture are put on trial, and what came of it.

import Statistics
import Summarizing

/// Which commands of a capture are put on trial, and what came of it.
enum Trials {
    /// Suspects that are printed; the rest are in the command profile.
    static let suspectsMax = 8
    /// Calls a second from which even a cheap command draws the eye.
    private static let busyRateMin = 50.0

    /// Tries what could look guilty: commands that read or remove collections, and the busiest others.
    static func all(in scene: Scene, incident: Range<Int>) -> [Suspect] {
        let groups = scene.commandGroups
        let seconds = max(1, scene.seconds(incident))
        let suspicious = groups.filter { group in
            group.command.effect != .connection && !group.command.mayBlock
                && (looksLarge(group)
                    || group.calls[incident].reduce(0, +) / seconds >= busyRateMin)
        }.sorted { left, right in
            (rank(left), -left.total, left.pattern) < (rank(right), -right.total, right.pattern)
        }
        let logged = LoggedCost.all(in: scene)
        return suspicious.prefix(suspectsMax).map { group in
            let rate = group.calls[incident].reduce(0, +) / seconds
            let cost = logged[LoggedCost.key(group.command, group.shape, group.pattern)]
            return suspect(group, rate, cost, scene, incident)
        }
    }

    /// Whether somebody who reads the line could take it for expensive: its cost grows on some version, or it
    /// looks at a collection.
    private static func looksLarge(_ group: CommandGroup) -> Bool {
        switch group.command {
        case .llen, .lindex: true
        default: CommandCosts.grows(group.command, group.shape)
        }
    }

    private static func rank(_ group: CommandGroup) -> Int {
        if group.command == .lrange || group.command == .keys { return 0 }
        return looksLarge(group) ? 1 : 2
    }

    private static func suspect(
        _ group: CommandGroup,
        _ rate: Double,
        _ cost: LoggedCost?,
        _ scene: Scene,
        _ incident: Range<Int>
    ) -> Suspect {
        let (judged, measured) = judgement(of: group, rate, cost, scene, incident)
        let lines = scene.evidence(
            from: group.firstMark,
            to: group.lastMark,
            at: scene.time(incident.lowerBound).microseconds,
            "\(group.total, .calls)"
        )
        return Suspect(
            what: group.name,
            subject: group.subject(in: scene.timeline),
            verdict: judged.verdict,
            because: judged.verdict == .sufficient
                ? namingSender(of: group, judged.because) : judged.because,
            evidence: [lines] + [measured].compactMap { $0 }
        )
    }

    /// By the table of costs, unless the slow log timed most calls; where the table leaves it open, by what INFO
    /// measured and by the silences.
    ///
    /// The evidence is that of INFO where it decided.
    private static func judgement(
        of group: CommandGroup,
        _ rate: Double,
        _ cost: LoggedCost?,
        _ scene: Scene,
        _ incident: Range<Int>
    ) -> (SuspectTrial.Judgement, Evidence?) {
        let judged = SuspectTrial.judge(
            group.command,
            shape: group.shape,
            callsPerSecond: rate,
            size: size(of: group, scene, incident),
            version: scene.timeline.redisVersion
        )
        if judged.verdict != .exonerated, let timed = timed(group, rate, cost, scene) {
            return (timed, nil)
        }
        guard judged.verdict == .undetermined else { return (judged, nil) }
        let account = MeasuredCost.best(of: group, in: scene, over: incident)
        let measured = account?.judgement(rate, scene)
        if measured?.verdict != .exonerated, let alibi = alibi(group, scene, incident) {
            return (alibi, nil)
        }
        return measured.map { ($0, account?.evidence(scene)) } ?? (judged, nil)
    }

    /// By the slow log, where it holds most of the calls.
    private static func timed(
        _ group: CommandGroup,
        _ rate: Double,
        _ cost: LoggedCost?,
        _ scene: Scene
    ) -> SuspectTrial.Judgement? {
        guard let cost, let median = RobustScale.median(of: cost.durations),
            cost.isTypical(of: group, scene)
        else { return nil }
        let share = min(1, rate * median / 1e6)
        return SuspectTrial.Judgement(
            share >= SuspectTrial.sufficientShareMin ? .sufficient : .insufficient,
            share,
            "the slow log times it at \(median / 1e6, .seconds); \(rate, .callsPerSecond) would be up to \(share, .share) of the server's time"
        )
    }

    /// The arithmetic, with the call of a job library that sends the command where one is known to.
    private static func namingSender(of group: CommandGroup, _ because: Sentence) -> Sentence {
        let call = LibraryCalls.call(sending: group.command, group.shape, to: group.pattern)
        guard let call else { return because }
        return "\(because) (sent by \(LogText.command(call.call)) of \(call.library.name))"
    }

    /// How many of what its work grows with there were, at the most: the depth of the queue, the keys of the
    /// database.
    private static func size(of group: CommandGroup, _ scene: Scene, _ incident: Range<Int>)
        -> Double?
    {
        if group.command.effect == .scan || group.command.effect == .flush {
            return scene.timeline.snapshots.compactMap(\.keyCount).max()
        }
        let flow = scene.timeline.queues.first { $0.key == group.pattern }
        return flow.flatMap { $0.depth[incident].compactMap { $0 }.max() }
    }

    /// The gaps around its lines bound its time: a bound under a twentieth acquits a suspect of unknown cost.
    ///
    /// One that grows with depth on this version is not acquitted by a quiet hour: it stays insufficient.
    private static func alibi(
        _ group: CommandGroup,
        _ scene: Scene,
        _ incident: Range<Int>
    ) -> SuspectTrial.Judgement? {
        guard let version = scene.timeline.redisVersion else { return nil }
        let bound =
            group.gap(incident, stampsAtEnd: version.stampsAtEnd) / 1e6
            / max(1, scene.seconds(incident))
        guard bound < SlowCommands.timeShareMin else { return nil }
        return SuspectTrial.Judgement(
            .exonerated,
            bound,
            "the silences before its lines add up to \(bound, .share) of the window, so it cannot have taken more"
        )
    }
}

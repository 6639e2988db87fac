// What INFO counted of a command, held against one suspect of it: all of that time is the most that it can have taken.
// Source: redis server.c 7.0, `call`: the time of each run is added to the totals of its command, whatever its key.

import Summarizing

/// The time of a command by one dump of INFO, as bounds of what one group of its calls took inside a window.
///
/// The totals are those of all keys and of the server's whole life. What the group took before the dump is in them
/// whole, so they bound it from above however the time was spread over keys and hours. Their mean does not: a rare
/// group may be dearer than it, and a call inside the window dearer than one before.
struct MeasuredCost {
    /// The share of the group's calls inside the window that came before the dump.
    ///
    /// What came behind it was not measured. Where that is no more than half, it had to take seven times as long as the
    /// rest can have taken to turn an exoneration (a twentieth of the time) into guilt (a fifth of it).
    static let coveredShareMin = 0.5
    /// More calls than this many times those in MONITOR are mostly of another time, or of another server.
    static let countedFactorMax = 2.0
    /// Nearly all of the counted calls: the command's mean is that of the group, but for a tenth.
    static let ownShareMin = 0.9

    private let group: CommandGroup
    private let window: Range<Int>
    private let totals: CommandTotals
    private let time: Timestamp
    /// The bins of the window that had ended when the dump was taken.
    private let covered: Range<Int>
    private let coveredCalls: Double
    /// Whether nearly all of the counted calls are the group's and inside the capture.
    private let isOwn: Bool
    /// The most that other groups of the command took up to the dump, by the silences beside their lines; `nil`
    /// where no version says on which side.
    private let othersMicroseconds: Double?

    /// The account by the dump that covers most of the group's calls inside the window, the earliest of such dumps;
    /// `nil` where no dump says anything.
    static func best(of group: CommandGroup, in scene: Scene, over window: Range<Int>)
        -> MeasuredCost?
    {
        scene.timeline.snapshots.compactMap { dump in
            MeasuredCost(of: group, by: dump, in: scene, over: window)
        }.max { ($0.coveredCalls, $1.time) < ($1.coveredCalls, $0.time) }
    }

    /// `nil` where the dump has no time, came too early, or counts another stretch or server than MONITOR shows.
    private init?(
        of group: CommandGroup,
        by dump: ServerSnapshot,
        in scene: Scene,
        over window: Range<Int>
    ) {
        guard let time = dump.time, let totals = dump.totals(of: group.command) else { return nil }
        let ended = Self.binsEnded(by: time, scene)
        covered = window.clamped(to: 0..<ended)
        coveredCalls = group.calls[covered].reduce(0, +)
        guard coveredCalls > 0,
            coveredCalls >= Self.coveredShareMin * group.calls[window].reduce(0, +)
        else { return nil }
        let same = scene.commandGroups.filter { $0.command == group.command }
        let shown = same.reduce(0) { $0 + $1.calls[..<ended].reduce(0, +) }
        // Fewer than MONITOR shows: the totals were reset within the capture, or are another server's.
        guard shown <= totals.calls, totals.calls <= Self.countedFactorMax * shown else {
            return nil
        }
        isOwn = group.calls[..<ended].reduce(0, +) >= Self.ownShareMin * totals.calls
        // The bin in which the dump was taken may hold calls of others that it counts.
        let reached = 0..<min(ended + 1, scene.grid.count)
        othersMicroseconds = scene.timeline.redisVersion.map { version in
            same.reduce(-group.gap(reached, stampsAtEnd: version.stampsAtEnd)) {
                $0 + $1.gap(reached, stampsAtEnd: version.stampsAtEnd)
            }
        }
        self.group = group
        self.window = window
        self.totals = totals
        self.time = time
    }

    /// Bins that ended before a moment, from the first of the grid.
    private static func binsEnded(by time: Timestamp, _ scene: Scene) -> Int {
        let count = scene.grid.count
        guard time < scene.time(count) else { return count }
        return scene.grid.index(time.microseconds) ?? 0
    }

    /// What follows from the totals at a rate of calls inside the window; `nil` where they leave it open.
    ///
    /// Insufficient is what was measured to the end of the window.
    func judgement(_ callsPerSecond: Double, _ scene: Scene) -> SuspectTrial.Judgement? {
        let most = totals.microseconds / 1e6 / max(1, scene.seconds(covered))
        if most < SlowCommands.timeShareMin {
            return SuspectTrial.Judgement(.exonerated, most, acquitting(most, callsPerSecond))
        }
        if let least = leastMicroseconds(scene) {
            let share = min(1, callsPerSecond * least / 1e6)
            if share >= SuspectTrial.sufficientShareMin {
                return SuspectTrial.Judgement(
                    .sufficient,
                    share,
                    "INFO counts at least \(least / 1e6, .seconds) a call over \(totals.calls, .calls), nearly all its own; at \(callsPerSecond, .callsPerSecond) that is \(share, .share) of the server's time"
                )
            }
        }
        guard covered == window, most < SuspectTrial.sufficientShareMin else { return nil }
        return SuspectTrial.Judgement(.insufficient, most, bounded(most))
    }

    /// The line of the dump.
    func evidence(_ scene: Scene) -> Evidence {
        scene.evidence(
            from: totals.mark,
            to: totals.mark,
            at: time.microseconds,
            "\(totals.calls, .calls) in \(totals.microseconds / 1e6, .seconds) by INFO"
        )
    }

    /// The mean of the group's calls at the least, once others of the command took all that their silences allow;
    /// `nil` where the totals are not its own, or its own silences inside the window leave no room for a guilty share.
    private func leastMicroseconds(_ scene: Scene) -> Double? {
        guard isOwn, let othersMicroseconds, let version = scene.timeline.redisVersion else {
            return nil
        }
        let silence = group.gap(window, stampsAtEnd: version.stampsAtEnd) / 1e6
        guard silence >= SuspectTrial.sufficientShareMin * scene.seconds(window) else { return nil }
        return max(0, totals.microseconds - othersMicroseconds) / totals.calls
    }

    /// The arithmetic of an exoneration; the mean is named where it is the group's own.
    ///
    /// Where the mean at the group's rate is as much as the bound, the bound needs no words.
    private func acquitting(_ most: Double, _ callsPerSecond: Double) -> Sentence {
        guard isOwn else { return bounded(most) }
        let mean = totals.microseconds / 1e6 / totals.calls
        let share = callsPerSecond * mean
        let arithmetic: Sentence =
            "INFO counts \(mean, .seconds) a call over \(totals.calls, .calls); at \(callsPerSecond, .callsPerSecond) that is \(share, .share)"
        guard most > share else { return "\(arithmetic) of the server's time" }
        return
            "\(arithmetic) of the server's time, at most \(most, .share), were all of it spent in the window"
    }

    /// The arithmetic of the bound alone: the mean would charge the group with what rare dear calls of others took.
    private func bounded(_ most: Double) -> Sentence {
        "INFO counts \(totals.microseconds / 1e6, .seconds) for all \(totals.calls, .calls) of \(LogText.command(group.command.name)), at most \(most, .share) of the server's time in the window, were it all its own"
    }
}

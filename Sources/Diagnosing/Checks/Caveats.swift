// What could not be known, what that does to the report, and how to close the gap next time.

import Statistics
import Summarizing

/// Finds the gaps in what was given.
package enum Caveats {
    /// A file of which less could be read is called out at the top of the report.
    package static let readableShareMin = 0.9
    /// A correction smaller than this changes no conclusion.
    private static let noticeableOffsetSeconds = 0.1

    /// The caveats of a capture, the grave ones first.
    static func all(in scene: Scene) -> [Caveat] {
        let caveats =
            damaged(scene) + unreadable(scene) + cut(scene) + unread(scene) + version(scene)
            + clocks(scene) + zones(scene)
            + missing(scene)
            + contradictions(scene) + limits(scene)
        return caveats.filter(\.isGrave) + caveats.filter { !$0.isGrave }
    }

    /// Archives that are torn or changed: what follows the break is lost.
    private static func damaged(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.compactMap { source in
            guard let damage = source.damage else { return nil }
            return Caveat(
                what:
                    "the archive \(LogText.file(source.path)) is doubtful: \(LogText.message(damage))",
                effect: "counts from this file can be low, or of lines that nobody wrote",
                nextTime: "copy the file again and compare its size and checksum",
                isGrave: true
            )
        }
    }

    private static func cut(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.filter { $0.cutLines > 0 }.map { source in
            Caveat(
                what:
                    "\(LogText.file(source.path)) holds \(source.cutLines, .lines) longer than debrief reads; only the beginning of each was read",
                effect: "what stands further back in these lines is not in this report",
                nextTime: "look for binary data or a lost line end at the longest line"
            )
        }
    }

    private static func unreadable(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.filter { $0.format != nil && $0.unreadable > 0 }.map { source in
            let isGrave = source.readableShare < readableShareMin
            let first = source.firstUnreadable
            return Caveat(
                what:
                    "\(source.unreadable, .lines) of \(LogText.file(source.path)) could not be read, the first at line \(Double(first?.line ?? 0), .plain)",
                effect: "counts from this file can be low by \(1 - source.readableShare, .share)",
                nextTime: "compare that line with the others; a shipper may cut or mix lines",
                isGrave: isGrave
            )
        }
    }

    private static func unread(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.filter { $0.format == nil && $0.bytes > 0 }.map { source in
            Caveat(
                what:
                    "\(LogText.file(source.path)) is of no format that debrief knows and was not read",
                effect: "whatever it says is not in this report",
                nextTime: "export it as CSV, or as a log with a stamp on each line"
            )
        }
    }

    private static func version(_ scene: Scene) -> [Caveat] {
        guard scene.timeline.redis.commands > 0, scene.timeline.redisVersion == nil else {
            return []
        }
        return [
            Caveat(
                what: "no file says which version of Redis this was",
                effect:
                    "the gap before a line belongs to it from 6.2.4 on and to the line above before; durations from gaps are withheld",
                nextTime: "redis-cli INFO server > redis-info.txt, or pass --redis-version"
            )
        ]
    }

    private static func clocks(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.compactMap { source in
            let clock = source.clock
            guard source.start != nil, abs(clock.offsetSeconds) > noticeableOffsetSeconds else {
                return nil
            }
            return Caveat(
                what:
                    "the clock of \(LogText.file(source.path)) was \(abs(clock.offsetSeconds), .seconds) \(ahead(clock.offsetSeconds)) that of Redis, by \(clock.pairs, .pairs) of matched jobs; corrected",
                effect:
                    "orders closer than \(clock.uncertaintySeconds, .seconds) are not claimed",
                nextTime: "run a time service on every host"
            )
        }
    }

    private static func zones(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.compactMap { source in
            let clock = source.clock
            guard source.start != nil, let reason = zoneReason(clock) else { return nil }
            return Caveat(
                what:
                    "\(LogText.file(source.path)) does not say its time zone; read as \(LogText.message(clock.zone)), \(reason)",
                effect: "a wrong zone would move it by whole quarters of an hour",
                nextTime: "pass --timezone with the file's name and zone, or log UTC"
            )
        }
    }

    /// What the zone rests on; `nil` where somebody wrote or declared it.
    private static func zoneReason(_ clock: SourceAccount.Clock) -> Sentence? {
        switch clock.zoneFrom {
        case "assumed": "which is assumed"
        case "inferred" where clock.zonePairs > 0:
            "by \(clock.zonePairs, .pairs) of matched ids"
        case "inferred": "since it overlaps the other files there"
        default: nil
        }
    }

    private static func contradictions(_ scene: Scene) -> [Caveat] {
        scene.timeline.sources.compactMap { source in
            let clock = source.clock
            guard let workers = ClockSkews.contradiction(of: clock, scene) else { return nil }
            return Caveat(
                what:
                    "the stamps of \(LogText.file(source.path)) are \(abs(clock.offsetSeconds), .seconds) off, but the workers' own clock, by \(workers.beats, .plain) heartbeats, is within \(abs(workers.offsetSeconds) + workers.uncertaintySeconds, .seconds) of Redis",
                effect:
                    "the offset of the matched jobs is used; what changed the stamps is not known",
                nextTime: "look at what writes and ships this log"
            )
        }
    }

    private static func ahead(_ offset: Double) -> Sentence {
        offset < 0 ? "ahead of" : "behind"
    }

    private static func missing(_ scene: Scene) -> [Caveat] {
        var caveats: [Caveat] = []
        let formats = scene.timeline.sources.compactMap(\.format)
        if scene.timeline.redis.commands == 0 {
            caveats.append(
                Caveat(
                    what: "there is no MONITOR capture",
                    effect: "who sent which command, and what became of writes, is not known",
                    nextTime:
                        "timeout 10 redis-cli MONITOR | head -c 200M > monitor.log (MONITOR slows the server while it runs)"
                )
            )
        }
        if !scene.hasSlowlog, scene.timeline.redis.commands > 0 {
            caveats.append(
                Caveat(
                    what: "there is no slow log",
                    effect: "single slow commands are seen only as silences in MONITOR",
                    nextTime: "redis-cli SLOWLOG GET 128 > slowlog.txt"
                )
            )
        }
        if scene.timeline.redis.commands > 0, scene.timeline.jobs.isEmpty == false,
            !formats.contains(where: { $0.hasPrefix("sidekiq") || $0.hasPrefix("rq") })
        {
            caveats.append(
                Caveat(
                    what: "there is no worker log",
                    effect: "run times are not known and depth is replayed from pushes and pops",
                    nextTime: "add the log of the worker processes"
                )
            )
        }
        return caveats
    }

    private static func limits(_ scene: Scene) -> [Caveat] {
        var caveats: [Caveat] = []
        let redis = scene.timeline.redis
        if redis.ledgerWeight > 1 {
            caveats.append(
                Caveat(
                    what:
                        "of about \(redis.distinctKeys.estimate.rounded(), .keys) (standard error \(HyperLogLog.standardError, .share)) the write ledger follows the \(redis.ledgerBusyKeys, .plain) busiest, and of the others one in \(redis.ledgerWeight, .plain), chosen by hash",
                    effect:
                        "counts of wasted writes are estimates; on skewed traffic their share is right to about a hundredth",
                    nextTime: "a shorter capture is followed whole"
                )
            )
        }
        if redis.backwardSteps > 0 || redis.strayStamps > 0 {
            caveats.append(
                Caveat(
                    what:
                        "the clock of the capture stepped back \(redis.backwardSteps, .times), and \(redis.strayStamps, .lines) lie far from the rest",
                    effect: "rates near those places can be wrong",
                    nextTime: "look at the server's time service"
                )
            )
        }
        if !scene.timeline.hasCompleteQueues {
            caveats.append(
                Caveat(
                    what: "more queue operations than are kept for the replay",
                    effect: "depth comes from matched jobs or metrics only",
                    nextTime: "narrow the window with --from and --to"
                )
            )
        }
        return caveats
    }
}

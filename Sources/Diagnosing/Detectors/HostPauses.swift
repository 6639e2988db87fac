// A server that answered nobody, although no command held it: the host, the virtual machine, or a fork.
// Source: redis.io, "Diagnosing latency issues": fork, transparent huge pages, swapping, AOF; redis rdb.c, aof.c 7.0.

import Summarizing

/// Finds silences of the whole server that no command explains.
///
/// They are a fact, and may explain a latency; alone they make no incident.
package struct HostPauses: Detector {
    package let name = "host-pauses"

    /// Makes the detector.
    package init() {}

    /// The shortest time limit that clients come with (redis-rb 5: a second); shorter silences are felt by few.
    static let secondsMin = 1.0
    /// So many commands are missing in a silence that it is no accident of their arrival.
    static let missingMin = 50.0
    /// Seconds on each side from which the usual rate is taken.
    static let aroundSeconds = 5
    /// A slow command that is logged within this of the silence's end is its cause.
    static let slowlogSecondsMax = 1.5

    package func findings(in scene: Scene) -> [Finding] {
        let pauses = scene.timeline.redis.stalls.filter {
            Double($0.gap) / 1e6 >= Self.secondsMin && !mayBeACommand($0, scene)
                && missing(in: $0, scene) >= Self.missingMin
        }.sorted { $0.time < $1.time }
        guard let first = pauses.first, let last = pauses.last,
            let longest = pauses.max(by: { ($0.gap, $1.time) < ($1.gap, $0.time) })
        else { return [] }
        let cause = Cause(of: pauses, scene)
        let seconds = pauses.reduce(0) { $0 + Double($1.gap) / 1e6 }
        let evidence = pauses.prefix(Self.citedMax).map { pause in
            scene.evidence(
                from: pause.markBefore,
                to: pause.mark,
                at: pause.time - pause.gap,
                "\(Double(pause.gap) / 1e6, .seconds) without a line, \(missing(in: pause, scene), .commands) missing at the usual rate"
            )
        }
        return [
            Finding(
                kind: .hostPause,
                confidence: scene.hasSlowlog || cause.isKnown ? .moderate : .hypothesis,
                start: Timestamp(microseconds: first.time - first.gap),
                end: Timestamp(microseconds: last.time),
                subject: Subject(service: "redis"),
                title:
                    "Redis answered nobody for up to \(Double(longest.gap) / 1e6, .seconds), \(pauses.count, .times); \(cause.words)",
                measures: [
                    Measure("pauses", Double(pauses.count), .times),
                    Measure("seconds_max", Double(longest.gap) / 1e6, .seconds),
                    Measure("seconds_paused", seconds, .seconds),
                ],
                evidence: evidence,
                advice: Advice(
                    kind: .detect,
                    action: cause.remedy,
                    expectedEffect:
                        "shows, or takes away, \(seconds, .seconds) in which nobody was served",
                    check: "no second without a command in MONITOR"
                ),
                explanation:
                    "All clients fell silent at once and no command that could hold the server stands beside the silence: then the process did not run, or nothing reached it.",
                weight: seconds
            )
        ]
    }

    /// A report cites this many of them.
    private static let citedMax = 3

    /// Whether a command beside the silence, or one in the slow log, can have held the server.
    private func mayBeACommand(_ pause: Stall, _ scene: Scene) -> Bool {
        let series = scene.timeline.redis.series
        let beside = [pause.kindBefore, pause.kindAfter].contains { kind in
            kind >= 0 && CommandCosts.mayBeLong(series[Int(kind)].kind.command)
        }
        return beside
            || scene.timeline.slowlog.contains { entry in
                entry.durationMicroseconds * 2 >= pause.gap
                    && abs(entry.end.microseconds - pause.time)
                        <= Int64(Self.slowlogSecondsMax * 1e6) + pause.gap
            }
    }

    /// Commands that would have come in a silence at the rate of its quieter side.
    ///
    /// Where traffic begins or ends, one side has none, and nothing is missing.
    private func missing(in pause: Stall, _ scene: Scene) -> Double {
        guard let first = scene.grid.index(pause.time - pause.gap),
            let last = scene.grid.index(pause.time)
        else { return 0 }
        let width = max(1, Self.aroundSeconds / scene.grid.step)
        let sides = [
            max(0, first - width)..<first, (last + 1)..<min(scene.grid.count, last + 1 + width),
        ]
        guard sides.allSatisfy({ $0.count == width }) else { return 0 }
        let rate = sides.map { scene.rate(scene.commandsPerBin, over: $0) }.min() ?? 0
        return rate * Double(pause.gap) / 1e6
    }
}

/// What the server's log says of its pauses.
private struct Cause {
    let words: Sentence
    let remedy: Sentence
    let isKnown: Bool

    /// A pause that begins so soon after a fork was reported is the fork's; the disk is reported while it is busy.
    private static let secondsMax = 2.0

    init(of pauses: [Stall], _ scene: Scene) {
        let forks = pauses.filter { Self.stands(.fork, beside: $0, scene) }.count
        let disk = pauses.filter { Self.stands(.diskWait, beside: $0, scene) }.count
        isKnown = forks + disk > 0
        let forked: Sentence = "\(forks, .times) right after a fork for a save"
        let waited: Sentence = "\(disk, .times) while the disk of its append-only file was busy"
        switch (forks > 0, disk > 0) {
        case (true, true): words = "\(forked), \(waited)"
        case (true, false): words = forked
        case (false, true): words = waited
        case (false, false): words = "no command explains it"
        }
        if disk > forks {
            remedy =
                "Put the append-only file on a disk of its own, or let it wait while a save runs (no-appendfsync-on-rewrite)"
        } else if forks > 0 {
            remedy = "Save on a replica, and turn off transparent huge pages on the host"
        } else {
            remedy =
                "Run redis-cli --intrinsic-latency 60 on the host, and keep its one-second statistics"
        }
    }

    private static func stands(_ topic: LogEvent.Topic, beside pause: Stall, _ scene: Scene) -> Bool
    {
        let reach = Int64(secondsMax * 1e6)
        let begin = pause.time - pause.gap
        let end = topic == .diskWait ? pause.time : begin
        return scene.timeline.events.contains { event in
            event.topic == topic
                && (begin - reach...end + reach).contains(event.time.microseconds)
        }
    }
}

// A server that answered nobody, although no command held it: the host, the virtual machine, or a fork.
// Source: redis.io, "Diagnosing latency issues": fork, transparent huge pages, swapping, AOF; redis rdb.c, aof.c 7.0.

import Summarizing

/// Finds silences of the whole server that no command explains.
///
/// They are a fact, and may explain a latency; they make an incident where another file shows that somebody waited.
package struct HostPauses: Detector {
    package let name = "host-pauses"

    /// Makes the detector.
    package init() {}

    /// The shortest time limit that clients come with (redis-rb 5: a second); shorter silences are felt by few.
    static let secondsMin = 1.0
    /// So many commands are missing in a silence that it is no accident of their arrival.
    static let missingMin = 50.0
    /// A slow command that is logged within this of the silence's end is its cause.
    static let slowlogSecondsMax = 1.5

    package func findings(in scene: Scene) -> [Finding] {
        let long = scene.timeline.redis.stalls.filter {
            Double($0.gap) / 1e6 >= Self.secondsMin && !mayBeACommand($0, scene)
                && missing(in: $0, scene) >= Self.missingMin
        }
        guard !long.isEmpty else { return [] }
        let witnesses = SilenceWitnesses(scene)
        let pauses = long.filter {
            !witnesses.saySomebodyWasServed(in: $0) && witnesses.missedByMany($0)
        }.sorted { $0.time < $1.time }
        guard let first = pauses.first, let last = pauses.last,
            let longest = pauses.max(by: { ($0.gap, $1.time) < ($1.gap, $0.time) })
        else { return [] }
        let cause = Cause(of: pauses, scene)
        let seconds = pauses.reduce(0) { $0 + Double($1.gap) / 1e6 }
        let isKnown = scene.hasSlowlog || cause.isKnown
        var finding = Finding(
            kind: .hostPause,
            confidence: isKnown ? .moderate : .hypothesis,
            start: Timestamp(microseconds: first.time - first.gap),
            end: Timestamp(microseconds: last.time),
            subject: Subject(service: "redis"),
            title:
                "Redis answered nobody for up to \(Double(longest.gap) / 1e6, .seconds), \(pauses.count, .times); \(cause.words)",
            measures: [
                Measure("pauses", Double(pauses.count), .times),
                Measure("pause_seconds_max", Double(longest.gap) / 1e6, .seconds),
                Measure("seconds_paused", seconds, .seconds),
            ],
            evidence: pauses.prefix(Self.citedMax).map { evidence(of: $0, scene) },
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
        let waits = MeasuredWaits(of: pauses, scene.timeline).waits.compactMap { $0 }
        if isKnown, waits.count * 2 >= pauses.count {
            addWaits(waits, longest: Double(longest.gap) / 1e6, to: &finding, scene)
        }
        return [finding]
    }

    /// Adds what somebody else measured in the silences: two sources agree, and somebody waited.
    private func addWaits(
        _ waits: [MeasuredWaits.Wait],
        longest: Double,
        to finding: inout Finding,
        _ scene: Scene
    ) {
        let evidence = waits.prefix(Self.citedMax).map { wait in
            scene.evidence(
                from: wait.mark,
                to: wait.mark,
                at: wait.time,
                "\(LogText.metric(wait.series.name)) shows a wait of \(wait.seconds, .seconds)"
            )
        }
        let worst = waits.map(\.seconds).max() ?? 0
        finding.confidence = .strong
        finding.evidence += evidence
        finding.measures.append(Measure("wait_seconds_measured", worst, .seconds))
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: worst / longest),
                because:
                    "whoever asks a server that stands still waits until it goes on: up to \(worst, .seconds) were measured, of silences of up to \(longest, .seconds)",
                evidence: finding.evidence
            )
        ]
    }

    private func evidence(of pause: Stall, _ scene: Scene) -> Evidence {
        scene.evidence(
            from: pause.markBefore,
            to: pause.mark,
            at: pause.time - pause.gap,
            "\(Double(pause.gap) / 1e6, .seconds) without a line, \(missing(in: pause, scene), .commands) missing at the usual rate"
        )
    }

    /// A report cites this many of them.
    private static let citedMax = 3

    /// Whether one in the slow log, or else a command beside the silence, can have held the server.
    ///
    /// A slow log that reaches back to the silence would hold a command of that length: then what stands beside it is
    /// only what came next.
    private func mayBeACommand(_ pause: Stall, _ scene: Scene) -> Bool {
        let isLogged = scene.timeline.slowlog.contains { entry in
            entry.durationMicroseconds * 2 >= pause.gap
                && abs(entry.end.microseconds - pause.time)
                    <= Int64(Self.slowlogSecondsMax * 1e6) + pause.gap
        }
        if isLogged { return true }
        return !slowlogReaches(back: pause, scene) && mayBeLong(beside: pause, scene)
    }

    /// Whether a slow log was read that cannot have lost what was logged after a silence.
    ///
    /// It keeps the last entries only, and numbers all from 0. Source: redis slowlog.c.
    private func slowlogReaches(back pause: Stall, _ scene: Scene) -> Bool {
        guard let oldest = scene.timeline.slowlog.first else { return scene.hasSlowlog }
        return oldest.id == 0 || oldest.end.microseconds <= pause.time - pause.gap
    }

    /// Whether a command that may take long stands beside a silence.
    ///
    /// MONITOR writes a command when it has ended, or on older servers when it begins: only one of the two sides can
    /// be the one that held it.
    private func mayBeLong(beside pause: Stall, _ scene: Scene) -> Bool {
        let series = scene.timeline.redis.series
        let kinds =
            switch scene.timeline.redisVersion?.stampsAtEnd {
            case true: [pause.kindAfter]
            case false: [pause.kindBefore]
            case nil: [pause.kindBefore, pause.kindAfter]
            }
        return kinds.contains { kind in
            kind >= 0 && CommandCosts.mayBeLong(series[Int(kind)].kind.command)
        }
    }

    private func missing(in pause: Stall, _ scene: Scene) -> Double {
        SilenceWitnesses.missing(in: pause, of: scene.commandsPerBin, scene)
    }
}

/// What the server's log says of its pauses.
private struct Cause {
    let words: Sentence
    let remedy: Sentence
    let isKnown: Bool

    /// A log tells of a pause within so many seconds of it.
    ///
    /// A fork is reported when it is over, and the copying of pages that follows it may pause the server as well; the
    /// disk is reported before the write that waits for it. Source: redis 7.0 rdb.c, aof.c.
    private static let secondsMax = 2.0

    init(of pauses: [Stall], _ scene: Scene) {
        let forks = pauses.filter { Self.stands(.fork, beside: $0, scene) }.count
        let disk = pauses.filter { Self.stands(.diskWait, beside: $0, scene) }.count
        isKnown = forks + disk > 0
        let forked: Sentence = "\(forks, .times) beside a fork for a save"
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
        return scene.timeline.events.contains { event in
            event.topic == topic
                && (begin - reach...pause.time + reach).contains(event.time.microseconds)
        }
    }
}

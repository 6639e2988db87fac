// A command that held the server: what is said of it, be it that MONITOR shows the command or the slow log alone.

import Summarizing

/// The calls of one command while they kept everybody else waiting.
struct HeldServer {
    let command: RedisCommand
    let shape: ArgumentShape
    /// The key pattern; empty for a command without keys.
    let pattern: String
    /// The command and its keys, as a sentence goes on.
    let name: Sentence
    let subject: Subject
    let start: Timestamp
    /// `nil` where the calls went on to the end of the capture.
    let end: Timestamp?
    /// Seconds over which the calls came.
    let spanSeconds: Double
    let calls: Double
    let longestSeconds: Double
    /// Seconds of server time: logged or seen as silence, and estimated for all calls.
    let seenSeconds: Double
    let estimatedSeconds: Double

    /// The share of the server's time that the calls took.
    var share: Double { min(1, estimatedSeconds / spanSeconds) }

    /// The finding, with the mechanism as its only item.
    func finding(_ confidence: Confidence, _ evidence: [Evidence], _ scene: Scene) -> Finding {
        var finding = Finding(
            kind: kind(scene),
            confidence: confidence,
            start: start,
            end: end,
            subject: subject,
            title:
                "\(name) held the server: \(calls, .calls), \(longestSeconds, .seconds) the longest, about \(share, .share) of its time",
            measures: [
                Measure("calls_per_second", calls / spanSeconds, .callsPerSecond),
                Measure("seconds_max", longestSeconds, .seconds),
                Measure("seconds_seen", seenSeconds, .seconds),
                Measure("share_of_server_time", share, .share),
            ],
            evidence: evidence,
            advice: advice,
            explanation:
                "Redis runs one command at a time: while a long one runs, every other client waits.",
            weight: share * 1_000
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: share),
                because:
                    "its calls took about \(share, .share) of the one thread that runs commands",
                evidence: evidence
            )
        ]
        return finding
    }

    /// What a command that took long is, by what it does; reading a queue without working on it is watching it.
    private func kind(_ scene: Scene) -> Finding.Kind {
        if command.effect == .scan { return .keyspaceScan }
        let isQueue = scene.timeline.queues.contains { $0.key == pattern }
        if isQueue, command.effect == .read { return .observerLoad }
        return CommandCosts.isWholeValue(command, shape) ? .bigKey : .slowCommand
    }

    /// What to do about the command, with the share of the server's time that it gives back.
    private var advice: Advice {
        let key = LogText.keyPattern(pattern)
        let action: Sentence =
            switch command {
            case .del: "Use UNLINK for \(key): it frees memory in the background"
            case .keys: "Use SCAN with a COUNT, or keep a set of the keys that are asked for"
            case .hgetall, .hkeys, .hvals:
                "Read \(key) with HSCAN in steps of 1,000, or keep what the report needs apart"
            case .lrange: "Keep a counter a class beside the queue instead of reading all of it"
            case .smembers: "Read \(key) with SSCAN in steps of 1,000"
            case _ where pattern.isEmpty:
                "Keep \(name) off the server that others wait for: run it on a replica"
            default: "Ask for less of \(key) at once"
            }
        return Advice(
            kind: .prevent,
            action: action,
            expectedEffect: "gives back \(share, .share) of the server's time",
            check: "no entry of this kind in SLOWLOG"
        )
    }
}

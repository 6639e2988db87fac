// Many reads of one key: they run on one thread, and in a cluster on one node.

import Statistics
import Summarizing

/// Finds kinds of keys whose reads rose because of a single key.
///
/// Shares of traffic are skewed on healthy caches too (Yang, Yue, Vinayak, OSDI 2020), so only a rise counts.
package struct HotKeys: Detector {
    package let name = "hot-keys"

    /// Makes the detector.
    package init() {}

    /// A hundredth of what one thread of Redis serves; below it nobody notices.
    static let readsPerSecondMin = 1_000.0
    /// The rate must have risen by this much.
    static let riseMin = 3.0
    /// The share of the reads of its kind that one key has at least.
    static let keyShareMin = 0.5
    /// A key that is read with every request is read more often when more requests come: its reads must have risen so
    /// many times as much as all other commands.
    static let riseBeyondOthersMin = 2.0
    /// The share of all commands from which on it is the server's main work.
    static let serverShareMin = 0.3

    package func findings(in scene: Scene) -> [Finding] {
        scene.commandGroups.filter { $0.command.effect == .read && !$0.pattern.isEmpty }
            .flatMap { group in
                Episodes.raised(
                    group.calls,
                    leastInside: Self.readsPerSecondMin * Double(scene.grid.step)
                ).filter { $0.ratio >= Self.riseMin }.compactMap { finding(group, $0, scene) }
            }.sorted { $0.weight > $1.weight }
    }

    /// How many times as often as before all other commands came.
    private func riseOfOthers(_ group: CommandGroup, _ episode: Episode, _ scene: Scene) -> Double {
        let others = zip(scene.commandsPerBin, group.calls).map { $0 - $1 }
        let before = scene.rate(others, over: episode.baseline(of: others.count))
        // Where there were no others before, they cannot have brought the reads with them.
        return before > 0 ? scene.rate(others, over: episode.bins) / before : 1
    }

    private func finding(_ group: CommandGroup, _ episode: Episode, _ scene: Scene) -> Finding? {
        guard let key = Concentration.busyKeys(of: group.pattern, scene).first else { return nil }
        let inside = group.calls[episode.bins].reduce(0, +)
        // The key's commands are counted over the whole capture: all outside the episode may have been its own.
        let outside = Double(Concentration.calls(to: group.pattern, scene)) - inside
        let share = (Double(key.calls) - outside) / max(inside, 1)
        let all = scene.commandsPerBin[episode.bins].reduce(0, +)
        let serverShare = inside / max(all, 1)
        let rate = scene.rate(group.calls, over: episode.bins)
        let usual = scene.rate(group.calls, over: episode.baseline(of: group.calls.count))
        guard share >= Self.keyShareMin, serverShare >= Self.serverShareMin,
            rate >= Self.riseBeyondOthersMin * usual * max(1, riseOfOthers(group, episode, scene))
        else { return nil }
        let start = scene.time(episode.bins.lowerBound)
        let evidence = [
            scene.evidence(
                from: group.firstMark,
                to: group.lastMark,
                at: start.microseconds,
                "\(Int(inside), .calls) of \(group.name) in the window"
            ),
            scene.evidence(
                from: key.mark,
                to: key.mark,
                at: key.time,
                "the key on this line has at least \(share, .share) of them"
            ),
        ]
        var finding = Finding(
            kind: .hotKey,
            confidence: .strong,
            start: start,
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: group.subject(in: scene.timeline),
            title:
                "\(group.name) rose from \(usual, .callsPerSecond) to \(rate, .callsPerSecond), at least \(share, .share) of them for one key",
            measures: [
                Measure("calls_per_second", rate, .callsPerSecond),
                Measure("calls_per_second_before", usual, .callsPerSecond),
                Measure("key_share_min", share, .share),
                Measure("share_of_commands", serverShare, .share),
            ],
            evidence: evidence,
            advice: Advice(
                kind: .limit,
                action:
                    "Keep the value in the memory of the program for a second, or have Redis tell clients of changes (CLIENT TRACKING)",
                expectedEffect:
                    "one read a second and process instead of up to \(rate, .callsPerSecond)",
                check: "calls of \(group.name) a second"
            ),
            explanation:
                "All reads of a key are served by the one thread of one node, whatever the size of the cluster.",
            weight: serverShare * 100
        )
        finding.onset = scene.onset(of: episode)
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: serverShare),
                because: "they were \(serverShare, .share) of all commands",
                evidence: evidence
            )
        ]
        return finding
    }
}

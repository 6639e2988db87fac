// Writes that nobody saw: same value again, overwritten or deleted unread, time to live renewed for nothing.
// Source: Chabbi, Mellor-Crummey, CGO 2012 (dead writes); Lepak, Lipasti, ISCA 2000 (silent stores).

import Statistics
import Summarizing

/// Finds groups of writes of which many changed nothing that anybody read.
package struct WastedWrites: Detector {
    package let name = "wasted-writes"

    /// Makes the detector.
    package init() {}

    /// Less waste than this a second costs a server nothing that can be noticed ...
    static let wastedPerSecondMin = 100.0
    /// ...
    ///
    /// unless it is this share of all commands.
    static let commandShareMin = 0.05
    /// Groups below this share of waste are mostly useful.
    static let wastedShareMin = 0.3
    /// With fewer writes the share is an accident.
    static let writesMin = 200.0
    /// A rise of less than this is the ordinary variation of traffic.
    static let riseMin = 2.0
    /// Waste that is there all the time is worth a word only from this share of all commands on.
    static let chronicShareMin = 0.2
    /// Even a quiet server is not hurt by less than this.
    static let floorPerSecond = 10.0

    package func findings(in scene: Scene) -> [Finding] {
        scene.writeGroups.flatMap { group -> [Finding] in
            guard JobLibraryKeys.library(owning: group.pattern) == nil else { return [] }
            let episodes = episodes(of: group, scene)
            if episodes.isEmpty { return chronic(group, scene).map { [$0] } ?? [] }
            return episodes.compactMap { finding(group, $0, scene) }
        }.sorted { $0.weight > $1.weight }
    }

    private func episodes(of group: WriteGroup, _ scene: Scene) -> [Episode] {
        let step = Double(scene.grid.step)
        // Most groups waste too little for any episode of theirs to count; they need no search.
        let most = group.wasted.reduce(0, +)
        guard most >= Self.wastedShareMin * Self.writesMin else { return [] }
        return Episodes.raised(group.wasted, leastInside: Self.floorPerSecond * step).filter {
            episode in
            let sum = group.total(episode.bins)
            let wasted = Double(sum.wasted)
            let commands = scene.commandsPerBin[episode.bins].reduce(0, +)
            let perSecond = wasted / scene.seconds(episode.bins)
            return
                (perSecond >= Self.wastedPerSecondMin || wasted >= Self.commandShareMin * commands)
                && perSecond >= Self.floorPerSecond
                && Double(sum.calls) >= Self.writesMin
                && wasted >= Self.wastedShareMin * Double(sum.calls)
                && episode.ratio >= Self.riseMin
        }
    }

    private func finding(_ group: WriteGroup, _ episode: Episode, _ scene: Scene) -> Finding? {
        let sum = group.total(episode.bins)
        let seconds = scene.seconds(episode.bins)
        let (waste, count) = group.dominantWaste(episode.bins)
        guard sum.calls > 0 else { return nil }
        let baseline = group.total(episode.baseline(of: group.cells.count))
        let baselineSeconds = scene.seconds(episode.baseline(of: group.cells.count))
        let commands = scene.commandsPerBin[episode.bins].reduce(0, +)
        let wastedPerSecond = Double(sum.wasted) / seconds
        let evidence = scene.evidence(
            from: group.firstMark,
            to: group.lastMark,
            at: scene.time(episode.bins.lowerBound).microseconds,
            "\(Int(sum.calls), .writes) of this kind in the window, \(count, .plain) of them \(WriteWording.outcome(waste))"
        )
        let subject = group.subject(in: scene.timeline)
        var finding = Finding(
            kind: waste.kind,
            confidence: scene.timeline.redis.ledgerWeight == 1 ? .established : .strong,
            start: scene.time(episode.bins.lowerBound),
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: subject,
            title:
                "\(WriteWording.sender(subject.clientNames, group.sender)) sent \(Double(sum.calls) / seconds, .writesPerSecond) of \(LogText.command(group.command.name)) to \(LogText.keyPattern(group.pattern)), and \(Double(sum.wasted) / Double(sum.calls), .share) of them \(WriteWording.effect(waste))",
            measures: [
                Measure("writes_per_second", Double(sum.calls) / seconds, .writesPerSecond),
                Measure(
                    "writes_per_second_before",
                    Double(baseline.calls) / max(1, baselineSeconds),
                    .writesPerSecond
                ),
                Measure("wasted_writes_per_second", wastedPerSecond, .writesPerSecond),
                Measure("dead_share", Double(sum.wasted) / Double(sum.calls), .share),
                Measure(
                    "share_of_commands",
                    commands > 0 ? Double(sum.calls) / commands : 0,
                    .share
                ),
                Measure(
                    "share_removed_by_fix",
                    commands > 0 ? Double(sum.wasted) / commands : 0,
                    .share
                ),
            ],
            evidence: [evidence] + Concentration.evidence(for: group.pattern, scene),
            advice: WriteWording.advice(
                waste,
                group,
                removed: commands > 0 ? Double(sum.wasted) / commands : 0
            ),
            explanation: WriteWording.lesson(waste),
            weight: wastedPerSecond
        )
        finding.onset = scene.onset(of: episode)
        return finding
    }

    private func chronic(_ group: WriteGroup, _ scene: Scene) -> Finding? {
        let bins = 0..<group.cells.count
        let sum = group.total(bins)
        let commands = scene.commandsPerBin.reduce(0, +)
        let perSecond = Double(sum.wasted) / max(1, scene.seconds(bins))
        guard Double(sum.calls) >= Self.writesMin, perSecond >= Self.wastedPerSecondMin,
            Double(sum.wasted) >= Self.chronicShareMin * commands,
            Double(sum.wasted) >= Self.wastedShareMin * Double(sum.calls)
        else { return nil }
        var episode = Episode(
            bins: bins,
            isOpen: true,
            before: 0,
            inside: perSecond,
            startUncertaintyBins: 0
        )
        episode.bins = bins
        var finding = finding(group, episode, scene)
        finding?.isChronic = true
        return finding
    }
}

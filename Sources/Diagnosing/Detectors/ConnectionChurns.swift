// A new connection for every call: handshakes cost more than the work.

import Statistics
import Summarizing

/// Finds hosts that open connections at a rate that no pool would.
package struct ConnectionChurns: Detector {
    package let name = "connection-churn"

    /// Makes the detector.
    package init() {}

    /// A pool opens a few connections when it starts; this many a second, all the time, is a missing pool.
    static let openedPerSecondMin = 10.0
    /// The usual rate must have been exceeded by this much.
    static let riseMin = 3.0

    package func findings(in scene: Scene) -> [Finding] {
        let connections = scene.timeline.redis.connections
        return connections.hosts.sorted { $0.key < $1.key }.flatMap { host, bins -> [Finding] in
            let opened = gridded(bins, scene)
            let step = Double(scene.grid.step)
            return Episodes.raised(opened, leastInside: Self.openedPerSecondMin * step)
                .filter { $0.ratio >= Self.riseMin }
                .map { finding(host, bins, opened, $0, scene) }
        }.sorted { $0.weight > $1.weight }
    }

    private func gridded(_ bins: Bins<ConnectionCell>, _ scene: Scene) -> [Double] {
        var opened = [Double](repeating: 0, count: scene.grid.count)
        for (offset, cell) in bins.cells.enumerated() {
            guard let bin = scene.grid.index(Int64(bins.first + offset) * 1_000_000) else {
                continue
            }
            opened[bin] += Double(cell.opened)
        }
        return opened
    }

    private func finding(
        _ host: Int32,
        _ bins: Bins<ConnectionCell>,
        _ opened: [Double],
        _ episode: Episode,
        _ scene: Scene
    ) -> Finding {
        let address = scene.timeline.redis.hosts.name(host)
        let names = scene.timeline.names(ofHost: address)
        let rate = scene.rate(opened, over: episode.bins)
        let usual = scene.rate(opened, over: episode.baseline(of: opened.count))
        let start = scene.time(episode.bins.lowerBound)
        let marks = scene.timeline.redis.connections.marks[host]
        let handshakes = episode.bins.reduce(0) { sum, bin in
            sum + Int(bins[scene.grid.start + bin * scene.grid.step].handshakes)
        }
        let commands = scene.commandsPerBin[episode.bins].reduce(0, +)
        let share = commands > 0 ? Double(handshakes) / commands : 0
        let evidence = marks.map {
            scene.evidence(
                from: $0.lowerBound,
                to: $0.upperBound,
                at: start.microseconds,
                "connections of this host, each from a new port, with HELLO, AUTH, CLIENT and SELECT"
            )
        }
        var finding = Finding(
            kind: .connectionChurn,
            confidence: .established,
            start: start,
            end: episode.isOpen ? nil : scene.time(episode.bins.upperBound),
            subject: Subject(clients: [address], clientNames: names, service: names.first),
            title:
                "\(WriteWording.sender(names, address)) opened \(rate, .connectionsPerSecond), one for nearly every call, instead of \(usual, .connectionsPerSecond)",
            measures: [
                Measure("connections_per_second", rate, .connectionsPerSecond),
                Measure("connections_per_second_before", usual, .connectionsPerSecond),
                Measure("handshake_share_of_commands", share, .share),
            ],
            evidence: evidence.map { [$0] } ?? [],
            advice: Advice(
                kind: .prevent,
                action: "Keep connections open: one pool a process, made at start-up",
                expectedEffect:
                    "removes \(share, .share) of all commands in the window and \(rate, .connectionsPerSecond)",
                check: "connections opened a second near zero in INFO"
            ),
            explanation:
                "Opening a connection costs a network round trip, a login and a new client structure in the server; a command on an open one costs a few microseconds.",
            weight: rate * 4
        )
        finding.items = [
            EvidenceItem(
                item: .mechanism,
                decibans: MechanismWeight.decibans(share: 1 - usual / max(rate, 1)),
                because: "all connections opened above the usual rate are this host's",
                evidence: finding.evidence
            )
        ]
        finding.onset = scene.onset(of: episode)
        finding.startUncertaintySeconds = Double(
            max(1, episode.startUncertaintyBins) * scene.grid.step
        )
        return finding
    }
}

// Values that were read, not found, and written again.

import Summarizing

/// Writes of a kind of keys that began to follow its reads.
struct Rebuild {
    let writes: CommandGroup
    /// Writes a second that came on top of what as many reads brought before.
    let addedPerSecond: Double
    /// The share of the reads that they followed.
    let missedShare: Double
    private let bins: Range<Int>

    /// Fewer a second are felt by nobody.
    static let perSecondMin = 5.0
    /// The share of the reads that must miss; every cache misses a few.
    static let missedShareMin = 0.05
    /// Writes for each read must have risen by this much: more readers bring more of both.
    static let riseMin = 3.0

    /// What was computed again while keys were evicted, the most first.
    static func all(in scene: Scene, during bins: Range<Int>) -> [Rebuild] {
        let reads = scene.commandGroups.filter { $0.command.effect == .read }
        let readsOfPattern = Dictionary(grouping: reads, by: \.pattern)
        return scene.commandGroups.filter { $0.command.effect == .overwrite && !$0.pattern.isEmpty }
            .compactMap { Rebuild($0, after: readsOfPattern[$0.pattern] ?? [], scene, bins) }
            .sorted {
                ($0.addedPerSecond, $1.writes.pattern) > ($1.addedPerSecond, $0.writes.pattern)
            }
    }

    private init?(
        _ writes: CommandGroup,
        after reads: [CommandGroup],
        _ scene: Scene,
        _ bins: Range<Int>
    ) {
        let writers = Set(writes.hosts.map(\.host))
        let readers = reads.filter { $0.hosts.contains { writers.contains($0.host) } }
        let before = 0..<bins.lowerBound
        func calls(in bins: Range<Int>) -> Double {
            readers.reduce(0) { $0 + $1.calls[bins].reduce(0, +) }
        }
        let (readBefore, readInside) = (calls(in: before), calls(in: bins))
        guard readBefore > 0, readInside > 0 else { return nil }
        let usual = writes.calls[before].reduce(0, +) / readBefore
        let inside = writes.calls[bins].reduce(0, +) / readInside
        missedShare = min(1, inside - usual)
        addedPerSecond = (inside - usual) * readInside / scene.seconds(bins)
        guard addedPerSecond >= Self.perSecondMin, missedShare >= Self.missedShareMin,
            inside >= Self.riseMin * usual
        else { return nil }
        self.writes = writes
        self.bins = bins
    }

    /// The writes, beside the reads.
    func evidence(_ scene: Scene) -> Evidence {
        let calls = Int(writes.calls[bins].reduce(0, +))
        return scene.evidence(
            from: writes.firstMark,
            to: writes.lastMark,
            at: scene.time(bins.lowerBound).microseconds,
            "\(calls, .writes) of \(writes.name) while keys were given up, after \(missedShare, .share) more of the reads than before"
        )
    }
}

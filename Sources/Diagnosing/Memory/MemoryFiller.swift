// Which writes put most new data into the memory before it was full.

import Summarizing

/// The kind of command that wrote the most data that was new.
struct MemoryFiller {
    let writes: CommandGroup
    /// From when it wrote more than before, or from the beginning, until the memory was full.
    let bins: Range<Int>
    /// Bytes of values that replaced nothing, as far as the ledger knows.
    let bytes: Double
    /// Of all such bytes in these bins.
    let share: Double

    /// Below this nobody can say which one filled it.
    private static let shareMin = 0.5
    /// A megabyte fills no server.
    private static let bytesMin = 1_000_000.0

    /// The one that wrote most of what was new in its time; `nil` where none stands out.
    static func find(_ scene: Scene, before full: Int, apartFrom others: [CommandGroup])
        -> MemoryFiller?
    {
        let groups = scene.commandGroups.filter { isGrowth($0.command.effect) }
        let added = groups.map { $0.cells.map(new) }
        let fillers = groups.indices.compactMap { number -> MemoryFiller? in
            let group = groups[number]
            let isOther = others.contains {
                $0.pattern == group.pattern && $0.command == group.command
            }
            guard !isOther, !group.pattern.isEmpty,
                added[number][..<full].reduce(0, +) >= bytesMin
            else { return nil }
            let bins = onset(of: added[number], before: full)..<full
            let bytes = added[number][bins].reduce(0, +)
            let all = added.reduce(0) { $0 + $1[bins].reduce(0, +) }
            guard bytes >= bytesMin, bytes >= shareMin * all else { return nil }
            return MemoryFiller(writes: group, bins: bins, bytes: bytes, share: bytes / all)
        }
        return fillers.max { ($0.bytes, $1.writes.pattern) < ($1.bytes, $0.writes.pattern) }
    }

    /// When it began to write more than before, if that went on until the memory was full.
    private static func onset(of bytes: [Double], before full: Int) -> Int {
        Episodes.raised(bytes, leastInside: bytesMin / Double(full)).last {
            $0.bins.lowerBound < full && $0.bins.upperBound >= full
        }?.bins.lowerBound ?? 0
    }

    private static func isGrowth(_ effect: RedisCommand.Effect) -> Bool {
        switch effect {
        case .overwrite, .modify, .push: true
        case .none, .read, .pop, .blockingPop, .delete, .rename, .expire, .scan, .flush, .script,
            .transaction, .publish, .connection, .server:
            false
        }
    }

    /// Bytes of the writes that replaced no value, as far as is known: of a value that was written again, read or
    /// not, the next write took the place.
    private static func new(_ cell: CommandCell) -> Double {
        let replacing = Double(cell.wasted) + Double(cell.useful)
        let share = max(0, 1 - replacing / Double(max(1, cell.calls)))
        return Double(cell.bytes) * share
    }

    /// What to do about it, or about whatever it is.
    static func remedy(_ filler: MemoryFiller?) -> Sentence {
        guard let filler else {
            return
                "Find what fills the memory (redis-cli --memkeys samples it), and keep jobs and sessions out of a server that may evict"
        }
        return
            "Give what \(filler.writes.name) writes a server of its own, or a time to live and a slower pace"
    }

    /// Its lines until the memory was full.
    func evidence(_ scene: Scene) -> Evidence {
        scene.evidence(
            from: writes.firstMark,
            to: writes.lastMark,
            at: scene.time(bins.lowerBound).microseconds,
            "\(bytes, .bytes) of new data by \(writes.name) in \(scene.seconds(bins), .seconds), until keys were given up"
        )
    }
}

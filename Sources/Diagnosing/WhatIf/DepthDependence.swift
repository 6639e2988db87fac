// Whether jobs take longer the more of them wait, so that a change of depth changes the rate itself.
// Source: Bronson et al., "Metastable Failures in Distributed Systems", HotOS 2021.

import Statistics

/// How the run times of a pool's jobs grew with its depth.
struct DepthDependence: Equatable {
    /// Up to a depth runs take this much longer than where nothing waits.
    struct Level: Equatable {
        let depth: Int
        let factor: Double
    }

    /// By class, the levels in rising order.
    private let levels: [Int: [Level]]

    /// Fewer runs in a level have no median to speak of.
    private static let runsMin = 20
    private static let levelsMax = 5
    /// Runs must be this much longer where many wait: the factor of every comparison of run times.
    private static let ratioMin = BacklogStory.ratioMin
    /// Up to this depth a queue is only working.
    private static let quietDepthMax = Int(Backlog.quietDepthMin)
    /// So many of the last runs before the queue grew are looked at, at the least.
    private static let runsBeforeMin = 3

    /// `nil` where no class takes longer because more jobs wait.
    init?(_ pool: WorkerPool) {
        let started = pool.jobs.indices.filter { pool.measuredStarts[$0] != nil }.sorted {
            (pool.measuredStarts[$0] ?? 0, $0) < (pool.measuredStarts[$1] ?? 0, $1)
        }.map { pool.jobs[$0] }
        let workers = Int((pool.capacity.workers.max() ?? 0).rounded())
        levels = Dictionary(grouping: started, by: \.kind).compactMapValues {
            Self.levels($0, runsBefore: max(Self.runsBeforeMin, workers / 2))
        }
        if levels.isEmpty { return nil }
    }

    /// The levels of one class, whose runs are in the order of their starts.
    ///
    /// Runs that were slow before the queue grew were not made slow by it: those are replayed as they were.
    private static func levels(_ runs: [ReplayedJob], runsBefore: Int) -> [Level]? {
        let alone = runs.filter { $0.depthThen == 0 }.map(\.work)
        let waiting = runs.filter { $0.depthThen > 0 }.sorted { $0.depthThen < $1.depthThen }
        guard let usual = RobustScale.median(of: alone), usual > 0, alone.count >= runsMin,
            waiting.count >= 2 * runsMin
        else { return nil }
        let deep = waiting[(waiting.count / 2)...]
        let ratio = MedianInterval.ratio(before: alone, after: deep.map(\.work))
        guard let ratio, ratio.interval.lowerBound > ratioMin, let least = deep.first?.depthThen,
            let grown = runs.firstIndex(where: { $0.depthThen >= least })
        else { return nil }
        let before = runs[..<grown].filter { $0.depthThen <= quietDepthMax }.suffix(runsBefore)
        guard let own = RobustScale.median(of: before.map(\.work)), own < ratioMin * usual else {
            return nil
        }
        let count = min(levelsMax, waiting.count / runsMin)
        return [Level(depth: 0, factor: 1)]
            + (0..<count).compactMap { level in
                let part = waiting[
                    (waiting.count * level / count)..<(waiting.count * (level + 1) / count)
                ]
                guard let last = part.last, let run = RobustScale.median(of: part.map(\.work))
                else { return nil }
                return Level(depth: last.depthThen, factor: run / usual)
            }
    }

    /// The greatest depth at which all classes that depend on it were seen.
    var depthMax: Int { levels.values.compactMap { $0.last?.depth }.min() ?? 0 }
    /// How much longer a run takes at the worst.
    var factorMax: Double { levels.values.joined().map(\.factor).max() ?? 1 }

    /// The factor of a class at a depth; that of the deepest level beyond it.
    func factor(of kind: Int, at depth: Int) -> Double {
        guard let own = levels[kind] else { return 1 }
        return (own.first { depth <= $0.depth } ?? own.last)?.factor ?? 1
    }
}

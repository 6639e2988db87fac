// Who else can say something about a silence in MONITOR: whether the server was silent, or who listened to it.

import Statistics
import Summarizing

/// What other clients and other files tell of silences.
struct SilenceWitnesses {
    private let scene: Scene
    /// Commands a bin of all hosts but the busiest.
    private let others: [Double]
    /// Starts of jobs in logs, in rising order, with the error of their clocks; microseconds.
    private let starts: [(time: Int64, error: Int64)]

    /// Seconds on each side from which the usual rate is taken.
    private static let aroundSeconds = 5
    /// So many commands of others stay away by chance once in twenty thousand times (exp -10).
    private static let othersMissingMin = 10.0
    /// A silence of at least this share of another is one of its kind.
    private static let alikeShareMin = 0.5
    /// An answer that was on its way, and what a worker does before it writes.
    private static let startSeconds = 0.3
    /// So many jobs that begin as often as this share of the usual need somebody who hands them out; a few may have
    /// been fetched before.
    private static let startsMin = 3
    private static let startShareMin = 0.5

    /// - Complexity: O(j log j) for j jobs.
    init(_ scene: Scene) {
        self.scene = scene
        others = Self.others(scene)
        var errors: [String: Int64] = [:]
        for source in scene.timeline.sources {
            errors[source.path] = Int64(min(1e6, source.clock.uncertaintySeconds) * 1e6)
        }
        starts = scene.timeline.jobs.compactMap { job in
            guard let time = job.started, let mark = job.startMark else { return nil }
            return (time, errors[scene.timeline.place(of: mark).path] ?? 0)
        }.sorted { $0.time < $1.time }
    }

    /// Whether jobs began in a silence as they do at other times: then the server handed them out, and it is the
    /// capture that has a gap.
    func saySomebodyWasServed(in silence: Stall) -> Bool {
        let margin = Int64(Self.startSeconds * 1e6)
        let reach = Int64(Self.aroundSeconds) * 1_000_000
        let begin = silence.time - silence.gap
        var (inside, around) = (0, 0)
        var looked = silence.gap
        let first = starts.partitioningIndex { $0.time >= begin - reach }
        for (time, error) in starts[first...] {
            if time > silence.time + reach { break }
            if time < begin || time > silence.time {
                around += 1
            } else if time > begin + margin + error, time < silence.time - margin - error {
                inside += 1
            }
            looked = min(looked, silence.gap - 2 * (margin + error))
        }
        let usual = Double(around) / Double(2 * reach) * Double(max(0, looked))
        return inside >= Self.startsMin && Double(inside) >= Self.startShareMin * usual
    }

    /// Whether a silence is more than one program's own: others stayed away as well, or it stands alone in its
    /// neighbourhood.
    ///
    /// A program that works in batches and sleeps leaves silences one after the other.
    func missedByMany(_ silence: Stall) -> Bool {
        if Self.missing(in: silence, of: others, scene) >= Self.othersMissingMin { return true }
        let alike = scene.timeline.redis.stalls.filter {
            Double($0.gap) >= Self.alikeShareMin * Double(silence.gap)
        }
        // All that are kept are of its kind: there are more of them than anybody counted.
        if alike.count >= RedisActivity.stallsMax { return false }
        let reach = Int64(Self.aroundSeconds) * 1_000_000
        return !alike.contains { other in
            other != silence && other.time > silence.time - silence.gap - reach
                && other.time - other.gap < silence.time + reach
        }
    }

    /// The commands of everybody but the host that sends most, by its share of each kind.
    private static func others(_ scene: Scene) -> [Double] {
        var calls: [String: Int] = [:]
        for group in scene.commandGroups {
            for sender in group.hosts { calls[sender.host, default: 0] += sender.calls }
        }
        let busiest = calls.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        var others = [Double](repeating: 0, count: scene.grid.count)
        for group in scene.commandGroups {
            let all = group.hosts.reduce(0) { $0 + $1.calls }
            let own = group.hosts.reduce(0) { $0 + ($1.host == busiest ? $1.calls : 0) }
            let share = 1 - Double(own) / Double(max(1, all))
            for (bin, calls) in group.calls.enumerated() { others[bin] += share * calls }
        }
        return others
    }

    /// Commands that would have come in a silence at the rate of its quieter side.
    ///
    /// Where traffic begins or ends, one side has none, and nothing is missing.
    static func missing(in silence: Stall, of commands: [Double], _ scene: Scene) -> Double {
        guard let first = scene.grid.index(silence.time - silence.gap),
            let last = scene.grid.index(silence.time)
        else { return 0 }
        let width = max(1, aroundSeconds / scene.grid.step)
        let sides = [
            max(0, first - width)..<first, (last + 1)..<min(scene.grid.count, last + 1 + width),
        ]
        guard sides.allSatisfy({ $0.count == width }) else { return 0 }
        let rate = sides.map { scene.rate(commands, over: $0) }.min() ?? 0
        return rate * Double(silence.gap) / 1e6
    }
}

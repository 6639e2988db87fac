// Queues that workers look at before another one: in the same order always (strict), or more often (weighted).
// Source: redis blocked.c: a blocking pop takes from the first of its keys that is not empty; sidekiq
// lib/sidekiq/fetch.rb: strict queues keep their order, weighted ones are shuffled by weight for each call.

import Summarizing

/// What stands ahead of one queue, and what its workers did instead of serving it.
struct QueueOrder {
    /// A queue that workers look at first.
    private struct Ahead {
        let queue: Int
        /// The share of the calls naming both in which it stands before the other.
        let share: Double
        let calls: Int
    }

    private let name: LogText
    private let leader: Ahead
    private let leaderName: LogText
    /// The share of the starts that were of queues ahead, before the backlog and while it grew.
    private let before: Double
    private let inside: Double
    private let pops: Evidence?

    /// Fewer calls tell no order.
    private static let callsMin = 50
    /// The order is strict when all calls have it, but for those of other processes; by weight it is ahead when it
    /// stands first twice as often as not.
    private static let strictShareMin = 0.99
    private static let weightedShareMin = 2.0 / 3
    /// A queue starves when most of the starts go to those ahead of it.
    private static let startsShareMin = 0.5

    /// `nil` where nothing stands ahead of the queue, or what does took no more of the workers than before.
    ///
    /// - Complexity: O(e) for e operations on lists.
    init?(_ group: BacklogGroup, _ scene: Scene) {
        let flow = scene.timeline.queues[group.main.queue]
        name = LogText.queue(flow.name)
        let ahead = Self.ahead(of: flow, scene)
        guard let first = ahead.first else { return nil }
        leader = first
        leaderName = LogText.queue(scene.timeline.queues[first.queue].name)
        before = Self.startsShare(ahead, flow, group.baseline(in: scene), scene)
        inside = Self.startsShare(ahead, flow, group.growth, scene)
        guard inside >= Self.startsShareMin, inside >= BacklogStory.ratioMin * before else {
            return nil
        }
        let key = scene.timeline.queues[first.queue].key
        pops = scene.commandGroups.first { $0.command.mayBlock && $0.pattern == key }.map { pop in
            pop.evidence(
                "\(pop.total, .calls) that look into \(LogText.keyPattern(key)) first",
                scene
            )
        }
    }

    var evidence: [Evidence] { [pops].compactMap { $0 } }

    var measures: [Measure] { [Measure("ahead_share_of_starts", inside, .share)] }

    /// What workers look at first, and what came of it.
    var sentence: Sentence {
        let order: Sentence =
            leader.share >= Self.strictShareMin
            ? "Its workers look into \(leaderName) first, in each of \(leader.calls, .calls)"
            : "Its workers look into \(leaderName) first in \(leader.share, .share) of \(leader.calls, .calls)"
        return
            "\(order): while \(name) grew, \(inside, .share) of the starts were of what stands ahead of it, \(before, .share) before."
    }

    /// The queues that stand ahead of one, those most surely ahead first.
    private static func ahead(of flow: QueueFlow, _ scene: Scene) -> [Ahead] {
        let trace = scene.timeline.redis.queues
        guard let own = trace.queues.names.firstIndex(of: flow.key) else { return [] }
        var calls = [Int](repeating: 0, count: trace.keyLists.count)
        for event in trace.events where event.kind == .blockingPop { calls[Int(event.queue)] += 1 }
        var both: [Int32: Int] = [:]
        var first: [Int32: Int] = [:]
        for (list, count) in zip(trace.keyLists, calls) where count > 0 {
            guard let place = list.firstIndex(of: Int32(own)) else { continue }
            for (other, key) in list.enumerated() where other != place {
                both[key, default: 0] += count
                if other < place { first[key, default: 0] += count }
            }
        }
        return scene.timeline.queues.indices.compactMap { number -> Ahead? in
            let key = scene.timeline.queues[number].key
            guard let name = trace.queues.names.firstIndex(of: key),
                let calls = both[Int32(name)], calls >= callsMin
            else { return nil }
            let share = Double(first[Int32(name)] ?? 0) / Double(calls)
            guard share >= weightedShareMin else { return nil }
            return Ahead(queue: number, share: share, calls: calls)
        }.sorted { ($1.share, $0.queue) < ($0.share, $1.queue) }
    }

    private static func startsShare(
        _ ahead: [Ahead],
        _ flow: QueueFlow,
        _ bins: Range<Int>,
        _ scene: Scene
    ) -> Double {
        let others = ahead.reduce(0.0) {
            $0 + scene.rate(scene.timeline.queues[$1.queue].starts, over: bins)
        }
        let own = scene.rate(flow.starts, over: bins)
        return others + own > 0 ? others / (others + own) : 0
    }
}

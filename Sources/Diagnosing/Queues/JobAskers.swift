// Clients that ask a list for jobs, and those that ask no more: what MONITOR alone shows of lost workers.

import Summarizing

/// Who took part in the work on one list before a time and after it.
struct JobAskers {
    /// The share of the usual asks that clients sent which then sent none, less what newcomers send.
    let missingShare: Double
    /// How many of them there are.
    let missing: Int

    /// A worker that is lost may still have an ask in the server.
    private static let afterMicroseconds: Int64 = 2_000_000

    /// `nil` where fewer than two clients asked, or no ask is seen at all.
    init?(of key: String, usual: Range<Int>, now: Range<Int>, _ scene: Scene) {
        let trace = scene.timeline.redis.queues
        guard let list = trace.queues.names.firstIndex(of: key).map(Int32.init) else { return nil }
        let asks = Set(
            trace.keyLists.indices.filter { trace.keyLists[$0].contains(list) }.map(Int32.init)
        )
        let low = scene.time(usual.lowerBound).microseconds
        let start = scene.time(usual.upperBound).microseconds
        let begin = scene.time(now.lowerBound).microseconds + Self.afterMicroseconds
        let end = scene.time(now.upperBound).microseconds
        var before: [UInt64: Int] = [:]
        var after: [UInt64: Int] = [:]
        for event in trace.events {
            switch event.kind {
            case .blockingPop where asks.contains(event.queue): break
            case .pop where event.queue == list: break
            case .push, .pop, .blockingPop, .delete, .observe: continue
            }
            if event.time >= low, event.time < start { before[event.client, default: 0] += 1 }
            if event.time >= begin, event.time < end { after[event.client, default: 0] += 1 }
        }
        let usualAsks = before.values.reduce(0, +)
        guard before.count > 1, usualAsks > 0 else { return nil }
        let gone = before.filter { after[$0.key] == nil }
        let new = after.filter { before[$0.key] == nil }.values.reduce(0, +)
        let newShare = Double(new) / Double(max(1, after.values.reduce(0, +)))
        missing = gone.count
        missingShare = max(
            0,
            Double(gone.values.reduce(0, +)) / Double(usualAsks) - newShare
        )
    }
}

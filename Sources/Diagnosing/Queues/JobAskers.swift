// Clients that ask a list for jobs, and those that ask no more: what MONITOR alone shows of lost workers.

import Summarizing

/// Who took part in the work on one list before a time and after it.
struct JobAskers {
    /// The share of the usual asks that clients sent which then sent none, less what newcomers send.
    let missingShare: Double
    /// How many of them there are.
    let missing: Int

    /// `nil` where fewer than two clients asked, or no ask is seen at all.
    init?(of key: String, usual: Range<Int>, now: Range<Int>, _ scene: Scene) {
        let trace = scene.timeline.redis.queues
        guard let list = trace.queues.names.firstIndex(of: key).map(Int32.init) else { return nil }
        let asks = Set(
            trace.keyLists.indices.filter { trace.keyLists[$0].contains(list) }.map(Int32.init)
        )
        var clients = Turnout<UInt64>(usual: usual, now: now, scene)
        for event in trace.events {
            switch event.kind {
            case .blockingPop where asks.contains(event.queue): break
            case .pop where event.queue == list: break
            case .push, .pop, .blockingPop, .delete, .observe: continue
            }
            clients.add(event.client, at: event.time)
        }
        guard let goneShare = clients.missingShare else { return nil }
        missing = clients.missingCount
        missingShare = max(0, goneShare - clients.newShare)
    }
}

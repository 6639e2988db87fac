// List semantics replayed over what MONITOR shows: who got which element cannot be seen, but follows.
// Source: redis t_list.c and blocked.c: a blocking pop takes from its first non-empty key, or waits, and a
// push serves whoever has waited longest.

/// The depth of every queue after every second, from pushes and pops alone.
package struct QueueReplay: Sendable {
    /// One queue's depth at the end of each bin, from the queue's first event on.
    package private(set) var depths: [Int32: [Int: Int]] = [:]
    /// Times of pushes that a waiting worker took at once, so that the job's wait was the network alone.
    package private(set) var servedAtOnce: Set<Int64> = []

    private var depth: [Int32: Int] = [:]
    private var waiting = WaitingWorkers(waitingMax: waitingMax)

    /// Workers waiting at once that are followed; beyond it the longest waiter is forgotten.
    private static let waitingMax = 4_096

    /// Replays a trace.
    ///
    /// - Complexity: O(e k) for e events and lists of k keys.
    package init(_ trace: QueueTrace, binSeconds: Int) {
        for event in trace.events {
            let bin = Int(event.time / 1_000_000) / binSeconds
            switch event.kind {
            case .push: push(event, bin)
            case .pop: take(from: event.queue, bin)
            case .blockingPop: request(event, trace.keyLists[Int(event.queue)], bin)
            case .delete: set(event.queue, 0, bin)
            case .observe: break
            }
        }
    }

    private mutating func push(_ event: QueueTrace.Event, _ bin: Int) {
        var count = Int(event.count)
        while count > 0, waiting.serve(event.queue) {
            count -= 1
            servedAtOnce.insert(event.time)
        }
        set(event.queue, (depth[event.queue] ?? 0) + count, bin)
    }

    private mutating func take(from queue: Int32, _ bin: Int) {
        set(queue, max(0, (depth[queue] ?? 0) - 1), bin)
    }

    private mutating func request(_ event: QueueTrace.Event, _ keys: [Int32], _ bin: Int) {
        waiting.leave(event.client)
        for key in keys {
            if let count = depth[key], count > 0 {
                set(key, count - 1, bin)
                return
            }
        }
        waiting.join(event.client, for: keys)
    }

    private mutating func set(_ queue: Int32, _ value: Int, _ bin: Int) {
        depth[queue] = value
        depths[queue, default: [:]][bin] = value
    }
}

// List semantics replayed over what MONITOR shows: who got which element cannot be seen, but follows.
// Source: redis t_list.c and blocked.c: a blocking pop takes from its first non-empty key, or waits, and a
// push serves whoever has waited longest.

/// The depth of every queue after every second, from pushes and pops alone.
package struct QueueReplay: Sendable {
    /// A queue's depth at the end of a bin in which it changed.
    package struct Depth: Sendable, Equatable {
        package var bin: Int
        package var depth: Int
    }

    /// By the number of the queue, its depths in the order of the events.
    package private(set) var depths: [[Depth]]
    /// Times of pushes that a waiting worker took at once, so that the job's wait was the network alone; in order.
    package private(set) var servedAtOnce: [Int64] = []

    private var waiting = WaitingWorkers(waitingMax: waitingMax)

    /// Workers waiting at once that are followed; beyond it the longest waiter is forgotten.
    private static let waitingMax = 4_096

    /// Replays a trace.
    ///
    /// - Complexity: O(e k) for e events and lists of k keys.
    package init(_ trace: QueueTrace, binSeconds: Int) {
        depths = [[Depth]](repeating: [], count: trace.queues.names.count)
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
        servedAtOnce.sort()
    }

    /// Whether the push at a time was taken at once.
    func wasServedAtOnce(_ time: Int64) -> Bool {
        let place = servedAtOnce.partitioningIndex(where: { $0 >= time })
        return place < servedAtOnce.count && servedAtOnce[place] == time
    }

    private mutating func push(_ event: QueueTrace.Event, _ bin: Int) {
        var count = Int(event.count)
        while count > 0, waiting.serve(event.queue) {
            count -= 1
            servedAtOnce.append(event.time)
        }
        set(event.queue, depth(of: event.queue) + count, bin)
    }

    private mutating func take(from queue: Int32, _ bin: Int) {
        set(queue, max(0, depth(of: queue) - 1), bin)
    }

    private mutating func request(_ event: QueueTrace.Event, _ keys: [Int32], _ bin: Int) {
        waiting.leave(event.client)
        for key in keys {
            let count = depth(of: key)
            if count > 0 { return set(key, count - 1, bin) }
        }
        waiting.join(event.client, for: keys)
    }

    private func depth(of queue: Int32) -> Int { depths[Int(queue)].last?.depth ?? 0 }

    private mutating func set(_ queue: Int32, _ value: Int, _ bin: Int) {
        let number = Int(queue)
        let last = depths[number].count - 1
        if last >= 0, depths[number][last].bin == bin {
            depths[number][last].depth = value
        } else {
            depths[number].append(Depth(bin: bin, depth: value))
        }
    }
}

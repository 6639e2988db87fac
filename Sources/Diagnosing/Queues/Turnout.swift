// Who took part in some work before a time and after it: what is missing where some take part no more.

import Summarizing

/// How often each of some workers took part in the usual time and in the time at hand.
struct Turnout<Worker: Hashable> {
    private let usual: (from: Int64, to: Int64)
    private let now: (from: Int64, to: Int64)
    private var before: [Worker: Int] = [:]
    private var after: [Worker: Int] = [:]

    /// A worker that is lost may finish what it has begun, and its last ask may still be in the server.
    private static var afterMicroseconds: Int64 { 2_000_000 }

    /// Makes a turnout of nobody over the bins of both times.
    init(usual: Range<Int>, now: Range<Int>, _ scene: Scene) {
        self.usual = (
            scene.time(usual.lowerBound).microseconds, scene.time(usual.upperBound).microseconds
        )
        self.now = (
            scene.time(now.lowerBound).microseconds + Self.afterMicroseconds,
            scene.time(now.upperBound).microseconds
        )
    }

    /// Counts what a worker did at a moment, in microseconds.
    mutating func add(_ worker: Worker, at time: Int64) {
        if time >= usual.from, time < usual.to { before[worker, default: 0] += 1 }
        if time >= now.from, time < now.to { after[worker, default: 0] += 1 }
    }

    /// Whether nobody takes part now.
    var isOver: Bool { after.isEmpty }

    /// What those did who took part and do no more.
    private var missing: [Worker: Int] { before.filter { after[$0.key] == nil } }

    /// How many took part and do no more.
    var missingCount: Int { missing.count }

    /// The share of the usual work that those did who do none now; `nil` where fewer than two took part.
    var missingShare: Double? {
        guard before.count > 1 else { return nil }
        return Double(missing.values.reduce(0, +)) / Double(before.values.reduce(0, +))
    }

    /// The share of the work at hand that newcomers do.
    var newShare: Double {
        let new = after.filter { before[$0.key] == nil }.values.reduce(0, +)
        return Double(new) / Double(max(1, after.values.reduce(0, +)))
    }
}

// Spans beside their parents, and the time that each spent itself.

import Parsing

/// The parents of spans and what their children leave of their durations.
struct SpanTree {
    /// By the number of the record; `nil` for the first span of a trace, or where the parent was not read.
    private(set) var parents: [Int?]
    /// Microseconds, by the number of the record.
    private(set) var exclusive: [Int64]
    /// The records by start, then as they were read.
    let inOrderOfTime: [Int]

    /// Joins the spans of a log.
    init(_ log: SpanLog) {
        let records = log.records
        var numbers: [UInt64: Int] = [:]
        numbers.reserveCapacity(records.count)
        // Where a span was read twice, the first stands.
        for (index, record) in records.enumerated().reversed() {
            numbers[Self.key(record.trace, record.identity)] = index
        }
        let services = log.operations.names.map { $0.prefix { $0 != SpanLog.separator } }
        parents = records.enumerated().map { index, record in
            guard record.parent != 0 else { return nil }
            // Of two halves with one id, the half of the caller's own service is the parent.
            let half = Span.serverHalf(of: record.parent)
            if half != record.identity, let server = numbers[Self.key(record.trace, half)],
                services[Int(records[server].operation)] == services[Int(record.operation)]
            {
                return server
            }
            let parent = numbers[Self.key(record.trace, record.parent)]
            return parent == index ? nil : parent
        }
        exclusive = records.map(\.durationMicroseconds)
        inOrderOfTime = records.indices.sorted {
            (records[$0].start, $0) < (records[$1].start, $1)
        }
        subtractChildren(records)
    }

    /// A span within its trace; the order of the two counts.
    private static func key(_ trace: UInt64, _ identity: UInt64) -> UInt64 {
        FixedHash.combine(FixedHash.combine(0, trace), identity)
    }

    /// Takes the union of the children's times, as far as it lies inside, off each parent.
    private mutating func subtractChildren(_ records: [SpanRecord]) {
        // In the order of starts, a child adds what lies behind all that earlier children covered.
        var coveredUntil = [Int64](repeating: .min, count: records.count)
        for index in inOrderOfTime {
            guard let parent = parents[index] else { continue }
            let own = records[index]
            let outer = records[parent]
            let end = outer.start &+ outer.durationMicroseconds
            let low = max(own.start, outer.start, coveredUntil[parent])
            let high = min(own.start &+ own.durationMicroseconds, end)
            guard high > low else { continue }
            exclusive[parent] &-= high - low
            coveredUntil[parent] = high
        }
    }
}

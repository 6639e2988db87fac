// What the traces say of services: who calls whom, how long each takes, and how much of it itself.
// Source: "self time" of profilers; Google Dapper (Sigelman et al. 2010), section 2.1, for the tree of spans.

/// One call of an operation.
package struct TracedCall: Sendable, Equatable {
    /// Microseconds on the report's clock.
    package let start: Int64
    package let durationMicroseconds: Int64
    /// What is left of the duration without the time in which spans that it caused ran.
    package let exclusiveMicroseconds: Int64
    package let isError: Bool
    package let mark: Int
}

/// An operation of a service.
package struct TracedOperation: Sendable {
    package let service: String
    package let operation: String
    /// In the order of time.
    package let calls: [TracedCall]
    /// The operations of other services or this one that it calls, and those that call it, as indices.
    package var callees: [Int] = []
    package var callers: [Int] = []
}

/// Every operation that the traces show.
package struct TraceActivity: Sendable {
    /// In the order in which they were first read.
    package private(set) var operations: [TracedOperation] = []
    /// The share of the traces whose spans were kept, in 0...1.
    package private(set) var keptShare = 1.0

    /// More pairs of caller and callee are not told apart: 4,096 operations rarely have as many.
    private static let edgesMax = 1 << 16

    init() {}

    /// Joins spans to their parents.
    ///
    /// - Complexity: O(n log n) in the spans.
    init(_ log: SpanLog) {
        let tree = SpanTree(log)
        keptShare = Double(log.hashMax) / Double(UInt64.max)
        var calls = [[TracedCall]](repeating: [], count: log.operations.names.count)
        for index in tree.inOrderOfTime {
            let record = log.records[index]
            calls[Int(record.operation)].append(
                TracedCall(
                    start: record.start,
                    durationMicroseconds: record.durationMicroseconds,
                    exclusiveMicroseconds: tree.exclusive[index],
                    isError: record.isError,
                    mark: record.mark
                )
            )
        }
        operations = log.operations.names.enumerated().map { number, name in
            let parts = name.split(separator: SpanLog.separator, omittingEmptySubsequences: false)
            return TracedOperation(
                service: String(parts.first ?? ""),
                operation: parts.count > 1 ? String(parts[1]) : name,
                calls: calls[number]
            )
        }
        connect(log, tree)
    }

    private mutating func connect(_ log: SpanLog, _ tree: SpanTree) {
        var edges: Set<SIMD2<Int32>> = []
        for (index, record) in log.records.enumerated() {
            guard let parent = tree.parents[index], edges.count < Self.edgesMax else { continue }
            let caller = log.records[parent].operation
            if caller != record.operation { edges.insert(SIMD2(caller, record.operation)) }
        }
        for edge in edges.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) }) {
            operations[Int(edge.x)].callees.append(Int(edge.y))
            operations[Int(edge.y)].callers.append(Int(edge.x))
        }
    }

    /// The operations that an operation calls, directly or through others, in the order of their numbers.
    package func reachable(from operation: Int) -> [Int] {
        var seen: Set<Int> = [operation]
        var waiting = [operation]
        while let next = waiting.popLast() {
            for callee in operations[next].callees where seen.insert(callee).inserted {
                waiting.append(callee)
            }
        }
        seen.remove(operation)
        return seen.sorted()
    }
}

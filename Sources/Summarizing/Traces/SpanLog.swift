// Spans of traces, compact, and what they add up to for each operation of each service.

import Parsing
package import Statistics

/// One span.
struct SpanRecord: Sendable, Equatable {
    /// Hashes of the trace and of the span within it, and of its parent; 0 for none.
    var trace: UInt64
    var identity: UInt64
    var parent: UInt64
    /// A number in ``SpanLog/operations``.
    var operation: Int32
    var isError: Bool
    /// Microseconds on the log's clock.
    var start: Int64
    var durationMicroseconds: Int64
    var mark: Int
}

/// What all spans of one operation add up to.
package struct OperationTotals: Sendable, Equatable {
    package var calls = 0
    package var errors = 0
    /// Durations in seconds.
    package var durations = QuantileSketch()
}

/// The spans of all traces.
///
/// Totals count every span. Single spans are kept for whole traces only: of more than ``recordsMax`` the traces with
/// the smallest hashes stay, so that what stays depends neither on the order nor on the cuts.
struct SpanLog: Sendable {
    /// Spans kept, about 60 bytes each.
    static let recordsMax = 1 << 19
    /// Parts a service from its operation in a name.
    static let separator: Character = "\u{1F}"

    private(set) var operations = NameTable(namesMax: 4_096)
    /// By the number of the operation.
    private(set) var totals: [OperationTotals] = []
    var records: [SpanRecord] = []
    /// Traces whose hash is larger are only counted.
    private(set) var hashMax = UInt64.max
    private let limit: Int

    init(limit: Int = Self.recordsMax) { self.limit = limit }

    mutating func insert(_ span: Span) {
        let pattern = KeyPattern.of(Array(span.operation.utf8)[...])
        let number = operations.number(of: "\(span.service)\(Self.separator)\(pattern)")
        let isError = span.status == .error
        add(OperationTotals(calls: 1, errors: isError ? 1 : 0), to: number)
        totals[Int(number)].durations.insert(Double(span.durationMicroseconds) / 1e6)
        keep(
            SpanRecord(
                trace: span.trace,
                identity: span.identity,
                parent: span.parent ?? 0,
                operation: number,
                isError: isError,
                start: span.start.microseconds,
                durationMicroseconds: span.durationMicroseconds,
                mark: span.line
            )
        )
    }

    mutating func merge(_ later: SpanLog) {
        let numbers = operations.absorb(later.operations)
        for (old, theirs) in later.totals.enumerated() {
            add(theirs, to: numbers[old])
        }
        if later.hashMax < hashMax {
            hashMax = later.hashMax
            records.removeAll { $0.trace > hashMax }
        }
        for record in later.records {
            var record = record
            record.operation = numbers[Int(record.operation)]
            keep(record)
        }
    }

    /// Adds to the totals of an operation.
    private mutating func add(_ more: OperationTotals, to number: Int32) {
        while totals.count <= Int(number) { totals.append(OperationTotals()) }
        totals[Int(number)].calls += more.calls
        totals[Int(number)].errors += more.errors
        totals[Int(number)].durations.merge(more.durations)
    }

    private mutating func keep(_ record: SpanRecord) {
        guard record.trace <= hashMax else { return }
        records.append(record)
        while records.count > limit {
            hashMax /= 2
            records.removeAll { $0.trace > hashMax }
        }
    }
}

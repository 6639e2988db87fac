// Spans of traces, compact.

import Parsing

/// One span.
struct SpanRecord: Sendable, Equatable, Codable {
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

/// The spans of all traces.
///
/// Traces are kept whole: of more than ``recordsMax`` spans those of the traces with the smallest hashes stay, so that
/// what stays depends neither on the order nor on the cuts.
struct SpanLog: Sendable, Codable {
    /// Spans kept, about 60 bytes each.
    static let recordsMax = 1 << 19
    /// Parts a service from its operation in a name.
    static let separator: Character = "\u{1F}"

    private(set) var operations = NameTable(namesMax: 4_096)
    var records: [SpanRecord] = []
    /// Traces whose hash is larger are left out.
    private(set) var hashMax = UInt64.max
    private let limit: Int

    init(limit: Int = Self.recordsMax) { self.limit = limit }

    mutating func insert(_ span: Span) {
        let pattern = KeyPattern.of(Array(span.operation.utf8)[...])
        let number = operations.number(of: "\(span.service)\(Self.separator)\(pattern)")
        keep(
            SpanRecord(
                trace: span.trace,
                identity: span.identity,
                parent: span.parent ?? 0,
                operation: number,
                isError: span.status == .error,
                start: span.start.microseconds,
                durationMicroseconds: span.durationMicroseconds,
                mark: span.line
            )
        )
    }

    mutating func merge(_ later: SpanLog) {
        let numbers = operations.absorb(later.operations)
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

    private mutating func keep(_ record: SpanRecord) {
        guard record.trace != 0, record.trace <= hashMax else { return }
        records.append(record)
        while records.count > limit {
            hashMax /= 2
            records.removeAll { $0.trace > hashMax }
        }
    }
}

extension SpanLog: Restorable {
    mutating func restore() throws {
        let isSound = records.allSatisfy { record in
            operations.names.indices.contains(Int(record.operation)) && record.trace <= hashMax
                && record.durationMicroseconds >= 0
        }
        guard isSound, limit == Self.recordsMax, records.count <= limit else {
            throw PartialDamage("the spans contradict each other")
        }
    }

    mutating func shift(_ shift: MarkShift) {
        for number in records.indices { records[number].mark = shift(records[number].mark) }
    }
}

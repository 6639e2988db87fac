// Web requests, compact.

import Parsing

/// One request.
package struct RequestRecord: Sendable, Equatable, Codable {
    /// Microseconds on the log's clock.
    package var start: Int64
    package var firstMark: Int
    package var lastMark: Int
    /// A number in ``RequestLog/endpoints``: controller and action, or method and path pattern.
    package var endpoint: Int32
    package var status: Int?
    package var durationMilliseconds: Double?
}

/// The requests of all logs.
package struct RequestLog: Sendable, Codable {
    /// Requests kept, about 80 bytes each.
    private static let recordsMax = 1 << 20

    package private(set) var endpoints = NameTable(namesMax: 4_096)
    package internal(set) var records: [RequestRecord] = []
    package private(set) var dropped = 0

    init() {}

    mutating func insert(_ event: RequestEvent) {
        guard records.count < Self.recordsMax else { return dropped += 1 }
        let endpoint =
            event.endpoint.isEmpty
            ? "\(event.method) \(KeyPattern.of(Array(event.path.utf8)[...]))" : event.endpoint
        records.append(
            RequestRecord(
                start: event.start.microseconds,
                firstMark: event.firstLine,
                lastMark: event.lastLine,
                endpoint: endpoints.number(of: endpoint),
                status: event.status,
                durationMilliseconds: event.durationMilliseconds
            )
        )
    }

    mutating func merge(_ later: RequestLog) {
        let numbers = endpoints.absorb(later.endpoints)
        for record in later.records {
            guard records.count < Self.recordsMax else {
                dropped += 1
                continue
            }
            var record = record
            record.endpoint = numbers[Int(record.endpoint)]
            records.append(record)
        }
        dropped += later.dropped
    }
}

extension RequestLog: Restorable {
    mutating func restore() throws {
        guard records.allSatisfy({ endpoints.names.indices.contains(Int($0.endpoint)) }) else {
            throw PartialDamage("the request log contradicts itself")
        }
    }

    mutating func shift(_ shift: MarkShift) {
        for number in records.indices {
            records[number].firstMark = shift(records[number].firstMark)
            records[number].lastMark = shift(records[number].lastMark)
        }
    }
}

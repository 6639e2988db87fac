// How many lines of each source fall on each second of its own clock.

import Parsing

/// A count of lines.
package struct EventCount: Addable, Equatable {
    package var count: UInt32 = 0

    /// Makes an empty count.
    package init() {}

    /// Adds another count.
    package mutating func add(_ other: EventCount) { count &+= other.count }
}

extension RedisActivity {
    /// Commands of each second; `nil` where seconds were put together, since a long capture filled the cells.
    var callsBySecond: Bins<EventCount>? {
        guard binSeconds == 1, commands > 0 else { return nil }
        var counts = Bins<EventCount>()
        for entry in cells.entries where entry.cell.calls > 0 {
            counts.update(Int(entry.bin)) { $0.count &+= entry.cell.calls }
        }
        return counts
    }
}

/// The lines of every log, by source and second.
///
/// Only what happens when somebody uses the system is counted: jobs, requests, statements and log lines.
package struct TrafficCounts: Sendable, Codable {
    /// Sources counted; folders hold tens.
    private static let sourcesMax = 256
    /// Seconds of all sources together, four bytes each.
    private static let secondsMax = 4 << 20

    package private(set) var sources: [Int: Bins<EventCount>] = [:]
    private var seconds = 0

    init() {}

    /// Counts lines of a second.
    mutating func add(_ count: Int, mark: Int, second: Int64) {
        let source = LineMark.source(of: mark)
        guard seconds < Self.secondsMax else { return }
        let count = UInt32(clamping: count)
        let added: Int?
        if let place = sources.index(forKey: source) {
            added = sources.values[place].update(Int(second)) { $0.count &+= count }
        } else {
            guard sources.count < Self.sourcesMax else { return }
            added = sources[source, default: Bins()].update(Int(second)) { $0.count &+= count }
        }
        seconds += added ?? 0
    }

    mutating func merge(_ later: TrafficCounts) {
        for (source, bins) in later.sources.sorted(by: { $0.key < $1.key }) {
            for (offset, cell) in bins.cells.enumerated() where cell.count > 0 {
                add(
                    Int(cell.count),
                    mark: LineMark.base(source: source, shard: 0),
                    second: Int64(bins.first + offset)
                )
            }
        }
    }
}

extension TrafficCounts: Restorable {
    mutating func restore() throws {
        seconds = sources.values.reduce(0) { $0 + $1.cells.count }
        guard sources.count <= Self.sourcesMax else {
            throw PartialDamage("more sources are counted than a run has")
        }
    }

    // A piece is of one source, so it has one series.
    mutating func shift(_ shift: MarkShift) {
        sources = sources.first.map { [shift.source: $0.value] } ?? [:]
    }
}

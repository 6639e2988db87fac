// A line of each busy key, so that a reader can look up which key it is without the report having to name it.

/// A key with many commands.
package struct BusyKey: Sendable, Equatable, Codable {
    /// The number of its pattern in ``RedisActivity/patterns``.
    package let pattern: Int32
    /// Commands whose first key it was; at least so many where it was not followed from the beginning.
    package let calls: Int
    package let isExact: Bool
    /// One of its lines, and its stamp in microseconds.
    package let mark: Int
    package let time: Int64
}

/// The lines of busy keys.
struct BusyLines: Sendable, Codable {
    /// One key's line.
    struct Line: Sendable, PlainCell {
        var key: UInt64 = 0
        var mark = 0
        var time: Int64 = 0
    }

    /// Keys remembered; a shard has at most 40,000 that are busy, and a report names three.
    private static let linesMax = 4_096

    private(set) var lines: [Line] = []

    /// Remembers a line.
    mutating func append(_ line: Line) {
        if lines.count < Self.linesMax { lines.append(line) }
    }

    /// Adds the lines of later rows; of a key that is known, the first line stays.
    mutating func merge(_ later: BusyLines) {
        var known = HashIndex(capacity: lines.count)
        for line in lines where known.find(line.key) < 0 { known.add(line.key, 0) }
        for line in later.lines where known.find(line.key) < 0 { append(line) }
    }

    mutating func shift(_ shift: MarkShift) {
        for place in lines.indices { lines[place].mark = shift(lines[place].mark) }
    }

    /// The busy keys that a ledger follows, the busiest first.
    func keys(in ledger: LedgerKeys) -> [BusyKey] {
        lines.compactMap { line -> BusyKey? in
            let number = ledger.find(line.key)
            guard number >= 0, ledger[number].pattern >= 0 else { return nil }
            let key = ledger[number]
            return BusyKey(
                pattern: Int32(key.pattern),
                calls: Int(key.calls),
                isExact: ledger.sampleShift == 0,
                mark: line.mark,
                time: line.time
            )
        }.sorted { ($1.calls, $0.mark) < ($0.calls, $1.mark) }
    }
}

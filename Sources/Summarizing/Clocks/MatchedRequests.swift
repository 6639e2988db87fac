// Requests that stand in two logs: in that of a proxy and in that of the application behind it.

import Parsing

/// The requests that sources share, by the id that was handed on with them.
struct MatchedRequests {
    /// One request in two logs, each on its own clock, in microseconds.
    struct Pair {
        let first: ClosedRange<Int64>
        let second: ClosedRange<Int64>
    }

    /// Two sources, the one with the lower number first.
    struct Sources: Hashable, Comparable {
        let first: Int
        let second: Int

        static func < (left: Sources, right: Sources) -> Bool {
            (left.first, left.second) < (right.first, right.second)
        }
    }

    /// Requests of all logs that are matched; of more a sample by id, the same in each log.
    private static let requestsMax = 100_000

    private(set) var pairs: [Sources: [Pair]] = [:]

    /// Matches by id; of a request that a log tells of again, the first counts.
    init(_ requests: RequestLog) {
        let known = requests.records.lazy.filter { $0.id != 0 && $0.durationMilliseconds != nil }
        let total = known.count
        guard total > 0 else { return }
        var shift = 0
        while total >> shift > Self.requestsMax { shift += 1 }
        var seen: [UInt64: [(source: Int, span: ClosedRange<Int64>)]] = [:]
        for record in known
        where shift == 0 || FixedHash.combine(record.id, 1) >> UInt64(64 - shift) == 0 {
            guard let span = record.span else { continue }
            let source = LineMark.source(of: record.firstMark)
            let others = seen[record.id, default: []]
            guard !others.contains(where: { $0.source == source }) else { continue }
            for other in others { add(other, (source, span)) }
            seen[record.id, default: []].append((source, span))
        }
    }

    private mutating func add(
        _ one: (source: Int, span: ClosedRange<Int64>),
        _ other: (source: Int, span: ClosedRange<Int64>)
    ) {
        let (low, high) = one.source < other.source ? (one, other) : (other, one)
        let pair = Pair(first: low.span, second: high.span)
        pairs[Sources(first: low.source, second: high.source), default: []].append(pair)
    }

    /// The pairs of a source with another, the source's own spans second; empty where they share none.
    func pairs(of source: Int, with other: Int) -> [Pair] {
        if other < source { return pairs[Sources(first: other, second: source)] ?? [] }
        return (pairs[Sources(first: source, second: other)] ?? []).map {
            Pair(first: $0.second, second: $0.first)
        }
    }

    /// What a source's requests say of its zone, where the other's stamps are on UTC.
    func zonePairs(of source: Int, _ facts: [SourceFacts]) -> [MatchedJobs.Pair] {
        for other in facts.indices where other != source && facts[other].zone == .written {
            let found = pairs(of: source, with: other)
            guard found.count >= MatchedJobs.pairsMin else { continue }
            return found.map { pair in
                MatchedJobs.Pair(
                    push: pair.first.lowerBound,
                    differenceSeconds: Double(pair.second.lowerBound &- pair.first.lowerBound)
                        / 1e6,
                    isWholeSecond: false,
                    isPrompt: true
                )
            }
        }
        return []
    }
}

extension RequestRecord {
    /// From the beginning to the end; `nil` for a duration that is none.
    fileprivate var span: ClosedRange<Int64>? {
        guard let milliseconds = durationMilliseconds,
            (0...Self.durationMillisecondsMax).contains(milliseconds)
        else { return nil }
        let (end, isBeyond) = start.addingReportingOverflow(Int64((milliseconds * 1_000).rounded()))
        return isBeyond ? nil : start...end
    }

    /// A request that took longer than a day was never ended.
    private static var durationMillisecondsMax: Double { 86_400_000 }
}

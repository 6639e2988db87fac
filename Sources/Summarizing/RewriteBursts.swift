// Several connections writing one cache entry at once: the mark of a stampede.

import Parsing

/// A burst of writes with a time to live to one key from several connections.
package struct RewriteBurst: Sendable, Equatable {
    package var start: Int64
    package var end: Int64
    package var firstMark: Int
    package var lastMark: Int
    package var writes: Int
    /// Distinct connections, counted by hash; exact up to about thirty.
    package var writers: Int
    /// The kind of the last write, a number in ``RedisActivity/series``.
    package var kind: Int32
    package var key: UInt64
}

/// Follows writes with a time to live, key by key.
package struct RewriteBursts: Sendable {
    /// Writes of one key further apart than this are separate; a page takes at most a few seconds to render.
    static let gapMicrosecondsMax: Int64 = 2_000_000
    /// Fewer connections are ordinary races.
    static let writersMin = 4
    private static let keysMax = 1 << 17
    private static let burstsMax = 100_000

    package internal(set) var bursts: [RewriteBurst] = []
    private var open: [UInt64: Open] = [:]

    private struct Open: Sendable {
        var burst: RewriteBurst
        var writers: UInt64
    }

    init() {}

    mutating func insert(_ entry: CommandRow) {
        let bit: UInt64 = 1 << (entry.client >> 58)
        if var current = open[entry.keyHash] {
            if entry.time &- current.burst.end <= Self.gapMicrosecondsMax {
                current.burst.end = entry.time
                current.burst.lastMark = entry.mark
                current.burst.writes += 1
                current.burst.kind = entry.kind
                current.writers |= bit
                open[entry.keyHash] = current
                return
            }
            close(current)
        } else if open.count >= Self.keysMax {
            closeAll()
        }
        open[entry.keyHash] = Open(
            burst: RewriteBurst(
                start: entry.time,
                end: entry.time,
                firstMark: entry.mark,
                lastMark: entry.mark,
                writes: 1,
                writers: 1,
                kind: entry.kind,
                key: entry.keyHash
            ),
            writers: bit
        )
    }

    /// The bursts found so far, in order of time; those still open are closed.
    package func all() -> [RewriteBurst] {
        var copy = self
        copy.closeAll()
        return copy.bursts.sorted { ($0.start, $0.firstMark) < ($1.start, $1.firstMark) }
    }

    /// Joins the bursts of the lines that follow; `kinds` renumbers its kinds.
    mutating func merge(_ later: RewriteBursts, kinds: [Int32]) {
        closeAll()
        for burst in later.all() {
            var burst = burst
            burst.kind = kinds[Int(burst.kind)]
            bursts.append(burst)
        }
    }

    private mutating func close(_ current: Open) {
        var burst = current.burst
        burst.writers = current.writers.nonzeroBitCount
        if burst.writers >= Self.writersMin, bursts.count < Self.burstsMax { bursts.append(burst) }
    }

    private mutating func closeAll() {
        for current in open.values.sorted(by: { $0.burst.firstMark < $1.burst.firstMark }) {
            close(current)
        }
        open = [:]
    }
}

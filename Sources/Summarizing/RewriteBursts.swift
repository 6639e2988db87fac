// One cache entry written many times right after it expired: the mark of a stampede.
// A cache needs one write after an expiry; every further one was computed by somebody who had missed too.

import Parsing

/// A burst of writes to one key whose time to live had run out.
package struct RewriteBurst: Sendable, Equatable {
    package var start: Int64
    package var end: Int64
    package var firstMark: Int
    package var lastMark: Int
    package var writes: Int
    /// Distinct connections, counted by hash; exact up to about thirty.
    package var writers: Int
    /// When the entry had expired, and the time to live it was given, in microseconds.
    package var expiredAt: Int64
    package var timeToLive: Int64
    /// The kind of the last write, a number in ``RedisActivity/series``.
    package var kind: Int32
    package var key: UInt64
}

/// Follows writes with a time to live, key by key.
package struct RewriteBursts: Sendable {
    /// Writes of one key further apart than this are separate; a page takes at most a few seconds to render.
    static let gapMicrosecondsMax: Int64 = 2_000_000
    /// Fewer writes after one expiry are ordinary races of two or three readers.
    static let writesMin = 5
    private static let keysMax = 1 << 17
    private static let burstsMax = 100_000

    package internal(set) var bursts: [RewriteBurst] = []
    private var open: [UInt64: Open] = [:]

    private struct Open: Sendable {
        var burst: RewriteBurst
        var writers: UInt64
        /// When the entry expires, and whether it had expired before the burst began.
        var deadline: Int64
        var followsExpiry: Bool
    }

    init() {}

    mutating func insert(_ entry: CommandRow, timeToLive: Int64) {
        let bit: UInt64 = 1 << (entry.client >> 58)
        var expiredAt: Int64?
        if var current = open[entry.keyHash] {
            if entry.time &- current.burst.end <= Self.gapMicrosecondsMax {
                current.burst.end = entry.time
                current.burst.lastMark = entry.mark
                current.burst.writes += 1
                current.burst.kind = entry.kind
                current.writers |= bit
                current.deadline = entry.time &+ timeToLive
                open[entry.keyHash] = current
                return
            }
            if current.deadline <= entry.time { expiredAt = current.deadline }
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
                expiredAt: expiredAt ?? entry.time,
                timeToLive: timeToLive,
                kind: entry.kind,
                key: entry.keyHash
            ),
            writers: bit,
            deadline: entry.time &+ timeToLive,
            followsExpiry: expiredAt != nil
        )
    }

    /// Notes that a key was deleted: for a cache that is an expiry.
    mutating func delete(_ key: UInt64, at time: Int64) { open[key]?.deadline = time }

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
        if current.followsExpiry, burst.writes >= Self.writesMin, bursts.count < Self.burstsMax {
            bursts.append(burst)
        }
    }

    private mutating func closeAll() {
        for current in open.values.sorted(by: { $0.burst.firstMark < $1.burst.firstMark }) {
            close(current)
        }
        open = [:]
    }
}

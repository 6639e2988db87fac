// One cache entry written many times right after it expired: the mark of a stampede.
// A cache needs one write after an expiry; every further one was computed by somebody who had missed too.

import Parsing

/// A burst of writes to one key whose time to live had run out.
package struct RewriteBurst: Sendable, Equatable, Codable {
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
package struct RewriteBursts: Sendable, Codable {
    /// Writes of one key further apart than this are separate; a page takes at most a few seconds to render.
    static let gapMicrosecondsMax: Int64 = 2_000_000
    /// Fewer writes after one expiry are ordinary races of two or three readers.
    static let writesMin = 5
    private static let keysMax = 1 << 16
    private static let burstsMax = 100_000

    package internal(set) var bursts: [RewriteBurst] = []
    private var open: [Open] = []
    /// The place in `open` of a key.
    @Derived private var openOfKey = HashIndex()

    private struct Open: Sendable, Codable {
        var burst: RewriteBurst
        var writers: UInt64
        /// When the entry expires, and whether it had expired before the burst began.
        var deadline: Int64
        var followsExpiry: Bool

        var isBurst: Bool { followsExpiry && burst.writes >= RewriteBursts.writesMin }

        mutating func extend(with entry: CommandRow, writer: UInt64, timeToLive: Int64) {
            burst.end = entry.time
            burst.lastMark = entry.mark
            burst.writes += 1
            burst.kind = entry.kind
            writers |= writer
            deadline = entry.time &+ timeToLive
        }
    }

    init() {}

    mutating func insert(_ entry: CommandRow, timeToLive: Int64) {
        let bit: UInt64 = 1 << (entry.client >> 58)
        var expiredAt: Int64?
        var place = Int(openOfKey.find(entry.keyHash))
        if place >= 0 {
            if entry.time &- open[place].burst.end <= Self.gapMicrosecondsMax {
                open[place].extend(with: entry, writer: bit, timeToLive: timeToLive)
                return
            }
            if open[place].deadline <= entry.time { expiredAt = open[place].deadline }
            close(open[place])
        } else {
            if open.count >= Self.keysMax { closeAll() }
            place = open.count
            openOfKey.add(entry.keyHash, Int32(place))
        }
        let next = Open(
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
        if place < open.count { open[place] = next } else { open.append(next) }
    }

    /// Notes that a key was deleted: for a cache that is an expiry.
    mutating func delete(_ key: UInt64, at time: Int64) {
        let place = Int(openOfKey.find(key))
        if place >= 0 { open[place].deadline = time }
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
        if current.isBurst, bursts.count < Self.burstsMax { bursts.append(burst) }
    }

    private mutating func closeAll() {
        let found = open.filter(\.isBurst)
        for current in found.sorted(by: { $0.burst.firstMark < $1.burst.firstMark }) {
            close(current)
        }
        open = []
        openOfKey = HashIndex()
    }
}

extension RewriteBursts: Restorable {
    mutating func restore() throws {
        for (place, current) in open.enumerated() {
            openOfKey.set(current.burst.key, Int32(place))
        }
    }

    /// The kinds of all bursts.
    var kinds: [Int32] { bursts.map(\.kind) + open.map(\.burst.kind) }

    /// Gives all kinds new numbers.
    mutating func renumber(_ kinds: [Int32]) {
        for place in bursts.indices { bursts[place].kind = kinds[Int(bursts[place].kind)] }
        for place in open.indices { open[place].burst.kind = kinds[Int(open[place].burst.kind)] }
    }

    mutating func shift(_ shift: MarkShift) {
        for place in bursts.indices { bursts[place].shift(shift) }
        for place in open.indices { open[place].burst.shift(shift) }
    }
}

extension RewriteBurst {
    fileprivate mutating func shift(_ shift: MarkShift) {
        firstMark = shift(firstMark)
        lastMark = shift(lastMark)
    }
}

// What became of writes, by a store that really holds the values.

@testable import Summarizing

/// A key-value store that remembers, for each written unit, whether somebody read or deleted it since.
struct NaiveLedger {
    /// A value that a write left behind, as long as nobody knows what became of it.
    private struct Entry {
        var value: UInt64
        var isRead = false
        var isDeleted = false
        var isFlushed = false
        /// Whether the write is still to be classified.
        var isPending = true
    }

    private var entries: [UInt64: Entry] = [:]
    private var deadlines: [UInt64: Int64] = [:]
    private(set) var counts: [WriteLedger.Outcome: Int] = [:]

    func isAlive(_ key: UInt64, at time: Int64) -> Bool { deadlines[key].map { $0 > time } ?? true }

    mutating func read(_ key: UInt64) { entries[key]?.isRead = true }

    mutating func delete(_ key: UInt64) {
        entries[key]?.isDeleted = true
        deadlines[key] = nil
    }

    mutating func flush() { for key in entries.keys { entries[key]?.isFlushed = true } }

    mutating func expire(_ key: UInt64, at time: Int64, timeToLive: Int64) {
        if let deadline = deadlines[key], Double(deadline - time) > 0.9 * Double(timeToLive) {
            counts[.expiryChurn, default: 0] += 1
        }
        deadlines[key] = time + timeToLive
    }

    mutating func write(_ key: UInt64, _ value: UInt64, timeToLive: Int64?, at time: Int64) {
        let isAlive = isAlive(key, at: time)
        defer { deadlines[key] = timeToLive.map { time + $0 } }
        guard let old = entries[key] else { return entries[key] = Entry(value: value) }
        let isThere = isAlive && !old.isDeleted && !old.isFlushed
        if isThere, old.value == value {
            if timeToLive != nil, !old.isRead { return counts[.expiryChurn, default: 0] += 1 }
            if timeToLive == nil, deadlines[key] == nil {
                return counts[.sameValue, default: 0] += 1
            }
        }
        if !old.isFlushed {
            if old.isRead {
                counts[.useful, default: 0] += 1
            } else if old.isDeleted {
                counts[.deletedUnread, default: 0] += 1
            } else if isAlive {
                counts[.overwrittenUnread, default: 0] += 1
            }
        }
        entries[key] = Entry(value: value)
    }

    mutating func close() {
        for entry in entries.values where !entry.isFlushed {
            if entry.isRead {
                counts[.useful, default: 0] += 1
            } else if entry.isDeleted {
                counts[.deletedUnread, default: 0] += 1
            }
        }
    }
}

// The write ledger against a store that really holds the values.

import Randomness
import Testing

@testable import Parsing
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

@Suite struct WriteLedgerTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func agreesWithAStoreThatHoldsTheValues(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var ledger = WriteLedger()
        var naive = NaiveLedger()
        var found: [WriteLedger.Resolution] = []
        var time: Int64 = 0
        for _ in 0..<4_000 {
            time += Int64(random.exponential(mean: 50_000))
            let key = 1 + random.next() % 15
            let timeToLive = Int64(1 + random.next() % 3) * 1_000_000
            ledger.beginRow()
            switch random.next() % 40 {
            case 0..<14:
                let isTimed = random.uniform() < 0.4
                let value = random.next() % 3
                naive.write(key, value, timeToLive: isTimed ? timeToLive : nil, at: time)
                ledger.write(
                    key: key,
                    unit: key,
                    value: value,
                    expiry: isTimed ? .set(timeToLive) : .cleared,
                    kind: 0,
                    at: time,
                    into: &found
                )
            case 14..<24:
                naive.read(key)
                ledger.read(key)
            case 24..<30:
                naive.delete(key)
                ledger.delete(key)
            case 30..<39:
                // Of a key that has expired nobody knows whether something made it anew.
                guard naive.isAlive(key, at: time) else { continue }
                naive.expire(key, at: time, timeToLive: timeToLive)
                if ledger.expire(key, at: time, timeToLive: timeToLive) {
                    found.append(ledger.resolution(0, time, .expiryChurn))
                }
            default:
                naive.flush()
                ledger.flush()
            }
        }
        naive.close()
        let counts = Dictionary(grouping: found + ledger.closing(), by: \.outcome)
            .mapValues(\.count)

        #expect(counts == naive.counts)
    }

    @Test func aFieldWrittenAfterItsHashExpiredLivesOn() {
        var ledger = WriteLedger()
        var found: [WriteLedger.Resolution] = []
        func write(_ value: UInt64, at time: Int64) {
            ledger.beginRow()
            ledger.write(
                key: 1,
                unit: 2,
                value: value,
                expiry: .kept,
                kind: 0,
                at: time,
                into: &found
            )
        }

        write(1, at: 0)
        _ = ledger.expire(1, at: 0, timeToLive: 1_000_000)
        write(2, at: 2_000_000)
        write(3, at: 3_000_000)

        #expect(found.map(\.outcome) == [.overwrittenUnread])
    }

    @Test func followsHalfTheKeysWhenThereAreTooManyAndCountsThemTwice() {
        var ledger = WriteLedger()
        var found: [WriteLedger.Resolution] = []
        var random = SplitMix64(seed: 1)
        let others = (0...WriteLedger.keysMax).map { _ in random.next() }
        for key in others { ledger.read(key) }
        let keys = (0..<10_000).map { _ in random.next() }
        for (round, key) in (keys.map { (0, $0) } + keys.map { (1, $0) }) {
            ledger.beginRow()
            ledger.write(
                key: key,
                unit: key,
                value: UInt64(round),
                expiry: .cleared,
                kind: 0,
                at: 0,
                into: &found
            )
        }

        let estimate = found.reduce(0) { $0 + Int($1.weight) }

        #expect(ledger.weight == 2)
        // Half of the keys by a fair hash: six standard deviations of the binomial.
        #expect(abs(Double(estimate - keys.count)) < 6 * Double(keys.count).squareRoot())
    }
}

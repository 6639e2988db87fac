// The ledger of more keys than it can follow, against a store that holds them all.

import Foundation
import Randomness
import Testing

@testable import Summarizing

/// Writes and reads of keys of which few are busy, as caches see them.
private struct SkewedTraffic {
    /// Keys by a power law: the busiest takes about a twentieth of all commands.
    private static let keysMax = 40_000.0
    static let rows = 60_000

    private var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// A key's hash, and the value written to it or `nil` for a read.
    ///
    /// How often a key is read differs from key to key, so that a sample that misses the busy ones errs.
    mutating func next() -> (key: UInt64, value: UInt64?) {
        let rank = UInt64(pow(Self.keysMax, random.uniform()))
        var mixer = SplitMix64(seed: rank)
        let key = mixer.next()
        let readShare = Double(key >> 40 & 0xFF) / 256
        return (key, random.uniform() < readShare ? nil : random.next())
    }
}

@Suite struct LedgerSampleTests {
    private typealias Counts = [WriteLedger.Outcome: Int]

    /// The share of the settled writes that nobody read.
    private static func deadShare(_ counts: Counts) -> Double {
        let dead = Double(counts[.overwrittenUnread, default: 0])
        return dead / (dead + Double(counts[.useful, default: 0]))
    }

    private static func exact(_ seed: UInt64) -> Counts {
        var traffic = SkewedTraffic(seed: seed)
        var naive = NaiveLedger()
        for row in 0..<SkewedTraffic.rows {
            let (key, value) = traffic.next()
            if let value {
                naive.write(key, value, timeToLive: nil, at: Int64(row))
            } else {
                naive.read(key)
            }
        }
        naive.close()
        return naive.counts
    }

    /// The counts of a ledger with room for so many keys, over stretches that are merged.
    private static func estimated(_ seed: UInt64, keysMax: Int, stretches: Int) -> Counts {
        var traffic = SkewedTraffic(seed: seed)
        var whole = WriteLedger(keysMax: keysMax)
        var found: [WriteLedger.Resolution] = []
        for stretch in 0..<stretches {
            var ledger = WriteLedger(keysMax: keysMax)
            let first = SkewedTraffic.rows * stretch / stretches
            for row in first..<(SkewedTraffic.rows * (stretch + 1) / stretches) {
                let (hash, value) = traffic.next()
                ledger.makeRoom()
                ledger.beginRow()
                let key = ledger.follow(hash)
                if key >= 0 { ledger.keys.count(key) }
                guard let value else {
                    ledger.read(key)
                    continue
                }
                ledger.write(
                    key,
                    unit: hash,
                    value: value,
                    expiry: .cleared,
                    cell: 0,
                    at: Int64(row),
                    into: &found
                )
            }
            whole.merge(ledger, cellsShift: 0, patterns: [0], into: &found)
        }
        found += whole.closing()
        return found.reduce(into: [:]) { $0[$1.outcome, default: 0] += Int($1.weight) }
    }

    /// With a thirtieth of the default budget for a thirtieth of the keys of a large capture.
    ///
    /// The error falls with the root of the number of keys, so that the default budget errs by less.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func followsTheBusyKeysAndASampleWithinAHundredth(seed: UInt64) {
        let exact = Self.deadShare(Self.exact(seed))
        let keysMax = LedgerKeys.countMax / 30

        let stretches = seed % 2 == 0 ? 1 : 5
        let estimate = Self.deadShare(
            Self.estimated(seed, keysMax: keysMax, stretches: stretches)
        )

        #expect(abs(estimate - exact) <= 0.01)
    }

    @Test func countsEveryKeyWhileThereIsRoom() {
        let exact = Self.exact(1)
        let estimated = Self.estimated(1, keysMax: LedgerKeys.countMax, stretches: 1)

        #expect(estimated == exact)
    }
}

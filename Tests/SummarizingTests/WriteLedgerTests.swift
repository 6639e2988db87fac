// The write ledger against a store that really holds the values.

import Randomness
import Testing

@testable import Parsing
@testable import Summarizing

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
            let hash = 1 + random.next() % 15
            let key = ledger.follow(hash)
            let timeToLive = Int64(1 + random.next() % 3) * 1_000_000
            ledger.beginRow()
            switch random.next() % 40 {
            case 0..<14:
                let isTimed = random.uniform() < 0.4
                let value = random.next() % 3
                naive.write(hash, value, timeToLive: isTimed ? timeToLive : nil, at: time)
                ledger.write(
                    key,
                    unit: hash,
                    value: value,
                    expiry: isTimed ? .set(timeToLive) : .cleared,
                    cell: 0,
                    at: time,
                    into: &found
                )
            case 14..<24:
                naive.read(hash)
                ledger.read(key)
            case 24..<30:
                naive.delete(hash)
                ledger.delete(key)
            case 30..<39:
                // Of a key that has expired nobody knows whether something made it anew.
                guard naive.isAlive(hash, at: time) else { continue }
                naive.expire(hash, at: time, timeToLive: timeToLive)
                if ledger.expire(key, at: time, timeToLive: timeToLive) {
                    found.append(ledger.resolution(0, .expiryChurn, 1))
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
        let key = ledger.follow(1)
        func write(_ value: UInt64, at time: Int64) {
            ledger.beginRow()
            ledger.write(
                key,
                unit: 2,
                value: value,
                expiry: .kept,
                cell: 0,
                at: time,
                into: &found
            )
        }

        write(1, at: 0)
        _ = ledger.expire(key, at: 0, timeToLive: 1_000_000)
        write(2, at: 2_000_000)
        write(3, at: 3_000_000)

        #expect(found.map(\.outcome) == [.overwrittenUnread])
    }
}
